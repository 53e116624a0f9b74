import path from 'node:path';
import { VaultError } from '../../contract/errors.ts';
import type { SmallFileOutcome, SmallFileSealer } from '../../core/ports/small-file-sealer.ts';
import { InOrderThread } from '../threads/in-order-thread.ts';
import { longestBytes } from './seal-small-file.ts';
import type { SmallFileReply, SmallFileRequest } from './small-file-thread.ts';

/** Some of them wait for the disk while the others compute. */
const threads = 8;

// From the sources in tests, from the bundle everywhere else: the thread's file lies beside this one in both.
const threadFile = path.join(import.meta.dirname, `small-file-thread${path.extname(import.meta.filename)}`);

/** Seals small files in threads of their own, each started for the first file that it is given. */
export class ThreadSmallFileSealer implements SmallFileSealer {
  readonly longestBytes = longestBytes;
  readonly #threads = Array.from(
    { length: threads },
    (_, number) => new InOrderThread<SmallFileRequest, SmallFileReply>(threadFile, `small-files-${number + 1}`),
  );
  #asked = 0;

  async seal(path: string, fileKey: Uint8Array, objects: string, vault: string): Promise<SmallFileOutcome> {
    this.#asked += 1;
    const thread = this.#threads[this.#asked % threads];
    if (!thread) throw new VaultError('internal', 'no thread for small files');
    const request = { path, fileKey: new Uint8Array(fileKey), objects, vault };
    const reply = await thread.ask(request, [request.fileKey.buffer]);
    if ('failed' in reply)
      throw new VaultError(reply.failed.code, reply.failed.message, { details: reply.failed.details });
    if (reply.done?.outcome !== 'sealed') return reply.done;
    return { ...reply.done, object: Buffer.from(reply.done.object), sha256: Buffer.from(reply.done.sha256) };
  }
}
