import type { Stats } from 'node:fs';
import { lstat, mkdir, readdir, realpath, rename, rmdir, stat, statfs, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { VaultError } from '../../contract/errors.ts';
import type {
  CommitOptions,
  FileKind,
  FilePart,
  FileReader,
  FileSystem,
  FileWriter,
  SyncFolderOption,
} from '../../core/ports/file-system.ts';
import { NodeFileReader } from './node-file-reader.ts';
import { NodeFileWriter } from './node-file-writer.ts';
import { syncFolder } from './sync-folder.ts';
import { syncWritten } from './sync-written.ts';
import { sweepTemporaryFiles } from './temporary-file.ts';
import { isAbsence, systemCode, translateError } from './translate-error.ts';
import { writeFileBatch } from './write-file-batch.ts';

/** The disk, by way of node:fs. Tested on Linux; what Windows does otherwise is noted where it matters. */
export class NodeFileSystem implements FileSystem {
  #foldersBeingMade: Promise<void> = Promise.resolve();

  async read(path: string): Promise<Uint8Array | null> {
    const reader = await NodeFileReader.open(path).catch((error: unknown) => {
      if (error instanceof VaultError && error.code === 'not-found') return null;
      throw error;
    });
    if (reader === null) return null;
    try {
      const bytes = new Uint8Array(reader.sizeBytes);
      return bytes.subarray(0, await reader.readAt(bytes, 0));
    } finally {
      await reader.close();
    }
  }

  async stat(path: string): Promise<{ sizeBytes: number; modifiedAtMs: number; isDirectory: boolean } | null> {
    try {
      const found = await stat(path);
      return { sizeBytes: found.size, modifiedAtMs: found.mtimeMs, isDirectory: found.isDirectory() };
    } catch (error) {
      if (isAbsence(error)) return null;
      throw translateError(error, 'reading');
    }
  }

  async look(path: string): Promise<{ kind: FileKind; sizeBytes: number; modifiedAtMs: number } | null> {
    try {
      const found = await lstat(path);
      return { kind: kindOf(found), sizeBytes: found.size, modifiedAtMs: found.mtimeMs };
    } catch (error) {
      if (isAbsence(error)) return null;
      throw translateError(error, 'reading');
    }
  }

  async realPath(path: string): Promise<string | null> {
    try {
      return await realpath(path);
    } catch (error) {
      if (isAbsence(error)) return null;
      throw translateError(error, 'reading');
    }
  }

  async list(path: string): Promise<string[]> {
    try {
      return (await readdir(path)).sort();
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return [];
      throw translateError(error, 'reading');
    }
  }

  async replace(path: string, bytes: Uint8Array): Promise<void> {
    await this.#write(path, bytes, { ifExists: 'replace' });
  }

  replaceMany(memory: Uint8Array<SharedArrayBuffer>, files: readonly FilePart[]): Promise<void> {
    return writeFileBatch(memory, files);
  }

  async create(path: string, bytes: Uint8Array): Promise<void> {
    await this.#write(path, bytes, { ifExists: 'refuse' });
  }

  async remove(path: string, options: SyncFolderOption = {}): Promise<void> {
    try {
      await unlink(path);
    } catch (error) {
      if (!isAbsence(error)) throw translateError(error, 'changing');
      // Gone, but perhaps by a process that died before it synced the folder; unless that is gone too.
      if ((await this.stat(dirname(path)))?.isDirectory !== true) return;
    }
    if (options.syncFolder !== false) await syncFolder(dirname(path));
  }

  removeUnfinished(folder: string, olderThan?: number): Promise<number> {
    return sweepTemporaryFiles(folder, olderThan);
  }

  async removeEmptyFolder(path: string): Promise<void> {
    try {
      await rmdir(path);
    } catch (error) {
      if (isAbsence(error) || systemCode(error) === 'ENOTEMPTY' || systemCode(error) === 'EEXIST') return;
      throw translateError(error, 'changing');
    }
    await syncFolder(dirname(path));
  }

  makeFolder(path: string, options: SyncFolderOption = {}): Promise<void> {
    // One at a time: otherwise a second call would find a folder that the first has made but not yet synced, and
    // promise what is not so.
    const making = this.#foldersBeingMade.then(() => makeFolders(path, options));
    this.#foldersBeingMade = making.catch(() => undefined);
    return making;
  }

  syncFolder(path: string): Promise<void> {
    return syncFolder(path);
  }

  syncWritten(root: string, paths: readonly string[]): Promise<void> {
    return syncWritten(root, paths);
  }

  async renameFolder(from: string, to: string): Promise<void> {
    // Renaming would put it in the place of a folder in which there is nothing.
    if ((await this.look(to)) !== null) throw new VaultError('file-exists', 'something has that name already');
    try {
      await rename(from, to);
    } catch (error) {
      throw translateError(error, 'changing');
    }
    await syncFolder(dirname(to));
  }

  async freeBytes(folder: string): Promise<number> {
    try {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    } catch (error) {
      if (isAbsence(error) && dirname(folder) !== folder) return await this.freeBytes(dirname(folder));
      throw translateError(error, 'reading');
    }
  }

  openReader(path: string): Promise<FileReader> {
    return NodeFileReader.open(path);
  }

  openWriter(folder: string): Promise<FileWriter> {
    return NodeFileWriter.open(folder);
  }

  async #write(path: string, bytes: Uint8Array, options: CommitOptions): Promise<void> {
    const writer = await NodeFileWriter.open(dirname(path));
    try {
      await writer.append(bytes);
      await writer.commit(path, options);
    } finally {
      await writer.discard();
    }
  }
}

function kindOf(found: Stats): FileKind {
  if (found.isSymbolicLink()) return 'link';
  if (found.isDirectory()) return 'folder';
  return found.isFile() ? 'file' : 'other';
}

async function makeFolders(path: string, options: SyncFolderOption = {}): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (systemCode(error) === 'ENOENT') {
      await makeFolders(dirname(path));
      return await makeFolders(path, options);
    }
    // Not only after EEXIST: for a folder that is there, Windows says EPERM of a drive's root, Linux EROFS of a mount.
    if (await isFolder(path)) return;
    throw translateError(error, 'changing');
  }
  if (options.syncFolder !== false) await syncFolder(dirname(path));
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isDirectory(),
    () => false, // The caller throws what the making of the folder met.
  );
}
