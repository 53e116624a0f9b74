import type { Target, TargetContent } from '../../core/ports/target.ts';

/** What `probeTarget` has to see of a target behind what everybody uses. */
export interface ProbedTarget extends Target {
  /** As `create`, without looking first whether the name is taken: what the target itself makes of it. */
  createUnchecked(name: string, content: TargetContent, signal: AbortSignal): Promise<'created' | 'exists'>;
  /** Removes a folder in which there is nothing. */
  removeFolder(folder: string, signal: AbortSignal): Promise<void>;
  /** Whether files can be locked until a day. */
  canLock(signal: AbortSignal): Promise<boolean>;
  /** What was seen so far. */
  readonly seen: SeenAbilities;
}

/** Filled by what the target does meanwhile; true until it is seen otherwise. */
export interface SeenAbilities {
  /** False where a name was looked for and then taken, in two steps. */
  createsAtOnce: boolean;
  readsRanges: boolean;
  syncs: boolean;
  /** False where a removed file is kept by the server. */
  removesReally: boolean;
}
