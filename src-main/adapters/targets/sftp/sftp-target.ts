import type { FileEntryWithStats, SFTPWrapper, Stats } from 'ssh2';
import { VaultError } from '../../../contract/errors.ts';
import type { TargetCredentialsOf, TargetSettingsOf } from '../../../contract/targets.ts';
import { unfinishedName } from '../../../core/ports/file-system.ts';
import type { TargetContent, TargetEntry, TargetRange, TargetSpace } from '../../../core/ports/target.ts';
import { checkedContent } from '../checked-content.ts';
import { ProbedTarget, type SeenAbilities } from '../probed-target.ts';
import { damaged, full, unreachable } from '../target-errors.ts';
import {
  folderOf,
  isNameSegment,
  requireFileName,
  requireFolderName,
  temporaryNameFor,
  within,
} from '../target-names.ts';
import { atMost, cleaningUpMs, type TimeLimits } from '../time-limits.ts';
import { type Done, SftpConnection, type Told } from './sftp-connection.ts';
import { hasStatus, sftpStatus } from './sftp-error.ts';
import { readRange, writeAll } from './sftp-transfer.ts';

/** With less room than this a server that refuses to write is taken to be full: version 3 has no word for it. */
const fullBelowBytes = 1024 * 1024;

/** A server that speaks SFTP, version 3 with what OpenSSH adds to it where it does. */
export class SftpTarget extends ProbedTarget {
  readonly seen: SeenAbilities = { createsAtOnce: true, readsRanges: true, syncs: true, removesReally: true };
  readonly #settings: TargetSettingsOf<'sftp'>;
  readonly #credentials: TargetCredentialsOf<'sftp'>;
  readonly #limits: TimeLimits;
  #connecting: Promise<SftpConnection> | null = null;
  #connection: SftpConnection | null = null;
  #isClosed = false;
  /** Those that were made or found since connecting. */
  readonly #folders = new Set<string>();
  /** What is read into. */
  readonly #memories: Buffer[] = [];

  constructor(settings: TargetSettingsOf<'sftp'>, credentials: TargetCredentialsOf<'sftp'>, limits: TimeLimits) {
    super();
    this.#settings = settings;
    this.#credentials = credentials;
    this.#limits = limits;
  }

  async createUnchecked(name: string, content: TargetContent, signal: AbortSignal): Promise<'created' | 'exists'> {
    requireFileName(name);
    await this.#makeFolder(this.#path(folderOf(name)), signal);
    const temporary = this.#path(temporaryNameFor(name));
    try {
      await this.#upload(temporary, content, signal);
      return await this.#place(temporary, this.#path(name), signal).catch(this.#folderMissing);
    } catch (error) {
      await this.#discard(temporary);
      if (hasStatus(error, sftpStatus.failure) && (await this.#isFull())) throw full();
      throw error;
    }
  }

  async size(name: string, signal: AbortSignal): Promise<number | null> {
    requireFileName(name);
    const found = await this.#look(this.#path(name), signal);
    if (found !== null && !found.isFile()) throw damaged('something else than a file has the name');
    return found?.size ?? null;
  }

  async *read(name: string, range: TargetRange | null, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    requireFileName(name);
    const connection = await this.#connect(signal);
    const handle = await connection.call<Buffer>((sftp, done) => sftp.open(this.#path(name), 'r', done), signal);
    try {
      const { size } = await connection.call<Stats>((sftp, done) => sftp.fstat(handle, done), signal);
      const wanted = range ?? { offset: 0, length: size };
      if (wanted.offset + wanted.length > size) throw damaged('the file is shorter than it should be');
      yield* readRange(connection, handle, wanted, this.#memories, signal);
    } finally {
      this.#closeHandle(connection, handle);
    }
  }

  async *list(folder: string, signal: AbortSignal): AsyncGenerator<TargetEntry> {
    requireFolderName(folder);
    for await (const { filename, attrs } of this.#entries(this.#path(folder), signal)) {
      if (!isNameSegment(filename)) continue;
      const name = within(folder, filename);
      if (attrs.isDirectory()) yield { kind: 'folder', name };
      else if (attrs.isFile()) yield { kind: 'file', name, sizeBytes: attrs.size };
    }
  }

  async remove(name: string, signal: AbortSignal): Promise<'removed'> {
    requireFileName(name);
    await this.#unlink(this.#path(name), signal);
    return 'removed';
  }

  async removeFolder(folder: string, signal: AbortSignal): Promise<void> {
    requireFileName(folder);
    this.#folders.delete(this.#path(folder));
    await this.#tell((sftp, done) => sftp.rmdir(this.#path(folder), done), signal).catch(noneIfAbsent);
  }

  async removeUnfinished(folder: string, olderThan: number, signal: AbortSignal): Promise<number> {
    requireFolderName(folder);
    let removed = 0;
    for await (const { filename, attrs } of this.#entries(this.#path(folder), signal)) {
      if (!unfinishedName.test(filename) || !attrs.isFile() || attrs.mtime * 1000 >= olderThan) continue;
      await this.#unlink(this.#path(within(folder, filename)), signal);
      removed += 1;
    }
    return removed;
  }

  async space(signal: AbortSignal): Promise<TargetSpace | null> {
    await this.#makeFolder(this.#path(''), signal);
    try {
      const found = await this.#call<Readonly<Record<string, number | bigint>>>(
        (sftp, done) => sftp.ext_openssh_statvfs(this.#path('') || '.', done),
        signal,
      );
      const blockBytes = Number(found.f_frsize);
      return { freeBytes: Number(found.f_bavail) * blockBytes, totalBytes: Number(found.f_blocks) * blockBytes };
    } catch (error) {
      if (hasStatus(error, sftpStatus.unsupported)) return null;
      throw error;
    }
  }

  /** What it writes down for a file that is made now. */
  async now(signal: AbortSignal): Promise<number> {
    await this.#makeFolder(this.#path(''), signal);
    const temporary = this.#path(temporaryNameFor(''));
    const connection = await this.#connect(signal);
    const handle = await connection
      .call<Buffer>((sftp, done) => sftp.open(temporary, 'wx', { mode: 0o600 }, done), signal)
      .catch(this.#folderMissing);
    try {
      const { mtime } = await connection.call<Stats>((sftp, done) => sftp.fstat(handle, done), signal);
      // Waited for: what is still open some servers do not remove.
      await connection.tell((sftp, done) => sftp.close(handle, done), signal);
      return mtime * 1000;
    } finally {
      await this.#discard(temporary);
    }
  }

  close(): Promise<void> {
    this.#isClosed = true;
    this.#connection?.end();
    return Promise.resolve();
  }

  /** The connection there is, or a new one. Whoever waits shares it; nobody's signal ends it for the others. */
  async #connect(signal: AbortSignal): Promise<SftpConnection> {
    if (this.#isClosed) throw new VaultError('internal', 'the target was closed already');
    if (this.#connection !== null && !this.#connection.isLost) return this.#connection;
    this.#connecting ??= this.#open().finally(() => {
      this.#connecting = null;
    });
    return await atMost(this.#connecting, 2 * this.#limits.connectMs, signal);
  }

  /** Kept here, for whoever asked for it may be gone. */
  async #open(): Promise<SftpConnection> {
    const connection = await SftpConnection.open(this.#settings, this.#credentials, this.#limits);
    if (this.#isClosed) {
      connection.end();
      throw unreachable({ systemError: 'ECONNRESET' });
    }
    this.#folders.clear();
    this.#connection = connection;
    return connection;
  }

  async #call<T>(start: (sftp: SFTPWrapper, done: Done<T>) => void, signal: AbortSignal): Promise<T> {
    return await (await this.#connect(signal)).call(start, signal);
  }

  async #tell(start: (sftp: SFTPWrapper, done: Told) => void, signal: AbortSignal): Promise<void> {
    await (await this.#connect(signal)).tell(start, signal);
  }

  /** A name as the server knows it. */
  #path(name: string): string {
    const base = this.#settings.folder.replace(/\/+$/, '');
    if (base === '' && this.#settings.folder !== '') return `/${name}`;
    return base === '' ? name : within(base, name).replace(/\/$/, '');
  }

  async #look(path: string, signal: AbortSignal): Promise<Stats | null> {
    return await this.#call<Stats>((sftp, done) => sftp.stat(path, done), signal).catch(noneIfAbsent);
  }

  async #makeFolder(path: string, signal: AbortSignal): Promise<void> {
    if (path === '' || path === '/' || this.#folders.has(path)) return;
    if (!(await this.#look(path, signal))?.isDirectory()) {
      await this.#makeFolder(folderOf(path), signal);
      await this.#tell((sftp, done) => sftp.mkdir(path, { mode: 0o700 }, done), signal).catch(async (error) => {
        // Another one may just have made it.
        if (!(await this.#look(path, signal))?.isDirectory()) throw error;
      });
    }
    this.#folders.add(path);
  }

  /** Somebody has removed a folder that was there. */
  readonly #folderMissing = (error: unknown): never => {
    if (!(error instanceof VaultError) || error.code !== 'not-found') throw error;
    this.#folders.clear();
    throw unreachable({ reason: 'place-missing' });
  };

  /** Written, on the server's disk where it can say so, and closed. */
  async #upload(temporary: string, content: TargetContent, signal: AbortSignal): Promise<void> {
    const connection = await this.#connect(signal);
    const handle = await connection
      .call<Buffer>((sftp, done) => sftp.open(temporary, 'wx', { mode: 0o600 }, done), signal)
      .catch(this.#folderMissing);
    try {
      await writeAll(connection, handle, checkedContent(content, signal), signal);
      await connection
        .tell((sftp, done) => sftp.ext_openssh_fsync(handle, done), signal, content.sizeBytes)
        .catch((error: unknown) => {
          if (!hasStatus(error, sftpStatus.unsupported)) throw error;
          this.seen.syncs = false;
        });
      const { size } = await connection.call<Stats>((sftp, done) => sftp.fstat(handle, done), signal);
      if (size !== content.sizeBytes) throw damaged('the server has not kept what was written');
      await connection.tell((sftp, done) => sftp.close(handle, done), signal, content.sizeBytes);
    } catch (error) {
      this.#closeHandle(connection, handle);
      throw error;
    }
  }

  /**
   * A second name for the finished file fails when the name is taken. Where there are none (a disk with FAT, a server
   * without the extension) all there is is renaming, which may not fail: there one looks first.
   */
  async #place(temporary: string, path: string, signal: AbortSignal): Promise<'created' | 'exists'> {
    try {
      await this.#tell((sftp, done) => sftp.ext_openssh_hardlink(temporary, path, done), signal);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if ((await this.#look(path, signal)) === null) return await this.#rename(temporary, path, signal);
      await this.#unlinkIfAllowed(temporary, signal);
      return 'exists';
    }
    await this.#unlinkIfAllowed(temporary, signal);
    return 'created';
  }

  async #rename(temporary: string, path: string, signal: AbortSignal): Promise<'created' | 'exists'> {
    this.seen.createsAtOnce = false;
    try {
      await this.#tell((sftp, done) => sftp.rename(temporary, path, done), signal);
      return 'created';
    } catch (error) {
      // Another one may have taken the name meanwhile.
      if (!isRefusal(error) || (await this.#look(path, signal)) === null) throw error;
      await this.#unlinkIfAllowed(temporary, signal);
      return 'exists';
    }
  }

  /** Where this account may not remove, the file has its name all the same. */
  async #unlinkIfAllowed(temporary: string, signal: AbortSignal): Promise<void> {
    await this.#unlink(temporary, signal).catch((error: unknown) => {
      if (!isRefusal(error)) throw error;
    });
  }

  async #unlink(path: string, signal: AbortSignal): Promise<void> {
    await this.#tell((sftp, done) => sftp.unlink(path, done), signal).catch(noneIfAbsent);
  }

  /** Page by page, as the server gives them. An absent folder is empty. */
  async *#entries(path: string, signal: AbortSignal): AsyncGenerator<FileEntryWithStats> {
    const connection = await this.#connect(signal);
    const handle = await connection
      .call<Buffer>((sftp, done) => sftp.opendir(path || '.', done), signal)
      .catch(noneIfAbsent);
    if (handle === null) return;
    try {
      for (;;) yield* await connection.call<FileEntryWithStats[]>((sftp, done) => sftp.readdir(handle, done), signal);
    } catch (error) {
      if (!hasStatus(error, sftpStatus.endOfFile)) throw error;
    } finally {
      this.#closeHandle(connection, handle);
    }
  }

  /** Not waited for: whether it succeeds tells nothing more, and the server forgets handles with the connection. */
  #closeHandle(connection: SftpConnection, handle: Buffer): void {
    const closing = connection.tell((sftp, done) => sftp.close(handle, done), AbortSignal.timeout(cleaningUpMs));
    closing.catch(() => undefined);
  }

  async #discard(temporary: string): Promise<void> {
    if (this.#connection === null || this.#connection.isLost) return;
    await this.#unlink(temporary, AbortSignal.timeout(cleaningUpMs)).catch(() => undefined);
  }

  async #isFull(): Promise<boolean> {
    const space = await this.space(AbortSignal.timeout(cleaningUpMs)).catch(() => null);
    return space !== null && space.freeBytes < fullBelowBytes;
  }
}

/** The server is there, and has not done it. */
const isRefusal = (error: unknown): boolean =>
  error instanceof VaultError && (error.code === 'target-refused' || error.code === 'target-damaged');

/** For what may be gone, or never have been there. */
function noneIfAbsent(error: unknown): null {
  if (error instanceof VaultError && error.code === 'not-found') return null;
  throw error;
}
