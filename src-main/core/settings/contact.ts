import { invalidInput } from '../../contract/error-reasons.ts';
import type { Directory } from '../vault/directory.ts';
import { isShownOnOneLine, keptName } from '../vault/shown-name.ts';

/** How the office is reached, for letters and reports; empty where it is not said. */
export interface Contact {
  readonly email: string;
  readonly telephone: string;
  /** Of several lines. */
  readonly address: string;
}

export const noContact: Contact = { email: '', telephone: '', address: '' };

/** In UTF-16 units. */
const longest = { email: 254, telephone: 50, address: 300 } as const;

/** A contact as it is kept: white space of every line trimmed and collapsed. @throws VaultError `invalid-input`. */
export function keptContact({ email, telephone, address }: Contact): Contact {
  const kept = {
    email: email.trim(),
    telephone: telephone.trim(),
    address: address.split(/\r?\n/u).map(keptName).join('\n').trim(),
  };
  requireLines('email', kept.email, [kept.email]);
  requireLines('telephone', kept.telephone, [kept.telephone]);
  requireLines('address', kept.address, kept.address.split('\n'));
  // Whether it exists only a letter to it can tell.
  if (kept.email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(kept.email)) {
    throw invalidInput('wrong-form', 'email', 'no e-mail address');
  }
  return kept;
}

function requireLines(input: keyof Contact, text: string, lines: readonly string[]): void {
  if (text.length > longest[input]) throw invalidInput('too-long', input, 'too long for the contact of an office');
  // Not `wrong-form`, which is what no page of ours sends: who pastes a telephone number brings such characters along.
  if (!lines.every(isShownOnOneLine)) throw invalidInput('control-characters', input, 'nothing that can be shown');
}

export function contactOf({ contact = {} }: Pick<Directory, 'contact'>): Contact {
  return { email: contact.email ?? '', telephone: contact.telephone ?? '', address: contact.address ?? '' };
}

/** The part of a directory that says the contact: nothing of what is not said. */
export function contactEntry(contact: Contact): Pick<Directory, 'contact'> {
  const said = Object.entries(contact).filter(([, text]) => text !== '');
  return said.length === 0 ? {} : { contact: Object.fromEntries(said) };
}
