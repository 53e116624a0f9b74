import { chmodSync, cpSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Copies a folder with a vault or the keys of a computer in it. */
export function copyFolder(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
  // Copies of folders get the mode of the day; a keychain file is refused in one that others may read.
  for (const entry of readdirSync(to, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) chmodSync(path.join(entry.parentPath, entry.name), 0o700);
  }
}
