import { randomBytes } from 'node:crypto';
import { VaultError } from '../../contract/errors.ts';
import type { TargetAbilities } from '../../contract/targets.ts';
import { contentOf } from '../../core/backup/streams/content.ts';
import type { TargetEntry } from '../../core/ports/target.ts';
import type { ProbedTarget } from './probed-target.ts';
import { damaged } from './target-errors.ts';
import { cleaningUpMs } from './time-limits.ts';

const probeBytes = 70_000;
const range = { offset: 12_345, length: 40_000 };

/** Writes, reads, tries to overwrite, lists and removes in a folder of its own. @throws VaultError as every call of a target. */
export async function probeTarget(target: ProbedTarget, signal: AbortSignal): Promise<TargetAbilities> {
  const folder = `probe-${randomBytes(8).toString('hex')}`;
  const name = `${folder}/file`;
  const [first, second] = [randomBytes(probeBytes), randomBytes(probeBytes)];
  try {
    if ((await target.create(name, contentOf(first), signal)) !== 'created') throw damaged('a new name is taken');
    await requireContent(target, name, first, signal);
    const createsOnce = await tryOverwriting(target, name, first, second, signal);
    await requireListed(target, folder, name, signal);
    const locks = await target.canLock(signal);
    const canRemove = await removeAll(target, folder, name, signal);
    const { readsRanges, syncs, removesReally } = target.seen;
    return { createsOnce, readsRanges, removes: removalOf(canRemove, removesReally), locks, syncs };
  } catch (error) {
    // What went wrong is what is told; that nothing could be removed either is not news.
    await removeAll(target, folder, name, AbortSignal.timeout(cleaningUpMs)).catch(() => undefined);
    throw error;
  }
}

const removalOf = (canRemove: boolean, really: boolean): TargetAbilities['removes'] =>
  canRemove ? (really ? 'really' : 'hidden') : 'refused';

async function requireContent(target: ProbedTarget, name: string, bytes: Buffer, signal: AbortSignal): Promise<void> {
  const whole = await collect(target.read(name, null, signal));
  if (!whole.equals(bytes)) throw damaged('a file comes back other than it was written');
  const part = await collect(target.read(name, range, signal));
  if (!part.equals(bytes.subarray(range.offset, range.offset + range.length))) {
    throw damaged('a range comes back other than it was written');
  }
}

async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

/** `atomic` when the target itself keeps the first of two files of one name. */
async function tryOverwriting(
  target: ProbedTarget,
  name: string,
  first: Buffer,
  second: Buffer,
  signal: AbortSignal,
): Promise<TargetAbilities['createsOnce']> {
  const outcome = await target.createUnchecked(name, contentOf(second), signal);
  const kept = await collect(target.read(name, null, signal));
  if (kept.equals(first) && outcome === 'exists') return target.seen.createsAtOnce ? 'atomic' : 'checked';
  if (kept.equals(second) && outcome === 'created') return 'checked';
  throw damaged('it is not clear what became of a file of the same name');
}

async function requireListed(target: ProbedTarget, folder: string, name: string, signal: AbortSignal): Promise<void> {
  const listed: TargetEntry[] = [];
  for await (const entry of target.list(folder, signal)) listed.push(entry);
  const [only] = listed;
  if (listed.length === 1 && only?.kind === 'file' && only.name === name && only.sizeBytes === probeBytes) return;
  throw damaged('a folder is listed other than it was filled');
}

/** False when the target does not let this account remove. */
async function removeAll(target: ProbedTarget, folder: string, name: string, signal: AbortSignal): Promise<boolean> {
  try {
    await target.remove(name, signal);
    if ((await target.size(name, signal)) !== null) return false;
    await target.removeFolder(folder, signal);
    return true;
  } catch (error) {
    if (error instanceof VaultError && error.code === 'target-refused') return false;
    throw error;
  }
}
