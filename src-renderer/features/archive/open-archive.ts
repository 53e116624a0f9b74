import { useSyncExternalStore } from 'react';
import { call } from '../../client/client.ts';
import { queries } from '../../client/query.ts';

/** The archive is open: until when (ms UTC), and why. */
export interface OpenArchive {
  readonly until: number;
  readonly reason: string;
}

let open: OpenArchive | null = null;
let end: ReturnType<typeof setTimeout> | null = null;
let following = false;
const listeners = new Set<() => void>();

function put(next: OpenArchive | null): void {
  open = next;
  if (end !== null) clearTimeout(end);
  end = next === null ? null : setTimeout(forget, Math.max(0, next.until - Date.now()));
  for (const listener of listeners) listener();
}

/** Nothing of the archive stays in memory when it is closed, not what was listed of it either. */
function forget(): void {
  put(null);
  queries.removeQueries({ queryKey: ['archiveList'] });
}

/** Opens the archive, or keeps an open one open longer. @throws CallError */
export async function openArchive(reason: string, password: string): Promise<void> {
  const { until } = await call('archiveUnlock', { reason, password });
  put({ until, reason });
}

/** Closes it now. @throws CallError */
export async function closeArchive(): Promise<void> {
  forget();
  await call('archiveLock', {});
}

function listen(listener: () => void): () => void {
  if (!following) {
    following = true;
    window.app.onEvent((event) => {
      if (event.event === 'archive-closed') forget();
    });
  }
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Null while the archive is closed. */
export const useOpenArchive = (): OpenArchive | null => useSyncExternalStore(listen, () => open);
