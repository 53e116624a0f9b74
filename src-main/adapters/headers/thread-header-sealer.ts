import path from 'node:path';
import { createHeader } from '../../core/crypto/age/header.ts';
import { fileKeyBytes } from '../../core/crypto/age/x25519-stanza.ts';
import type { HeaderSealer } from '../../core/ports/header-sealer.ts';
import { InOrderThread } from '../threads/in-order-thread.ts';
import type { HeaderReply, HeaderRequest } from './header-thread.ts';

/** Fewer are made sooner than a thread is asked: a header takes some 0.08 ms. */
const worthAThread = 100;

// From the sources in tests, from the bundle everywhere else: the thread's file lies beside this one in both.
const threadFile = path.join(import.meta.dirname, `header-thread${path.extname(import.meta.filename)}`);

/** Wraps file keys in one thread of its own, started for the first long list of them. */
export class ThreadHeaderSealer implements HeaderSealer {
  readonly #thread = new InOrderThread<HeaderRequest, HeaderReply>(threadFile, 'headers');

  async seal(fileKeys: readonly Uint8Array[], recipient: Uint8Array): Promise<Buffer[]> {
    if (fileKeys.length >= worthAThread) {
      const request = { fileKeys: new Uint8Array(fileKeys.length * fileKeyBytes), recipient };
      for (const [index, fileKey] of fileKeys.entries()) request.fileKeys.set(fileKey, index * fileKeyBytes);
      const headers = await this.#thread.ask(request, [request.fileKeys.buffer]);
      if (headers !== null) return headers.map((header) => Buffer.from(header));
    }
    return fileKeys.map((fileKey) => createHeader(fileKey, [recipient]));
  }
}
