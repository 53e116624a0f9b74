/** The name of a document is a path within its folder; of such a path the last part. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The path of the directory that a path is in; empty at the top. */
export const directoryOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
