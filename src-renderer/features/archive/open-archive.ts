import { call } from '../../client/client.ts';
import { forgetAnswers } from '../../client/query.ts';
import { storeOf, useStore } from '../../client/store.ts';

/** The archive is open: until when (ms UTC), and why. */
export interface OpenArchive {
  readonly until: number;
  readonly reason: string;
}

const open = storeOf<OpenArchive | null>(null);
let end: ReturnType<typeof setTimeout> | undefined;
let following = false;

function put(next: OpenArchive | null): void {
  clearTimeout(end);
  end = next === null ? undefined : setTimeout(forget, Math.max(0, next.until - Date.now()));
  open.put(next);
}

/** Nothing of the archive stays in memory when it is closed, not what was listed of it either. */
function forget(): void {
  put(null);
  forgetAnswers('archiveList');
}

function followEnd(): void {
  if (following) return;
  following = true;
  window.app.onEvent((event) => {
    if (event.event === 'archive-closed') forget();
  });
}

/** Opens the archive, or keeps an open one open longer. @throws CallError */
export async function openArchive(reason: string, password: string): Promise<void> {
  followEnd();
  const { until } = await call('archiveUnlock', { reason, password });
  put({ until, reason });
}

/** Closes it now. @throws CallError */
export async function closeArchive(): Promise<void> {
  forget();
  await call('archiveLock', {});
}

/** Null while the archive is closed. */
export const useOpenArchive = (): OpenArchive | null => useStore(open);
