import { describe, expect, test } from 'vitest';
import { generatePassphrase, passphraseBits } from '../../../../src-main/core/people/passphrase.ts';
import {
  generatePassphraseFor,
  guessesLog10,
  passwordFlaws,
  requireGoodPassword,
} from '../../../../src-main/core/people/password-policy.ts';
import { dose } from '../../../support/dose.ts';

const anna = { name: 'Anna de Wit-Öztürk', office: 'Kantoor Testdijk', isPrivacyOfficer: false };
const officer = { name: 'Petra de Privacy', office: 'Kantoor Testdijk', isPrivacyOfficer: true };

describe('the password of a user', () => {
  test.each([
    ['Regenjas-47-Tulpveld', []],
    ['Xk7pQ2mz', []],
    ['blauwe fietsen rijden snel', []],
    ['Xk7pQ2m', ['too-short', 'too-easy-to-guess']],
    ['xk7pq2mz9v', ['no-capital']],
    ['XkvpQwmzRt', ['no-digit']],
    ['Welkom2026!', ['too-easy-to-guess']],
    ['Kantoor123', ['too-easy-to-guess']],
    ['Testdijk2026!', ['too-easy-to-guess']],
    ['Verzekering1', ['too-easy-to-guess']],
    ['aaaaaaaaaaaaaaaaaaaaaaaa', ['too-easy-to-guess']],
    ['Tulpveld-ANNA-4711', ['contains-name']],
    ['Tulpveld-öztürk-4711', ['contains-name']],
    ['AnnadeWit-Öztürk99!x', ['contains-name']],
  ])('%s: %j', (password, flaws) => {
    expect(passwordFlaws(password, anna)).toEqual(flaws);
  });

  test('may hold parts of a name that are too short to tell', () => {
    expect(passwordFlaws('Regenjas-wit-47-Tulpveld', anna)).toEqual([]);
  });

  test('is judged as it is compared: in Unicode NFKC', () => {
    const decomposed = 'Tulpveld-öztürk-4711'.normalize('NFD');
    expect(passwordFlaws(decomposed, anna)).toEqual(['contains-name']);
    expect(passwordFlaws('Ｘｋ７ｐＱ２ｍｚ', anna)).toEqual([]);
  });

  test('is refused with every reason at once', () => {
    const refused = expect.objectContaining({
      code: 'password-too-weak',
      details: { reasons: ['too-short', 'no-digit', 'no-capital', 'contains-name', 'too-easy-to-guess'] },
    });
    expect(() => requireGoodPassword('anna', anna)).toThrowError(refused);
  });

  test('of great length takes no time to judge', () => {
    const start = performance.now();
    passwordFlaws('Ab1-'.repeat(250), anna);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('the passphrase of the Privacy Officer', () => {
  test('must stand more guesses', () => {
    expect(passwordFlaws('Xk7pQ2mz', officer)).toEqual(['too-easy-to-guess']);
    expect(passwordFlaws('Verzekeringsmaatschappij1', officer)).toEqual(['too-easy-to-guess']);
    expect(passwordFlaws('blauwe fietsen rijden snel', officer)).toEqual([]);
  });

  test('is strong when it is generated', () => {
    for (let count = 0; count < dose(200, 5000); count += 1) {
      const passphrase = generatePassphrase();
      expect(passphrase).toMatch(/^([bdfghklmnprstvwz][aeiou][bdfghklmnprstvwz][aeiou][bdfghklmnprstvwz](-|$)){4}/);
      expect(passwordFlaws(passphrase, officer), passphrase).toEqual([]);
    }
  });

  test('has at least 65 bits when it is generated, every letter in its place as likely as any other', () => {
    expect(passphraseBits).toBeCloseTo(4 * Math.log2(16 ** 3 * 5 ** 2), 10);
    expect(passphraseBits).toBeGreaterThan(65);
    const rounds = dose(2000, 20_000);
    const counts = new Map<string, number>();
    for (let count = 0; count < rounds; count += 1) {
      for (const letter of generatePassphrase().replaceAll('-', '')) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    // Twelve consonants and eight vowels each time; five standard deviations either side.
    for (const [letters, drawn] of [
      ['bdfghklmnprstvwz', 12],
      ['aeiou', 8],
    ] as const) {
      const expected = (rounds * drawn) / letters.length;
      for (const letter of letters) {
        expect(Math.abs((counts.get(letter) ?? 0) - expected)).toBeLessThan(5 * Math.sqrt(expected));
      }
    }
  });
});

describe('a generated passphrase', () => {
  test('does not hold the name of its owner', () => {
    // One in ten would.
    const owner = { ...officer, name: 'Na' };
    for (let count = 0; count < 200; count += 1) expect(generatePassphraseFor(owner)).not.toContain('na');
  });
});

describe('the estimate', () => {
  test('takes a run of letters for a word, however long the dictionary would have to be', () => {
    expect(guessesLog10('verzekeringsvoorwaarden')).toBeLessThan(12);
    expect(guessesLog10('kapstok')).toBeLessThanOrEqual(5.5);
    expect(guessesLog10('kapstok tafel lamp stoel')).toBeGreaterThan(14);
  });

  test('knows what the office is called and who works there', () => {
    expect(guessesLog10('Zwaluwstaart77', ['Kantoor Zwaluwstaart'])).toBeLessThan(guessesLog10('Zwaluwstaart77'));
  });
});
