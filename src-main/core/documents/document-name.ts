import { invalidInput } from '../../contract/error-reasons.ts';

/** In UTF-16 units: what Windows takes; a name of 255 bytes is never longer. */
const longestSegment = 255;
const longestName = 4096;

/**
 * Checks a document's path within its folder, which is kept as given: segments separated by `/`, none of them empty, `.` or
 * `..`, nothing that breaks a line or a terminal, nothing that is not Unicode. So no name leads anywhere when documents are
 * written out under their names.
 * @throws VaultError `invalid-input`.
 */
export function requireDocumentName(name: string): void {
  const segments = name.split('/');
  if (name === '') throw invalidInput('empty', 'name', 'no name at all');
  if (!name.isWellFormed() || /\p{Cc}/u.test(name)) {
    throw invalidInput('control-characters', 'name', 'no name that can be shown');
  }
  if (name.length > longestName || segments.some((segment) => segment.length > longestSegment)) {
    throw invalidInput('too-long', 'name', 'too long for the name of a document');
  }
  if (segments.some((segment) => ['', '.', '..'].includes(segment))) {
    throw invalidInput('not-a-document-name', 'name', 'no name for a document');
  }
}

/** A name that may be no name for a document, so that it can be shown: control characters as `\xNN`. */
export function legibleName(name: string): string {
  return name.replace(/\p{Cc}/gu, (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
