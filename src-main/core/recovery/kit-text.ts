/** Longer than any recovery key file, also with something written beside it. */
const longestFileBytes = 64 * 1024;

/** Longer than any kit, as a file or as its paper in a PDF. */
export const longestKitBytes = 1024 * 1024;

/** What the paper of a kit ends with that is saved as a PDF: a comment there, for its letters are drawn and cannot be searched. */
export const paperMark = (vault: string): string => `\n% dossierkluis recovery kit, vault: ${vault}\n`;

/** Whether a file holds the recovery key of this vault: its paper as this program saves it, or its `# vault:` line with an age identity. */
export function isKitOf(file: Uint8Array, vault: string): boolean {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length);
  const mark = Buffer.from(paperMark(vault));
  if (bytes.subarray(-mark.length).equals(mark)) return true;
  if (file.length > longestFileBytes) return false;
  if (!bytes.includes('AGE-SECRET-KEY-') && !bytes.includes('age-secret-key-')) return false;
  // As `parseKit` reads it.
  return new RegExp(`^[ \\t]*# *vault:[ \\t]*${vault}\\s*$`, 'mi').test(bytes.toString('utf8'));
}
