import { invalidInput } from '../../contract/error-reasons.ts';

/** In UTF-16 units. */
const longestName = 200;

/** A text of one line as it is kept: white space trimmed and collapsed. */
export function keptName(name: string): string {
  return name.trim().replace(/\s+/gu, ' ');
}

/** The name of an office, a person or a folder as it is kept. @throws VaultError `invalid-input` for one that cannot be shown on one line. */
export function shownName(given: string): string {
  const name = keptName(given);
  if (name === '') throw invalidInput('empty', 'name', 'a name without a character that counts');
  if (name.length > longestName) throw invalidInput('too-long', 'name', 'too long for a name');
  if (!isShownOnOneLine(name)) {
    throw invalidInput('control-characters', 'name', 'no name that can be shown');
  }
  return name;
}

/** Whether a text holds no control character, none that begins a line, and none that turns the direction of what follows: it would pass for another. */
export function isShownOnOneLine(text: string): boolean {
  return !/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u.test(text) && text.isWellFormed();
}

const collator = new Intl.Collator('nl', { numeric: true });

/** The order of a Dutch index, digits by their value, on every machine: for lists that people read. */
export function compareNames(a: string, b: string): number {
  return collator.compare(a, b);
}

/** As `compareNames`, of what has a name. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return compareNames(a.name, b.name);
}
