import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { NodeFileSystem } from '../src-main/adapters/file-system/node-file-system.ts';
import { markFolder } from '../src-main/adapters/targets/folder/folder-marker.ts';
import { buildVaultSide } from './build-vault-side.ts';
import { makeCorpus, makeLargeFile } from './corpus.ts';
import { type Figure, median, run, seconds, settleDisk } from './measure.ts';
import { Restic } from './restic.ts';
import { SftpServer } from './sftp-server.ts';
import { type Place, type Step, VaultSide } from './vault-side.ts';

export interface BackupSizes {
  readonly corpusBytes: number;
  readonly rounds: number;
}

/** Programs outside npm. */
export interface BackupTools {
  readonly restic: string;
  readonly sshd: string;
}

/** How often one document is changed and backed up, in a round: a second each is little beside the noise. */
const changes = 5;
const changedBytes = 190_000;

/** The program that has the vault, and where that lies. */
interface Bench {
  readonly program: string;
  readonly home: string;
}

/** Where one round's backups go, of the vault and of restic. */
interface Round {
  readonly place: Place;
  readonly restic: Restic;
}

/** Seconds of the vault and of restic for the same work. */
interface Times {
  readonly ours: number[];
  readonly peer: number[];
}

interface Measured {
  readonly initial: Times;
  readonly change: Times;
  readonly none: Times;
  readonly restore: Times;
  readonly verify: Times;
  peakMegabytes: number;
}

/**
 * Backups of a vault with an office's files to a folder and to OpenSSH's SFTP server, beside restic's of the same folder, the
 * vault's, to the same disk: all cold, the disk synced after each.
 */
export async function backups(work: string, tools: BackupTools, sizes: BackupSizes): Promise<Figure[]> {
  const home = mkdtempSync(path.join(work, 'backup-'));
  const bench = { program: await buildVaultSide(), home };
  const { documents, bytes } = await makeVault(bench, sizes.corpusBytes);
  const what = `${documents} documents, ${(bytes / 1e9).toFixed(1)} GB`;
  const toFolder = await measure(bench, sizes.rounds, (round) => folderRound(round, tools));
  const server = await SftpServer.start(work, tools.sshd);
  try {
    const toServer = await measure(bench, sizes.rounds, async (round) => sftpRound(server, round, tools));
    return [...figuresOf('folder', what, toFolder), ...figuresOf('SFTP', what, toServer)];
  } finally {
    await server.end();
    rmSync(home, { recursive: true });
  }
}

/** The same of a vault that grows, in GB: what a GB costs then, beside what it costs in the first size. To a folder. */
export async function growth(work: string, tools: BackupTools, gigabytes: readonly number[]): Promise<Figure[]> {
  const home = mkdtempSync(path.join(work, 'growth-'));
  const bench = { program: await buildVaultSide(), home };
  const costs: { readonly size: number; readonly measured: Measured }[] = [];
  let size = 0;
  for (const next of gigabytes) {
    await makeVault(bench, (next - size) * 1e9, size);
    size = next;
    costs.push({ size, measured: await measure(bench, 1, (round) => folderRound(round, tools)) });
  }
  rmSync(home, { recursive: true });
  const [first] = costs;
  if (!first) return [];
  return costs.flatMap(({ size, measured }) =>
    (['initial', 'restore', 'verify'] as const).map((step) => {
      const perGigabyte = median(measured[step].ours) / size;
      const growth = perGigabyte / (median(first.measured[step].ours) / first.size);
      return {
        work: `${titles[step]} of ${size} GB`,
        ours: `${perGigabyte.toFixed(2)} s a GB, ${measured.peakMegabytes} MB of memory`,
        peer: `restic: ${(median(measured[step].peer) / size).toFixed(2)} s a GB`,
        ratio: `${growth.toFixed(2)} of the first`,
        aim: 'at most 1.3 of it',
        met: growth <= 1.3,
      };
    }),
  );
}

/** A vault with files of an office in it, or more of them in the one that there is (`seed` not 0). */
async function makeVault({ program, home }: Bench, corpusBytes: number, seed = 0) {
  const source = path.join(home, `source ${seed}`);
  mkdirSync(source);
  const { files, bytes } = makeCorpus(source, corpusBytes, String(seed + 1));
  const side = new VaultSide(program, home);
  await side.ask({ kind: seed === 0 ? 'create' : 'open' });
  await side.ask({ kind: 'import', path: source });
  await side.end();
  rmSync(source, { recursive: true });
  return { documents: files, bytes };
}

async function folderRound(folder: string, { restic }: BackupTools): Promise<Round> {
  const target = path.join(folder, 'target');
  mkdirSync(target);
  const settings = { kind: 'folder', path: target, marker: await markFolder(new NodeFileSystem(), target) } as const;
  return {
    place: { settings, credentials: { kind: 'folder' } },
    restic: new Restic(restic, path.join(folder, 'restic'), folder),
  };
}

function sftpRound(server: SftpServer, folder: string, { restic }: BackupTools): Round {
  const name = path.basename(folder);
  const { repository, options } = server.forRestic(`${name}-restic`);
  return { place: server.place(`${name}-target`), restic: new Restic(restic, repository, folder, options) };
}

/** @param begin sets up where a round's backups go, in a new folder. */
async function measure(bench: Bench, rounds: number, begin: (folder: string) => Promise<Round>): Promise<Measured> {
  const times = (): Times => ({ ours: [], peer: [] });
  const measured: Measured = {
    initial: times(),
    change: times(),
    none: times(),
    restore: times(),
    verify: times(),
    peakMegabytes: 0,
  };
  for (let number = 0; number < rounds; number += 1) {
    const folder = mkdtempSync(path.join(bench.home, 'round-'));
    const round = await begin(folder);
    await backUp(bench, folder, round, measured);
    await bringBack(bench, folder, round, measured);
    rmSync(folder, { recursive: true });
  }
  return measured;
}

async function backUp(
  { program, home }: Bench,
  folder: string,
  { place, restic }: Round,
  measured: Measured,
): Promise<void> {
  const vault = path.join(home, 'vault');
  const side = new VaultSide(program, home);
  await side.ask({ kind: 'open' });
  const step: Step = { kind: 'backup', place, memory: path.join(folder, 'memory') };
  const both = async (times: Times, said: RegExp) => {
    await beside(
      home,
      times,
      () => restic.backup(vault),
      () => ask(side, step, measured, said),
    );
  };
  await both(measured.initial, /snapshot/);
  for (let change = 0; change < changes; change += 1) {
    // The same name each time: another version of one document.
    const file = path.join(folder, 'Changed.pdf');
    makeLargeFile(file, changedBytes, `${folder}|${change}`);
    await side.ask({ kind: 'import', path: file });
    await both(measured.change, /snapshot/);
  }
  for (let repeat = 0; repeat < changes; repeat += 1) await both(measured.none, /nothing new/);
  await side.end();
}

async function bringBack(
  { program, home }: Bench,
  folder: string,
  { place, restic }: Round,
  measured: Measured,
): Promise<void> {
  const side = new VaultSide(program, home);
  await side.ask({ kind: 'close' });
  const [theirs, to] = [path.join(folder, 'restored by restic'), path.join(folder, 'restored')];
  await beside(
    home,
    measured.restore,
    () => restic.restore(theirs),
    () => ask(side, { kind: 'restore', place, to }, measured, /snapshot/),
  );
  await beside(
    home,
    measured.verify,
    () => restic.verify(),
    () => ask(side, { kind: 'verify', place }, measured, /bytes/),
  );
  await side.end();
}

async function ask(side: VaultSide, step: Step, measured: Measured, expected: RegExp): Promise<void> {
  const { said, seconds, cpuSeconds, peakMegabytes } = await side.ask(step);
  if (!expected.test(said)) throw new Error(`${step.kind}: ${said}`);
  console.error(
    `  ${step.kind}: ${seconds.toFixed(3)} s, CPU ${cpuSeconds.toFixed(3)} s, ${peakMegabytes} MB, ${said}`,
  );
  measured.peakMegabytes = Math.max(measured.peakMegabytes, peakMegabytes);
}

/** Both from cold, each until all of it is on the disk. */
async function beside(home: string, times: Times, peer: () => void, ours: () => Promise<void>): Promise<void> {
  const untilSynced = (work: () => unknown) =>
    seconds(async () => {
      await work();
      run('sync', ['-f', home]);
    });
  settleDisk(true);
  times.peer.push(await untilSynced(peer));
  settleDisk(true);
  times.ours.push(await untilSynced(ours));
}

const titles = {
  initial: 'first backup',
  change: 'backup after one change',
  none: 'backup of nothing new',
  restore: 'full restore',
  verify: 'full verification',
} as const;

function figuresOf(where: string, what: string, measured: Measured): Figure[] {
  const figure = (step: keyof typeof titles, share: number | null, limitMs: number | null): Figure => {
    const [ours, peer] = [median(measured[step].ours), median(measured[step].peer)];
    const aims = [];
    if (share !== null) aims.push(share === 1 ? 'at most its time' : `at most ${share} of its time`);
    if (limitMs !== null) aims.push(`under ${limitMs} ms`);
    const text = (value: number) => (limitMs === null ? `${value.toFixed(2)} s` : `${Math.round(value * 1000)} ms`);
    return {
      work: `${titles[step]}, ${where}, ${what}`,
      ours: text(ours),
      peer: `restic: ${text(peer)}`,
      ratio: (ours / peer).toFixed(2),
      aim: aims.join(', '),
      met: (share === null || ours / peer <= share) && (limitMs === null || ours * 1000 < limitMs),
    };
  };
  return [
    figure('initial', 0.9, null),
    figure('change', 0.33, 400),
    figure('none', null, 200),
    figure('restore', 1, null),
    figure('verify', 1, null),
    {
      work: `peak memory of these, ${where}`,
      ours: `${measured.peakMegabytes} MB`,
      peer: '–',
      ratio: '–',
      aim: 'under 250 MB',
      met: measured.peakMegabytes < 250,
    },
  ];
}
