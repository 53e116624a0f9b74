import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { VaultError } from '../../contract/errors.ts';
import { normalisedName } from '../vault/slots.ts';
import { generatePassphrase } from './passphrase.ts';
import { predictableWords } from './predictable-words.ts';

/** Whose password it is: hers must not hold her name, and the Privacy Officer's opens more. */
export interface PasswordOwner {
  readonly name: string;
  readonly office: string;
  readonly isPrivacyOfficer: boolean;
}

/** Why a password was refused, as `details.reasons` of `password-too-weak`. */
export type PasswordFlaw = 'too-short' | 'no-digit' | 'no-capital' | 'contains-name' | 'too-easy-to-guess';

const shortestLength = 8;
/** From this length on a passphrase needs neither digit nor capital. */
const passphraseLength = 20;
const shortestNamePart = 4;

/**
 * How many guesses a password must stand, as powers of ten. Nobody can guess at all without a keychain of the office, for
 * the office secret opens the outer layer of every slot; what remains is somebody who has one: the IT administrator. At
 * Argon2id of 128 MiB and four passes a computer makes some ten guesses a second and a rack of graphics cards some ten
 * thousand. 10^8 guesses are four months of the one and an afternoon of the other, which is enough for an account that
 * opens the folders of one person; 10^14 are three centuries of the rack, for the account that opens everything.
 */
const leastGuessesLog10 = { user: 8, privacyOfficer: 14 } as const;

/** @throws VaultError `password-too-weak` with every reason in `details.reasons`. */
export function requireGoodPassword(password: string, owner: PasswordOwner): void {
  const reasons = passwordFlaws(password, owner);
  if (reasons.length > 0) {
    throw new VaultError('password-too-weak', 'the password does not satisfy the rules', { details: { reasons } });
  }
}

/** A generated passphrase that satisfies the rules: one in many thousands happens to hold the name of its owner. */
export function generatePassphraseFor(owner: PasswordOwner): string {
  const passphrase = generatePassphrase();
  return passwordFlaws(passphrase, owner).length === 0 ? passphrase : generatePassphraseFor(owner);
}

/** How a password stands to the rules, for whoever is still choosing it. */
export interface PasswordStrength {
  readonly bits: number;
  readonly enough: boolean;
  readonly neededBits: number;
  /** What to put right first; null when it is enough. */
  readonly problem: Exclude<PasswordFlaw, 'too-easy-to-guess'> | 'too-easy' | null;
}

/** An empty password has no bits and is too short. */
export function passwordStrength(password: string, owner: PasswordOwner): PasswordStrength {
  const [first = null] = passwordFlaws(password, owner);
  const least = owner.isPrivacyOfficer ? leastGuessesLog10.privacyOfficer : leastGuessesLog10.user;
  const guesses = password === '' ? 0 : guessesLog10(password.normalize('NFKC'), [owner.name, owner.office]);
  return {
    bits: Math.max(0, guesses) * Math.log2(10),
    enough: first === null,
    neededBits: least * Math.log2(10),
    problem: first === 'too-easy-to-guess' ? 'too-easy' : first,
  };
}

/** What is wrong with a password; empty when nothing is. */
export function passwordFlaws(password: string, owner: PasswordOwner): PasswordFlaw[] {
  const text = password.normalize('NFKC');
  const length = [...text].length;
  const least = owner.isPrivacyOfficer ? leastGuessesLog10.privacyOfficer : leastGuessesLog10.user;
  const flaws: [PasswordFlaw, boolean][] = [
    ['too-short', length < shortestLength],
    ['no-digit', length < passphraseLength && !/\p{Nd}/u.test(text)],
    ['no-capital', length < passphraseLength && !/\p{Lu}/u.test(text)],
    ['contains-name', containsName(text, owner.name)],
    ['too-easy-to-guess', guessesLog10(text, [owner.name, owner.office]) < least],
  ];
  return flaws.filter(([, applies]) => applies).map(([flaw]) => flaw);
}

/**
 * An estimate of how many guesses a password stands, as a power of ten: the lower one of zxcvbn's, which knows leaked
 * passwords, keyboards, dates and repetitions but no Dutch, and of one that takes every run of letters for a word.
 */
export function guessesLog10(password: string, about: readonly string[] = []): number {
  const predictable = [...about, ...about.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u)), ...predictableWords];
  return Math.min(estimator().check(password, predictable).guessesLog10, guessesOfWords(password));
}

/** A large dictionary holds some 300,000 words, and few words have more than twelve letters. */
const wordGuessesLog10 = 5.5;
const longWord = 12;

function guessesOfWords(password: string): number {
  const runs = password.match(/\p{Lu}?\p{Ll}+|\p{Lu}+|[^\p{Lu}\p{Ll}]/gu) ?? [];
  return runs
    .map((run) => Math.min([...run].length, wordGuessesLog10 + Math.max(0, [...run].length - longWord) / 2))
    .reduce((sum, guesses) => sum + guesses, 0);
}

function containsName(password: string, name: string): boolean {
  const text = normalisedName(password).replaceAll(' ', '');
  const whole = normalisedName(name);
  const parts = [whole.replaceAll(' ', ''), ...whole.split(/[^\p{L}\p{N}]+/u).filter(isLongEnough)];
  return parts.some((part) => part.length > 0 && text.includes(part));
}

function isLongEnough(part: string): boolean {
  return [...part].length >= shortestNamePart;
}

let known: ZxcvbnFactory | null = null;

/** Made when first asked for: ranking the dictionaries takes some 50 ms. */
function estimator(): ZxcvbnFactory {
  known ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  return known;
}
