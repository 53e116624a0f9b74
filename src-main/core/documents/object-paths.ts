/** Where a vault keeps its objects. */
interface Objects {
  readonly objects: string;
}

/** What the folder of an object is called. */
export const objectFolderName: RegExp = /^[0-9a-f]{2}$/;

/** The folder of an object: the first byte of its name. */
export function folderOfObject({ objects }: Objects, object: Buffer): string {
  return `${objects}/${object.toString('hex', 0, 1)}`;
}

/** @param object SHA-256 of the payload, 32 bytes. */
export function objectPath(paths: Objects, object: Buffer): string {
  return `${folderOfObject(paths, object)}/${object.toString('hex')}`;
}

/** While this file is there, objects may lie about that no row refers to (docs/formats.md section 8). */
export function markerPath({ objects }: Objects): string {
  return `${objects}/.unswept`;
}
