import type { TargetAbilities } from '../../../contract/targets.ts';
import type { Target, TargetContent, TargetEntry, TargetRange, TargetSpace } from '../../../core/ports/target.ts';
import type { ThreadTransfers } from './thread-transfers.ts';

/** Below this another thread and its connection cost more than the transfer. */
const longBytes = 1024 * 1024;

/** A target of which long files, and long ranges of files, are transferred in another thread. */
export class TargetWithTransfers implements Target {
  readonly #target: Target;
  readonly #transfers: ThreadTransfers;

  constructor(target: Target, transfers: ThreadTransfers) {
    this.#target = target;
    this.#transfers = transfers;
  }

  create(name: string, content: TargetContent, signal: AbortSignal): Promise<'created' | 'exists'> {
    const by = content.sizeBytes < longBytes ? this.#target : this.#transfers;
    return by.create(name, content, signal);
  }

  size(name: string, signal: AbortSignal): Promise<number | null> {
    return this.#target.size(name, signal);
  }

  read(name: string, range: TargetRange | null, signal: AbortSignal): AsyncIterable<Uint8Array> {
    if (range === null || range.length < longBytes) return this.#target.read(name, range, signal);
    return this.#transfers.read(name, range, signal);
  }

  list(folder: string, signal: AbortSignal): AsyncIterable<TargetEntry> {
    return this.#target.list(folder, signal);
  }

  remove(name: string, signal: AbortSignal): Promise<'removed' | 'hidden'> {
    return this.#target.remove(name, signal);
  }

  removeUnfinished(folder: string, olderThan: number, signal: AbortSignal): Promise<number> {
    return this.#target.removeUnfinished(folder, olderThan, signal);
  }

  space(signal: AbortSignal): Promise<TargetSpace | null> {
    return this.#target.space(signal);
  }

  now(signal: AbortSignal): Promise<number> {
    return this.#target.now(signal);
  }

  probe(signal: AbortSignal): Promise<TargetAbilities> {
    return this.#target.probe(signal);
  }

  async close(): Promise<void> {
    await this.#target.close();
    await this.#transfers.close();
  }
}
