import type { TargetRange } from '../../../core/ports/target.ts';
import { damaged } from '../target-errors.ts';
import type { SftpConnection } from './sftp-connection.ts';
import { hasStatus, sftpStatus } from './sftp-error.ts';

/** What every server takes in one request; as many of them are under way at once, so that distance costs nothing. */
const requestBytes = 32 * 1024;
const requestsAtOnce = 64;

/** An answer of 32 KiB would take a second packet for its last few bytes. */
const readBytes = 31 * 1024;

/** Writes from the beginning of an open file. */
export async function writeAll(
  connection: SftpConnection,
  handle: Buffer,
  pieces: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  const underWay: Promise<void>[] = [];
  let position = 0;
  for await (const piece of pieces) {
    for (let offset = 0; offset < piece.length; offset += requestBytes) {
      const part = Buffer.from(piece.buffer, piece.byteOffset + offset, Math.min(requestBytes, piece.length - offset));
      const at = position;
      position += part.length;
      const writing = connection.tell((sftp, done) => sftp.write(handle, part, 0, part.length, at, done), signal);
      // Met when its turn comes.
      writing.catch(() => undefined);
      underWay.push(writing);
      if (underWay.length >= requestsAtOnce) await underWay.shift();
    }
  }
  await Promise.all(underWay);
}

/** @throws VaultError `target-damaged` when the file ends before the range does. */
export async function* readRange(
  connection: SftpConnection,
  handle: Buffer,
  { offset, length }: TargetRange,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const underWay: Promise<Buffer>[] = [];
  for (let asked = 0; asked < length || underWay.length > 0; ) {
    while (asked < length && underWay.length < requestsAtOnce) {
      const sizeBytes = Math.min(readBytes, length - asked);
      const reading = readPart(connection, handle, offset + asked, sizeBytes, signal);
      reading.catch(() => undefined);
      underWay.push(reading);
      asked += sizeBytes;
    }
    const part = await underWay.shift();
    if (part !== undefined) yield part;
  }
}

/** A server may give less than it was asked for. */
async function readPart(
  connection: SftpConnection,
  handle: Buffer,
  position: number,
  sizeBytes: number,
  signal: AbortSignal,
): Promise<Buffer> {
  const part = Buffer.alloc(sizeBytes);
  for (let filled = 0; filled < sizeBytes; ) {
    const start = filled;
    const read = await connection
      .call<number>((sftp, done) => {
        sftp.read(handle, part, start, sizeBytes - start, position + start, done);
      }, signal)
      .catch((error: unknown) => {
        if (hasStatus(error, sftpStatus.endOfFile)) return 0;
        throw error;
      });
    if (read === 0) throw damaged('the file is shorter than it should be');
    filled += read;
  }
  return part;
}
