import type { TargetRange } from '../../../core/ports/target.ts';
import { damaged } from '../target-errors.ts';
import type { SftpConnection } from './sftp-connection.ts';
import { hasStatus, sftpStatus } from './sftp-error.ts';

/**
 * What OpenSSH takes in one request, and each costs both sides some work; for other servers ssh2 makes several of it. So many
 * are under way at once that distance costs little.
 */
export const requestBytes: number = 254 * 1024;
const requestsAtOnce = 8;

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
    // All of a piece alike: a short one at its end would cost as much as the others.
    const partBytes = Math.ceil(piece.length / Math.ceil(piece.length / requestBytes));
    for (let offset = 0; offset < piece.length; offset += partBytes) {
      const part = Buffer.from(piece.buffer, piece.byteOffset + offset, Math.min(partBytes, piece.length - offset));
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

/**
 * Each piece is good until the next is asked for. @param memories of reads that have ended: new memory each time would pile up
 * faster than it is collected. @throws VaultError `target-damaged` when the file ends before the range does.
 */
export async function* readRange(
  connection: SftpConnection,
  handle: Buffer,
  { offset, length }: TargetRange,
  memories: Buffer[],
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const underWay: Promise<Buffer>[] = [];
  for (let asked = 0; asked < length || underWay.length > 0; ) {
    while (asked < length && underWay.length < requestsAtOnce) {
      const sizeBytes = Math.min(requestBytes, length - asked);
      const memory = memories.pop() ?? Buffer.allocUnsafeSlow(requestBytes);
      const reading = readPart(connection, handle, offset + asked, memory.subarray(0, sizeBytes), signal);
      reading.catch(() => undefined);
      underWay.push(reading);
      asked += sizeBytes;
    }
    const part = await underWay.shift();
    if (part === undefined) continue;
    yield part;
    // Only what was answered: into what was not the answer may come yet.
    memories.push(Buffer.from(part.buffer));
  }
}

/** Fills `part`; a server may give less than it was asked for. */
async function readPart(
  connection: SftpConnection,
  handle: Buffer,
  position: number,
  part: Buffer,
  signal: AbortSignal,
): Promise<Buffer> {
  for (let filled = 0; filled < part.length; ) {
    const start = filled;
    const read = await connection
      .call<number>((sftp, done) => {
        sftp.read(handle, part, start, part.length - start, position + start, done);
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
