import type { TargetAbilities } from '../../contract/targets.ts';
import type { Target, TargetContent, TargetEntry, TargetRange, TargetSpace } from '../../core/ports/target.ts';
import { probeTarget } from './probe-target.ts';

/** Filled by what the target does meanwhile; true until it is seen otherwise. */
export interface SeenAbilities {
  /** False where a name was looked for and then taken, in two steps. */
  createsAtOnce: boolean;
  readsRanges: boolean;
  syncs: boolean;
  /** False where a removed file is kept by the server. */
  removesReally: boolean;
}

/** What all targets do alike, and what `probeTarget` has to see of one behind what everybody uses. */
export abstract class ProbedTarget implements Target {
  /** What was seen so far. */
  abstract readonly seen: SeenAbilities;

  /** Looks first, which is all that protects a name where the target itself keeps the last of two files. */
  async create(name: string, content: TargetContent, signal: AbortSignal): Promise<'created' | 'exists'> {
    if ((await this.size(name, signal)) !== null) return 'exists';
    return await this.createUnchecked(name, content, signal);
  }

  async probe(signal: AbortSignal): Promise<TargetAbilities> {
    return await probeTarget(this, signal);
  }

  /** Whether files can be locked until a day. */
  canLock(_signal: AbortSignal): Promise<boolean> {
    return Promise.resolve(false);
  }

  /** As `create`, without looking first whether the name is taken: what the target itself makes of it. */
  abstract createUnchecked(name: string, content: TargetContent, signal: AbortSignal): Promise<'created' | 'exists'>;
  /** Removes a folder in which there is nothing. */
  abstract removeFolder(folder: string, signal: AbortSignal): Promise<void>;

  abstract size(name: string, signal: AbortSignal): Promise<number | null>;
  abstract read(name: string, range: TargetRange | null, signal: AbortSignal): AsyncIterable<Uint8Array>;
  abstract list(folder: string, signal: AbortSignal): AsyncIterable<TargetEntry>;
  abstract remove(name: string, signal: AbortSignal): Promise<'removed' | 'hidden'>;
  abstract removeUnfinished(folder: string, olderThan: number, signal: AbortSignal): Promise<number>;
  abstract space(signal: AbortSignal): Promise<TargetSpace | null>;
  abstract now(signal: AbortSignal): Promise<number>;
  abstract close(): Promise<void>;
}
