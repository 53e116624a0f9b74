import { expect, test } from 'vitest';
import { VaultError } from '../../../../src-main/contract/errors.ts';
import type { Target } from '../../../../src-main/core/ports/target.ts';
import { dayMs, hourMs, rules } from '../../../support/backup-chain.ts';
import { seededRandom } from '../../../support/seed.ts';
import { memoryFolder } from '../../../support/temp-folder.ts';
import { TrialBackups } from '../../../support/trial-backups.ts';
import { withCalls } from '../../../support/with-calls.ts';

/** More files than are done before it is noted how far it is. */
const days = 20;

async function lived(): Promise<TrialBackups> {
  const backups = await TrialBackups.begin(memoryFolder(), seededRandom(days));
  for (let half = 0; half < 2 * days; half += 1) {
    backups.wait(12 * hourMs);
    backups.change();
    await backups.run();
  }
  return backups;
}

/** The names that garbage statements have, as they lie there. */
function garbageOf(backups: TrialBackups): Set<string> {
  const statements = [...backups.target.files].filter(([name]) => name.includes('/garbage/'));
  return new Set(
    statements.flatMap(([, bytes]) => {
      const { payload } = JSON.parse(bytes.toString('utf8')) as { payload: string };
      return (JSON.parse(Buffer.from(payload, 'base64').toString('utf8')) as { names: string[] }).names;
    }),
  );
}

test('what lies on a target that locks is locked anew every two weeks, but for what is garbage, and broken off it goes on from there', async () => {
  const backups = await lived();
  const locked = new Map<string, number>();
  let calls = 0;
  const prune = async (most = Number.POSITIVE_INFINITY) => {
    calls = 0;
    const lock: Target['lock'] = async (name, until) => {
      calls += 1;
      if (calls > most) throw new VaultError('target-unreachable', 'gone');
      locked.set(name.split('/').slice(4).join('/'), until);
      await Promise.resolve();
    };
    return await backups.prune(withCalls<Target>(backups.target, { lock }));
  };
  const needed = () => {
    const garbage = garbageOf(backups);
    return backups.names().filter((name) => !name.startsWith('garbage/') && !garbage.has(name));
  };
  const until = () => backups.clock.at + rules.oldestDays * dayMs;

  await expect(prune(120)).rejects.toMatchObject({ code: 'target-unreachable' });
  expect(garbageOf(backups).size).toBeGreaterThan(0);
  const before = calls;
  await prune();
  expect(calls).toBeLessThan(needed().length);
  expect(before + calls).toBeGreaterThanOrEqual(needed().length);
  expect([...locked.keys()].sort()).toEqual(needed());
  expect(new Set(locked.values())).toEqual(new Set([until()]));

  backups.wait(dayMs);
  await prune();
  expect(calls).toBe(0);

  backups.wait(14 * dayMs);
  backups.change();
  await backups.run();
  locked.clear();
  await prune();
  expect([...locked.keys()].sort()).toEqual(needed());

  // While nothing may go it counts most.
  backups.wait(14 * dayMs);
  backups.lose(backups.names().find((name) => name.startsWith('snapshots/')) ?? '');
  locked.clear();
  expect((await prune()).faults.length).toBeGreaterThan(0);
  expect([...locked.keys()].sort()).toEqual(needed());
  expect(new Set(locked.values())).toEqual(new Set([until()]));
});
