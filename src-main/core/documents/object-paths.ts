import type { VaultPaths } from '../vault/open-vault.ts';

/** The folder of an object: the first byte of its name. */
export function folderOfObject(paths: VaultPaths, object: Buffer): string {
  return `${paths.objects}/${object.toString('hex', 0, 1)}`;
}

/** @param object SHA-256 of the payload, 32 bytes. */
export function objectPath(paths: VaultPaths, object: Buffer): string {
  return `${folderOfObject(paths, object)}/${object.toString('hex')}`;
}

/** While this file is there, objects may lie about that no row refers to (docs/formats.md section 8). */
export function markerPath(paths: VaultPaths): string {
  return `${paths.objects}/.unswept`;
}
