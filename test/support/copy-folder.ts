import { chmodSync, cpSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Copies a folder with a vault or the keys of a computer in it. */
export function copyFolder(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
  // Copies of folders get the mode of the day, and files out of a clone have it; a keychain that others may read is refused.
  for (const entry of readdirSync(to, { recursive: true, withFileTypes: true })) {
    chmodSync(path.join(entry.parentPath, entry.name), entry.isDirectory() ? 0o700 : 0o600);
  }
}
