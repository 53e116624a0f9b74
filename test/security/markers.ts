import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** In every name, text and reason of the canary's office, and nowhere else in the world. */
export const marker = 'kanarievogel7q3z';
/** In every password, which must not hold a name. */
export const passwordMarker = 'zilverreiger4k9w';

/** How a text could lie in a file: as it is, in upper case, wide, in base64 at any of its three alignments, in hexadecimal. */
export function formsOf(text: string): Buffer[] {
  const bytes = Buffer.from(text, 'utf8');
  const wide = Buffer.from(text, 'utf16le');
  return [
    bytes,
    Buffer.from(text.toUpperCase()),
    wide,
    Buffer.from(wide).swap16(),
    ...[0, 1, 2].map((shift) => base64Within(bytes, shift)),
    Buffer.from(bytes.toString('hex')),
    Buffer.from(bytes.toString('hex').toUpperCase()),
    Buffer.from(bytes).reverse(),
  ];
}

/** What of base64 depends on these bytes alone when `shift` others come before them. */
function base64Within(bytes: Buffer, shift: number): Buffer {
  const whole = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
  return Buffer.from(whole.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6)));
}

/** The files below these folders in which one of the forms lies, with its number. */
export function searchFiles(folders: readonly string[], forms: readonly Buffer[]): string[] {
  return folders.flatMap(filesBelow).flatMap((path) => {
    const bytes = unlessGone(() => readFileSync(path));
    return forms.flatMap((form, number) => (bytes?.includes(form) ? [`${path}: form ${number}`] : []));
  });
}

/** Names count too: a file called like a client would tell as much. */
export function searchNames(folders: readonly string[], forms: readonly Buffer[]): string[] {
  return folders.flatMap(filesBelow).filter((path) => forms.some((form) => Buffer.from(path).includes(form)));
}

function filesBelow(folder: string): string[] {
  const entries = unlessGone(() => readdirSync(folder, { withFileTypes: true })) ?? [];
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** Between listing and reading a file may have been replaced. */
function unlessGone<Result>(read: () => Result): Result | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
