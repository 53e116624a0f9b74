import path from 'node:path';
import { VaultError } from '../../contract/errors.ts';
import type { FilePart } from '../../core/ports/file-system.ts';
import { InOrderThread } from '../threads/in-order-thread.ts';
import type { FileBatchReply, FileBatchRequest } from './file-batch-thread.ts';

// From the sources in tests, from the bundle everywhere else: the thread's file lies beside this one in both.
const threadFile = path.join(import.meta.dirname, `file-batch-thread${path.extname(import.meta.filename)}`);

/** While one waits for the disk, the other writes. */
const threads = ['file-batch-1', 'file-batch-2'].map(
  (name) => new InOrderThread<FileBatchRequest, FileBatchReply>(threadFile, name),
);
let turn = 0;

/** As `FileSystem.replaceMany`. */
export async function writeFileBatch(memory: Uint8Array<SharedArrayBuffer>, files: readonly FilePart[]): Promise<void> {
  const thread = threads[turn % threads.length];
  turn += 1;
  if (!thread) throw new VaultError('internal', 'no thread that writes files');
  const { error } = await thread.ask({ memory, files });
  if (error !== null) throw new VaultError(error.code, error.message, { details: error.details });
}
