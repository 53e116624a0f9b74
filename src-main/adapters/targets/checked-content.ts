import { createHash } from 'node:crypto';
import { VaultError } from '../../contract/errors.ts';
import type { TargetContent } from '../../core/ports/target.ts';
import { cancelled } from './target-errors.ts';

/**
 * The pieces of a file, the last of which comes only when size and hash have turned out right: what is not whole is
 * never sent whole, so that no server can take it for the file.
 *
 * @throws VaultError `file-changed-while-read`, `cancelled`.
 */
export async function* checkedContent(content: TargetContent, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  let held: Uint8Array | null = null;
  for await (const piece of content.bytes()) {
    if (signal.aborted) throw cancelled();
    if (piece.length === 0) continue;
    sizeBytes += piece.length;
    if (sizeBytes > content.sizeBytes) break;
    hash.update(piece);
    if (held !== null) yield held;
    held = piece;
  }
  if (sizeBytes !== content.sizeBytes || !hash.digest().equals(content.sha256)) {
    throw new VaultError('file-changed-while-read', 'what is to be sent is not what was announced');
  }
  if (held !== null) yield held;
}
