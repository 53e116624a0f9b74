import { type Directory, type PendingWork, pendingWork } from '../vault/directory.ts';

/** The directory with these rotations still to come, in the order in which they are done. */
export function withPending(directory: Directory, work: readonly PendingWork[]): Directory {
  const wanted = new Set([...directory.pending, ...work]);
  return { ...directory, pending: pendingWork.filter((one) => wanted.has(one)) };
}

export function withoutPending(directory: Directory, work: PendingWork): Directory {
  return { ...directory, pending: directory.pending.filter((one) => one !== work) };
}
