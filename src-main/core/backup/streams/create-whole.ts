import { VaultError } from '../../../contract/errors.ts';
import type { Target, TargetContent } from '../../ports/target.ts';

/**
 * As `Target.create`, of a name that nothing else may have: what has it already has at least its length.
 * @throws VaultError `target-damaged` for what has not: altered, or cut short, and never written over.
 */
export async function createWhole(
  target: Pick<Target, 'create' | 'size'>,
  name: string,
  content: TargetContent,
  signal: AbortSignal,
): Promise<void> {
  if ((await target.create(name, content, signal)) === 'created') return;
  if ((await target.size(name, signal)) === content.sizeBytes) return;
  throw new VaultError('target-damaged', 'a file of another length than was written', {
    details: { reason: 'file-altered', part: name.slice(name.indexOf('writers/')) },
  });
}
