import { link as linkFile, lstat, opendir, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { VaultError } from '../../../contract/errors.ts';
import type { TargetSettingsOf } from '../../../contract/targets.ts';
import type { FileSystem } from '../../../core/ports/file-system.ts';
import type { TargetContent, TargetEntry, TargetRange, TargetSpace } from '../../../core/ports/target.ts';
import { isAbsence } from '../../file-system/translate-error.ts';
import { checkedContent } from '../checked-content.ts';
import { ProbedTarget, type SeenAbilities } from '../probed-target.ts';
import { damaged } from '../target-errors.ts';
import {
  folderOf,
  isNameSegment,
  requireFileName,
  requireFolderName,
  temporaryNameFor,
  within,
} from '../target-names.ts';
import { atMost, finishingMs, type TimeLimits } from '../time-limits.ts';
import { diskSpace, diskTime } from './disk-facts.ts';
import { folderError } from './folder-error.ts';
import { markerPath, requireMarker } from './folder-marker.ts';
import { requireNoLinks } from './require-no-links.ts';

const readBytes = 256 * 1024;

/** Steps that tests replace, to stand in for a file system without hard links. */
interface FolderSteps {
  link(from: string, to: string): Promise<void>;
}

/**
 * A folder of this computer: a stick, a disk, a share that is mounted. Each call looks at the marker first, so that an
 * empty mount point is not taken for the target and filled.
 */
export class FolderTarget extends ProbedTarget {
  readonly seen: SeenAbilities = { createsAtOnce: true, readsRanges: true, syncs: true, removesReally: true };
  readonly #settings: TargetSettingsOf<'folder'>;
  readonly #fileSystem: FileSystem;
  readonly #limits: TimeLimits;
  readonly #steps: FolderSteps;
  #hasHardLinks: boolean | null = null;
  /** Of reads that have ended. New memory each time would pile up faster than it is collected. */
  readonly #memories: Buffer[] = [];

  constructor(
    settings: TargetSettingsOf<'folder'>,
    fileSystem: FileSystem,
    limits: TimeLimits,
    steps: FolderSteps = { link: linkFile },
  ) {
    super();
    this.#settings = settings;
    this.#fileSystem = fileSystem;
    this.#limits = limits;
    this.#steps = steps;
  }

  async createUnchecked(name: string, content: TargetContent, signal: AbortSignal): Promise<'created' | 'exists'> {
    const path = await this.#enter(name, signal);
    const folder = join(this.#settings.path, folderOf(name));
    await this.#wait(requireNoLinks(this.#settings.path, folderOf(name)), signal);
    await this.#wait(this.#fileSystem.makeFolder(folder), signal);
    const writer = await this.#open(this.#fileSystem.openWriter(folder), (late) => late.discard(), signal);
    try {
      for await (const piece of checkedContent(content, signal)) await this.#wait(writer.append(piece), signal);
      // Without hard links a name can only be claimed by an empty file, which a power cut would leave: then better look.
      const ifExists = (await this.#linksExist(signal)) ? 'refuse' : 'replace';
      await this.#wait(writer.commit(path, { ifExists }), signal, finishingMs(this.#limits, content.sizeBytes));
      await this.#wait(this.#requireMarker(), signal);
      return 'created';
    } catch (error) {
      // Not waited for: a disk that is gone may never answer.
      writer.discard().catch(() => undefined);
      if (error instanceof VaultError && error.code === 'file-exists') return 'exists';
      throw error;
    }
  }

  async size(name: string, signal: AbortSignal): Promise<number | null> {
    const found = await this.#wait(this.#fileSystem.look(await this.#enter(name, signal)), signal);
    if (found !== null && found.kind !== 'file') throw damaged('something else than a file has the name');
    return found?.sizeBytes ?? null;
  }

  async *read(name: string, range: TargetRange | null, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const path = await this.#enter(name, signal);
    const reader = await this.#open(this.#fileSystem.openReader(path), (late) => late.close(), signal);
    const memory = this.#memories.pop() ?? Buffer.allocUnsafeSlow(readBytes);
    let isInUse = false;
    try {
      const { offset, length } = range ?? { offset: 0, length: reader.sizeBytes };
      if (offset + length > reader.sizeBytes) throw damaged('the file is shorter than it should be');
      for (let done = 0; done < length; ) {
        const piece = memory.subarray(0, Math.min(readBytes, length - done));
        isInUse = true;
        const filled = await this.#wait(reader.readAt(piece, offset + done), signal);
        isInUse = false;
        if (filled < piece.length) throw damaged('the file has become shorter');
        done += filled;
        yield piece;
      }
    } finally {
      // A disk that was not waited for may write into it yet.
      if (!isInUse) this.#memories.push(memory);
      reader.close().catch(() => undefined);
    }
  }

  async *list(folder: string, signal: AbortSignal): AsyncGenerator<TargetEntry> {
    requireFolderName(folder);
    await this.#wait(this.#requireMarker(), signal);
    await this.#wait(requireNoLinks(this.#settings.path, folder), signal);
    const path = join(this.#settings.path, folder);
    const opened = await this.#open(opendir(path).catch(noneIfAbsent), async (late) => late?.close(), signal);
    if (opened === null) return;
    try {
      for (;;) {
        const entry = await this.#wait(opened.read(), signal);
        if (entry === null) return;
        if (!isNameSegment(entry.name)) continue;
        const name = within(folder, entry.name);
        if (entry.isDirectory()) yield { kind: 'folder', name };
        if (!entry.isFile()) continue;
        const found = await this.#wait(lstat(join(path, entry.name)).catch(noneIfAbsent), signal);
        if (found !== null) yield { kind: 'file', name, sizeBytes: found.size };
      }
    } finally {
      opened.close().catch(() => undefined);
    }
  }

  async remove(name: string, signal: AbortSignal): Promise<'removed'> {
    const path = await this.#enter(name, signal);
    await this.#wait(requireNoLinks(this.#settings.path, folderOf(name)), signal);
    await this.#wait(this.#fileSystem.remove(path), signal);
    return 'removed';
  }

  async removeFolder(folder: string, signal: AbortSignal): Promise<void> {
    await this.#wait(rmdir(await this.#enter(folder, signal)).catch(noneIfAbsent), signal);
  }

  async removeUnfinished(folder: string, olderThan: number, signal: AbortSignal): Promise<number> {
    requireFolderName(folder);
    await this.#wait(this.#requireMarker(), signal);
    await this.#wait(requireNoLinks(this.#settings.path, folder), signal);
    return await this.#wait(this.#fileSystem.removeUnfinished(join(this.#settings.path, folder), olderThan), signal);
  }

  async space(signal: AbortSignal): Promise<TargetSpace | null> {
    await this.#wait(this.#requireMarker(), signal);
    return await this.#wait(diskSpace(this.#settings.path), signal);
  }

  async now(signal: AbortSignal): Promise<number> {
    await this.#wait(this.#requireMarker(), signal);
    return await this.#wait(diskTime(join(this.#settings.path, temporaryNameFor(''))), signal);
  }

  /** Nothing stays open between calls. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  /** The path of a name, once it is known that the target is there. */
  async #enter(name: string, signal: AbortSignal): Promise<string> {
    requireFileName(name);
    await this.#wait(this.#requireMarker(), signal);
    return join(this.#settings.path, name);
  }

  async #requireMarker(): Promise<void> {
    await requireMarker(this.#fileSystem, this.#settings.path, this.#settings.marker);
  }

  /** Tried on the marker: a second name for it, for a moment. */
  async #linksExist(signal: AbortSignal): Promise<boolean> {
    if (this.#hasHardLinks !== null) return this.#hasHardLinks;
    const second = join(this.#settings.path, temporaryNameFor(''));
    const trial = this.#steps.link(markerPath(this.#settings.path), second).then(
      () => true,
      () => false,
    );
    const hasHardLinks = await this.#wait(trial, signal);
    if (hasHardLinks) await this.#wait(unlink(second), signal);
    this.#hasHardLinks = hasHardLinks;
    this.seen.createsAtOnce = hasHardLinks;
    return hasHardLinks;
  }

  async #wait<T>(work: Promise<T>, signal: AbortSignal, limitMs = this.#limits.silenceMs): Promise<T> {
    const told = work.catch((error: unknown) => {
      throw folderError(error);
    });
    return await atMost(told, limitMs, signal);
  }

  /** @param drop for what is open only when nobody waits for it any more. */
  async #open<T>(opening: Promise<T>, drop: (late: T) => Promise<unknown>, signal: AbortSignal): Promise<T> {
    try {
      return await this.#wait(opening, signal);
    } catch (error) {
      opening.then(drop).catch(() => undefined);
      throw error;
    }
  }
}

/** For what may be gone, or never have been there. */
function noneIfAbsent(error: unknown): null {
  if (isAbsence(error)) return null;
  throw error;
}
