import type { WindowOutput } from '../../../../src-main/contract/window/calls.ts';
import { type CallError, call, callErrorOf } from '../../../client/client.ts';
import { storeOf, useStore } from '../../../client/store.ts';
import { newJob } from '../../../client/use-job.ts';

export type ImportResult = WindowOutput<'addOffer'>;

/** Files that come into a folder, or came: kept while the program is unlocked, for who comes back to the folder. */
export interface FolderImport {
  readonly folder: string;
  readonly job: string;
  readonly result: ImportResult | null;
  readonly error: CallError | null;
}

const imports = storeOf<ReadonlyMap<string, FolderImport>>(new Map());

function put(folder: string, state: FolderImport | null): void {
  const next = new Map(imports.get());
  if (state === null) next.delete(folder);
  else next.set(folder, state);
  imports.put(next);
}

async function follow(folder: string, begin: (job: string) => Promise<ImportResult | null>): Promise<void> {
  const job = newJob();
  put(folder, { folder, job, result: null, error: null });
  try {
    const result = await begin(job);
    put(folder, result === null ? null : { folder, job, result, error: null });
  } catch (error) {
    put(folder, { folder, job, result: null, error: callErrorOf(error) });
  }
}

/** Asks for files, or for a directory, and takes them in. */
export const importByDialog = (folder: string, kind: 'files' | 'directory'): Promise<void> =>
  follow(folder, (job) => call('addByDialog', { folder, kind }, job));

/** Takes in what was dropped. @param offer from `window.app.offerDrop`. */
export const importOffer = (folder: string, offer: string): Promise<void> =>
  follow(folder, (job) => call('addOffer', { folder, offer }, job));

/** Puts the result away. */
export const forgetImport = (folder: string): void => put(folder, null);

/** The import of a folder that runs or ran last; null when there is none. */
export const useImport = (folder: string): FolderImport | null => useStore(imports).get(folder) ?? null;

/** Whether an import has not ended yet. */
export const isRunning = (state: FolderImport | null): boolean =>
  state !== null && state.result === null && state.error === null;
