/** Longer than any recovery key file, also with something written beside it. */
export const longestKitBytes = 64 * 1024;

/** Whether a file holds the recovery key of this vault: its `# vault:` line, and a line with an age identity. */
export function isKitOf(file: Uint8Array, vault: string): boolean {
  if (file.length > longestKitBytes) return false;
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length);
  if (!bytes.includes('AGE-SECRET-KEY-') && !bytes.includes('age-secret-key-')) return false;
  // As `parseKit` reads it.
  return new RegExp(`^[ \\t]*# *vault:[ \\t]*${vault}\\s*$`, 'mi').test(bytes.toString('utf8'));
}
