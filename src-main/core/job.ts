import { VaultError } from '../contract/errors.ts';

/** A long piece of work as its caller sees it: it reports how far it is, and stops when asked, with nothing half-done. */
export interface Job {
  readonly signal: AbortSignal;
  /** `total` is null while it is not known. Units are the work's own: bytes, rows, files. */
  report(done: number, total: number | null): void;
}

/** For work that nobody watches. */
export const unwatched: Job = {
  signal: new AbortController().signal,
  report: () => undefined,
};

/** Other calls of this thread get their turn between two pieces of work. */
export async function turnOfOthers(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** @throws VaultError `cancelled`. To be called where stopping leaves nothing half-done. */
export function checkCancelled(job: Job): void {
  if (job.signal.aborted) throw new VaultError('cancelled', 'cancelled by the caller');
}
