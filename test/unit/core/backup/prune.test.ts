import { afterAll, describe, expect, test } from 'vitest';
import { VaultError } from '../../../../src-main/contract/errors.ts';
import { previewPrune } from '../../../../src-main/core/backup/prune/prune.ts';
import { snapshotName } from '../../../../src-main/core/backup/repository/names.ts';
import { type Snapshot, signSnapshot } from '../../../../src-main/core/backup/repository/statements.ts';
import { SentJournal } from '../../../../src-main/core/backup/runs/sent-journal.ts';
import { statementBytes } from '../../../../src-main/core/crypto/statement.ts';
import { dayMs, hourMs } from '../../../support/backup-chain.ts';
import { goneAt, MemoryTarget } from '../../../support/memory-target.ts';
import { seededRandom } from '../../../support/seed.ts';
import { memoryFolder, openTempFolder, type TempFolder } from '../../../support/temp-folder.ts';
import { TrialBackups } from '../../../support/trial-backups.ts';
import { hashOf } from './trial-writer.ts';

const minuteMs = 60_000;

/** Two backups a day for as many days, at nine and at three o'clock, the last one just now. */
async function daysOf(days: number): Promise<TrialBackups> {
  const made = histories.get(days) ?? (await historyOf(days));
  histories.set(days, made);
  return made.copy(memoryFolder());
}

const histories = new Map<number, TrialBackups>();
const homes: TempFolder[] = [];
afterAll(() => {
  for (const home of homes) home[Symbol.dispose]();
});

async function historyOf(days: number): Promise<TrialBackups> {
  const home = openTempFolder();
  homes.push(home);
  const backups = await TrialBackups.begin(home, seededRandom(days));
  backups.wait(-9 * hourMs);
  for (let day = 0; day < days; day += 1) {
    for (const hours of [18, 6]) {
      backups.wait(hours * hourMs);
      backups.change();
      await backups.run();
    }
  }
  backups.wait(minuteMs);
  return backups;
}

const garbageOf = (backups: TrialBackups) => backups.names().filter((name) => name.startsWith('garbage/'));
const numbers = async (backups: TrialBackups) => [...(await backups.offered()).keys()];

describe('pruning', () => {
  test('lists first, and removes three days later by both clocks, then the statement when another is there', async () => {
    const backups = await daysOf(5);
    const before = backups.names();
    const first = await backups.prune();
    expect(first.listed.files).toBeGreaterThan(5);
    expect([first.removed.files, first.due.files, first.waiting.files]).toEqual([0, 0, 0]);
    // Of each day the first, of the last day both: the rest is offered to nobody, and lies there still.
    expect(first.snapshots.map(({ number, because }) => [number, because !== null && because !== 'stood-on'])).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((number) => [number, number % 2 === 1 || number > 8]),
    );
    expect(await numbers(backups)).toEqual([1, 3, 5, 7, 9, 10]);
    expect(backups.names().filter((name) => !before.includes(name))).toEqual(garbageOf(backups));
    const waiting = await previewPrune(backups.pruning());
    expect(waiting.waiting).toEqual({ ...first.listed, until: backups.clock.at + 3 * dayMs });

    // The target's clock is a little behind.
    backups.wait(3 * dayMs);
    backups.targetClock.at -= 5 * minuteMs;
    expect((await backups.prune()).removed.files).toBe(0);
    expect(backups.names()).toEqual(expect.arrayContaining(before));
    backups.wait(5 * minuteMs);
    const second = await backups.prune();
    expect(second.removed).toEqual(first.listed);
    expect(backups.names().length).toBeLessThan(before.length);
    expect(await backups.findings()).toEqual([]);
    for (const number of await numbers(backups)) {
      const { found, expected } = await backups.restored(number);
      expect(found).toEqual(expected);
    }
    // What it says of numbers is said nowhere else, until another statement says it.
    expect(garbageOf(backups)).toHaveLength(1);
    backups.wait(11 * dayMs);
    backups.change();
    await backups.run();
    expect((await backups.prune()).listed.files).toBeGreaterThan(0);
    expect(garbageOf(backups)).toHaveLength(1);
    expect(await backups.findings()).toEqual([]);
  });

  test('as a preview says the same, and changes nothing', async () => {
    const backups = await daysOf(5);
    await backups.prune();
    backups.wait(3 * dayMs);
    backups.change();
    await backups.run();
    const before = backups.names();
    const preview = await previewPrune(backups.pruning());
    expect(backups.names()).toEqual(before);
    expect(await backups.prune()).toEqual(preview);
    expect(preview.removed.files).toBeGreaterThan(0);
    expect(backups.names()).toHaveLength(before.length - preview.removed.files);
  });

  test('keeps what was sent for a snapshot that is not there yet', async () => {
    const backups = await daysOf(1);
    const sent = await sendNew(backups);
    expect(sent.length).toBeGreaterThan(0);
    const listed = async () => (await previewPrune(backups.pruning())).listed.files;
    const without = await listed();
    const journal = await SentJournal.open(backups.pruning().files, backups.pruning().memory);
    // As many as are written down at once.
    const payloads = Array.from({ length: 500 }, (_, index) => hashOf(Buffer.from(`${index}`)));
    const [pack = ''] = sent.filter((name) => name.startsWith('packs/'));
    await journal.note(payloads.map((sha256, offset) => ({ sha256, length: 1, pack: pack.slice(-64), offset })));
    expect(await listed()).toBe(without - 1);
  });

  test('removes nothing that a snapshot has come to need since it was listed, and lists the rest anew', async () => {
    const backups = await daysOf(1);
    const sent = await sendNew(backups);
    // What was sent is forgotten as well, and so is garbage; the next run finds it there.
    backups.forget();
    const first = await backups.prune();
    expect(first.listed.files).toBeGreaterThanOrEqual(sent.length);
    await backups.run();
    backups.wait(3 * dayMs);
    const second = await backups.prune();
    expect(second.removed.files).toBe(0);
    expect(backups.names()).toEqual(expect.arrayContaining(sent));
    expect(await backups.findings()).toEqual([]);
    const last = backups.moments.at(-1)?.snapshot.number ?? 0;
    const { found, expected } = await backups.restored(last);
    expect(found).toEqual(expected);
  });

  test.each(['before', 'after'] as const)(
    'that is broken off at any of its operations, %s it is done, leaves all whole, and the next one finishes it',
    async (when) => {
      const backups = await daysOf(4);
      await backups.prune();
      backups.wait(3 * dayMs + hourMs);
      for (let times = 0; times < 3; times += 1) {
        backups.wait(hourMs);
        backups.change();
        await backups.run();
      }
      const start = backups.target;
      await backups.prune();
      const end = backups.names();
      let broken = 0;
      for (let fails = 1; ; fails += 1) {
        backups.target = new MemoryTarget(backups.targetClock, start.files);
        const pruned = await backups.prune(goneAt(backups.target, fails, when)).catch((error: unknown) => error);
        if (!(pruned instanceof VaultError)) break;
        broken += 1;
        expect(pruned.code).toBe('target-unreachable');
        expect(await backups.findings()).toEqual([]);
        expect((await backups.prune()).faults).toEqual([]);
        expect(withoutHashes(backups.names())).toEqual(withoutHashes(end));
      }
      expect(broken).toBeGreaterThan(30);
    },
    60_000,
  );

  test('tells of a target that keeps what is removed, or that lets nothing be removed, and goes on when it does', async () => {
    const backups = await daysOf(4);
    const { listed } = await backups.prune();
    backups.wait(3 * dayMs);
    const files = backups.names().length;
    backups.target.removes = 'refused';
    const refused = await backups.prune();
    expect([refused.removed.files, refused.refused]).toEqual([0, listed.files]);
    expect(backups.names()).toHaveLength(files);
    backups.target.removes = 'hidden';
    const hidden = await backups.prune();
    expect([hidden.removed.files, hidden.hidden, hidden.refused]).toEqual([listed.files, listed.files, 0]);
    expect(await backups.findings()).toEqual([]);
  });

  test('takes no new snapshot for garbage where a target lost its end, its computer all memory of it, and numbers begin anew', async () => {
    const backups = await daysOf(5);
    await backups.prune();
    // Number 8 is garbage; the target loses all from number 7 on, and the statement is left.
    for (const name of backups.names().filter((one) => /^snapshots\/00000000(?:0[789]|10)-/.test(one)))
      backups.lose(name);
    backups.forget();
    for (let times = 0; times < 2; times += 1) {
      backups.wait(hourMs);
      backups.change();
      await backups.run();
    }
    const [seventh, eighth] = backups.moments.slice(-2).map(({ snapshot }) => snapshot.number);
    expect([seventh, eighth]).toEqual([7, 8]);
    expect((await backups.prune()).faults.map(({ kind }) => kind)).toContain('missing');
    backups.acknowledged = { number: 10, at: backups.clock.at };
    for (let times = 0; times < 3; times += 1) {
      const { snapshots } = await backups.prune();
      expect(snapshots.at(-1)).toMatchObject({ number: 8, because: 'last' });
      backups.wait(3 * dayMs);
    }
    const { found, expected } = await backups.restored(8);
    expect(found).toEqual(expected);
  });

  test('leaves what another put there where it is', async () => {
    const backups = await daysOf(2);
    const forged = statementBytes(signSnapshot(backups.writer.snapshotOf(1), backups.writer.vault.root));
    const name = snapshotName(1, hashOf(forged));
    backups.plant(name, forged);
    await backups.prune();
    backups.wait(3 * dayMs);
    const report = await backups.prune();
    expect(report.faults).toEqual([]);
    expect(backups.names()).toContain(name);
  });
});

describe('nothing goes', () => {
  /** Prunes, and lets what was listed become due, under the same conditions. */
  async function pruneTwice(backups: TrialBackups) {
    const before = backups.names();
    const first = await backups.prune();
    backups.wait(3 * dayMs + hourMs);
    const second = await backups.prune();
    expect(backups.names()).toEqual(before);
    return [first, second];
  }

  test.each([-62, -1, 1, 62])('while the clocks are %i days apart', async (days) => {
    const backups = await daysOf(4);
    backups.clock.at += days * dayMs;
    for (const { doClocksAgree, listed, removed } of await pruneTwice(backups)) {
      expect([doClocksAgree, listed.files, removed.files]).toEqual([false, 0, 0]);
    }
    backups.clock.at -= days * dayMs;
    expect((await backups.prune()).listed.files).toBeGreaterThan(0);
  });

  test.each([1, 62])(
    'after the clock of a computer was %i days ahead for a backup, until that is acknowledged',
    async (days) => {
      const backups = await daysOf(4);
      const sound = await numbers(backups);
      backups.wait(days * dayMs);
      backups.change();
      await backups.run();
      backups.wait(-days * dayMs + hourMs);
      backups.change();
      await backups.run();
      for (const { faults, listed } of await pruneTwice(backups)) {
        expect(faults.map(({ kind }) => kind)).toContain('clock');
        expect(listed.files).toBe(0);
      }
      backups.acknowledged = { number: sound.length + 2, at: backups.clock.at };
      backups.wait(hourMs);
      const report = await backups.prune();
      expect(report.faults).toEqual([]);
      expect(report.listed.files).toBeGreaterThan(0);
      const kept = report.snapshots.filter(({ because }) => because !== null && because !== 'stood-on');
      expect(kept.map(({ number }) => number)).toEqual([1, 3, 5, 7, 9, 10]);
      backups.wait(3 * dayMs);
      await backups.prune();
      for (const number of await numbers(backups)) {
        const { found, expected } = await backups.restored(number);
        expect(found).toEqual(expected);
      }
    },
  );

  test.each([1, 62])('while the clock of a computer is %i days behind', async (days) => {
    const backups = await daysOf(4);
    const before = backups.names();
    backups.wait(-days * dayMs);
    expect((await backups.prune()).faults.map(({ kind }) => kind)).toContain('clock');
    expect(backups.names()).toEqual(before);
    backups.wait(days * dayMs);
    expect((await backups.prune()).listed.files).toBeGreaterThan(0);
  });

  const plants: readonly [string, Partial<Snapshot>][] = [
    ['of a day later', { at: dayMs }],
    ['of 62 days later', { at: 62 * dayMs }],
    ['of 62 days before', { at: -62 * dayMs }],
    ['of a number far beyond', { number: 1000 }],
    ['that follows another', { previous: hashOf(Buffer.from('another')) }],
  ];
  test.each(plants)('once somebody with the key of the computer planted a snapshot %s', async (_, changed) => {
    const backups = await daysOf(4);
    const last = backups.moments.at(-1)?.snapshot;
    if (!last) throw new Error('no backup');
    const { kind: _kind, ...content } = last;
    const own = backups.names().find((name) => name.startsWith(snapshotName(last.number, '')));
    const planted = {
      ...content,
      number: last.number + 1,
      previous: own?.slice(-64) ?? null,
      ...changed,
      at: last.at + (changed.at ?? 1000),
    };
    const bytes = statementBytes(signSnapshot(planted, backups.writer.key));
    backups.plant(snapshotName(planted.number, hashOf(bytes)), bytes);
    backups.wait(hourMs);
    backups.change();
    await backups.run();
    for (const { faults, listed } of await pruneTwice(backups)) {
      expect(faults.length).toBeGreaterThan(0);
      expect(listed.files).toBe(0);
    }
    backups.acknowledged = { number: Math.max(planted.number, last.number + 1), at: backups.clock.at };
    const report = await backups.prune();
    expect(report.faults).toEqual([]);
    expect(report.snapshots.filter(({ because }) => because === 'frozen')).toEqual([]);
    const { found, expected } = await backups.restored(last.number - 1);
    expect(found).toEqual(expected);
  });

  test('while a statement is not as it was written, or a snapshot has gone from the target', async () => {
    const backups = await daysOf(4);
    const [snapshot = ''] = backups.names().filter((name) => name.startsWith(snapshotName(4, '')));
    const folder = `dossierkluis-1/${backups.writer.vault.id}/writers/${backups.writer.id}`;
    const bytes = Buffer.from(backups.target.files.get(`${folder}/${snapshot}`) ?? '');
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    backups.plant(snapshot, bytes);
    const faults = async () => (await backups.prune()).faults.map(({ kind, first, last }) => [kind, first, last]);
    expect(await faults()).toContainEqual(['missing', 4, 4]);
    backups.target.files.delete(`${folder}/${snapshot}`);
    expect(await faults()).toContainEqual(['missing', 4, 4]);
    expect(garbageOf(backups)).toEqual([]);
    // Acknowledged, it is named by the next statement, and missed by nobody.
    backups.acknowledged = { number: 8, at: backups.clock.at };
    expect(await faults()).toEqual([]);
    expect(garbageOf(backups)).toHaveLength(1);
    expect((await backups.findings()).filter((finding) => finding.includes('snapshots/4'))).toEqual([]);
  });
});

/** What a run sent of documents that was cut off before it made a snapshot. */
async function sendNew(backups: TrialBackups): Promise<string[]> {
  const payloads = () => backups.names().filter((name) => /^(?:objects|packs)\//.test(name));
  const before = payloads();
  backups.change();
  for (let fails = 1; payloads().length === before.length; fails += 1) {
    await expect(backups.run(goneAt(backups.target, fails, 'after'))).rejects.toMatchObject({
      code: 'target-unreachable',
    });
  }
  return payloads().filter((name) => !before.includes(name));
}

/** Garbage statements have other hashes each time: they name another time. */
function withoutHashes(names: readonly string[]): string[] {
  return names.map((name) => name.replace(/^garbage\/.*/, 'garbage'));
}
