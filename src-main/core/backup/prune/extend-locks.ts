import { z } from 'zod';
import { VaultError } from '../../../contract/errors.ts';
import { parseJson } from '../../crypto/statement.ts';
import { checkCancelled } from '../../job.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import { TimeSchema } from '../../vault/schemas.ts';
import { inLanes } from '../streams/in-lanes.ts';
import { lockedUntil } from '../targets/locking-target.ts';
import { listed } from '../verify/read-repository.ts';
import type { FullPlan, Pruning } from './plan-prune.ts';

/** Weeks before a lock ends, and seldom enough for a question about each file. */
const everyMs = 14 * 24 * 60 * 60 * 1000;
/** So many are done when it is noted how far it is. */
const namesAtOnce = 100;
const lanes = 4;

/** When the last round began, and the name up to which it came; null: it has ended. */
const RoundSchema = z.strictObject({ at: TimeSchema, upTo: z.string().max(1000).nullable() });
type Round = z.infer<typeof RoundSchema>;

const roundFile = (memory: string) => `${memory}/locks.json`;

/**
 * On a target that locks, locks anew what lies there and is no garbage: what was sent long ago and never changes would be the first
 * that is locked no more. Broken off, it goes on from there. Also while nothing may go, for then it counts most.
 * @throws VaultError of the target, `cancelled`.
 */
export async function extendLocks(
  { target, files, memory, clock, rules, job }: Pruning,
  { own: { folder, signed }, present, garbage }: FullPlan,
): Promise<void> {
  if (target.lock === undefined) return;
  const now = clock.now();
  const last = await readRound(files, memory);
  if (last?.upTo === null && Math.abs(now - last.at) < everyMs) return;
  const { at, upTo } = last !== null && last.upTo !== null ? { at: last.at, upTo: last.upTo } : { at: now, upTo: '' };
  const isGarbage = new Set([...signed.garbage.flatMap(({ payload }) => payload.names), ...garbage.fresh]);
  const tombstones = await listed({ target, signal: job.signal }, folder, 'tombstones');
  const names = [...present.keys(), ...tombstones.map(({ name }) => name)]
    .filter((name) => name > upTo && !isGarbage.has(name))
    .sort();
  const until = lockedUntil(now, rules);
  for (let start = 0; start < names.length; start += namesAtOnce) {
    const some = names.slice(start, start + namesAtOnce);
    const works = async function* () {
      for (const name of some) {
        yield async () => {
          checkCancelled(job);
          await unlessGone(async () => await target.lock?.(`${folder}/${name}`, until, job.signal));
        };
      }
    };
    await inLanes(works(), lanes);
    await writeRound(files, memory, { at, upTo: some.at(-1) ?? upTo });
  }
  await writeRound(files, memory, { at, upTo: null });
}

/** Somebody took it away meanwhile: a verification tells of that. */
async function unlessGone(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof VaultError) || error.code !== 'not-found') throw error;
  }
}

/** What cannot be read is as if there had been no round. */
async function readRound(files: FileSystem, memory: string): Promise<Round | null> {
  const bytes = await files.read(roundFile(memory));
  return RoundSchema.safeParse(bytes && parseJson(bytes)).data ?? null;
}

async function writeRound(files: FileSystem, memory: string, round: Round): Promise<void> {
  await files.makeFolder(memory);
  await files.replace(roundFile(memory), Buffer.from(JSON.stringify(round), 'utf8'));
}
