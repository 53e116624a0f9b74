import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeCorpus, makeLargeFile } from './corpus.ts';
import { type Figure, median, run, seconds, settleDisk } from './measure.ts';
import { Office, officer, passphrase } from './office.ts';

export interface Sizes {
  readonly largeFileBytes: number;
  readonly corpusBytes: number;
  readonly rounds: number;
}

/** Importing one large file, beside `age` encrypting the same one to disk. */
export async function largeFile(work: string, age: string, recipient: string, sizes: Sizes): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(work, 'large-'));
  const file = path.join(folder, 'large.bin');
  makeLargeFile(file, sizes.largeFileBytes, '1');
  const ours: number[] = [];
  const peer: number[] = [];
  for (let round = 0; round < sizes.rounds; round += 1) {
    settleDisk(false);
    const sealed = path.join(folder, `large-${round}.age`);
    peer.push(
      await seconds(() => {
        run(age, ['-r', recipient, '-o', sealed, file]);
        run('sync', [sealed]);
      }),
    );
    settleDisk(false);
    ours.push(await importOnce(folder, [file]));
  }
  const peaks = await peakMemory(work, file);
  rmSync(folder, { recursive: true });
  const ratio = median(peer) / median(ours);
  const rate = (value: number) => `${Math.round(sizes.largeFileBytes / value / 1e6)} MB/s`;
  return [
    {
      work: `import one file of ${sizes.largeFileBytes / 1e9} GB`,
      ours: rate(median(ours)),
      peer: `age -r to disk: ${rate(median(peer))}`,
      ratio: ratio.toFixed(2),
      aim: 'at least 0.7 of its throughput',
      met: ratio >= 0.7,
    },
    ...Object.entries(peaks).map(([command, megabytes]) => ({
      work: `peak memory of \`kluis doc ${command}\` of it, signing in included`,
      ours: `${megabytes} MB`,
      peer: '–',
      ratio: '–',
      aim: 'under 300 MB',
      met: megabytes < 300,
    })),
  ];
}

/**
 * Importing an office's files, beside `age` started for each and beside a plain copy, both synced. What they write stays
 * until the end: for minutes after many files were removed, ext4 is slow in making new ones, and whoever comes later pays.
 */
export async function corpus(work: string, age: string, recipient: string, sizes: Sizes): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(work, 'corpus-'));
  const source = path.join(folder, 'source');
  mkdirSync(source);
  const { files, bytes } = makeCorpus(source, sizes.corpusBytes, '1');
  const ours: number[] = [];
  const ageEach: number[] = [];
  const copy: number[] = [];
  for (let round = 0; round < sizes.rounds; round += 1) {
    const copied = path.join(folder, `copied-${round}`);
    const sealed = path.join(folder, `sealed-${round}`);
    mkdirSync(copied);
    mkdirSync(sealed);
    settleDisk(true);
    copy.push(
      await seconds(() => {
        run('cp', ['-a', source, copied]);
        run('sync', ['-f', copied]);
      }),
    );
    settleDisk(true);
    const loop =
      'n=0; find "$1" -type f | while read -r f; do n=$((n+1)); "$2" -r "$3" -o "$4/$n.age" "$f"; done; sync -f "$4"';
    ageEach.push(await seconds(() => run('sh', ['-c', loop, 'sh', source, age, recipient, sealed])));
    settleDisk(true);
    ours.push(
      await importOnce(
        folder,
        readdirSync(source).map((name) => path.join(source, name)),
      ),
    );
  }
  rmSync(folder, { recursive: true });
  const toAge = median(ageEach) / median(ours);
  const toCopy = median(copy) / median(ours);
  const text = `${median(ours).toFixed(2)} s`;
  const what = `import ${files} files, ${(bytes / 1e9).toFixed(1)} GB, cold`;
  return [
    {
      work: what,
      ours: text,
      peer: `age -r per file: ${median(ageEach).toFixed(2)} s`,
      ratio: toAge.toFixed(2),
      aim: 'at least 1.5 of its speed',
      met: toAge >= 1.5,
    },
    {
      work: what,
      ours: text,
      peer: `cp -a and sync: ${median(copy).toFixed(2)} s`,
      ratio: toCopy.toFixed(2),
      aim: 'at least 0.5 of its speed',
      met: toCopy >= 0.5,
    },
  ];
}

async function importOnce(folder: string, paths: string[]): Promise<number> {
  const office = await Office.open(folder);
  await office.client.call('folderCreate', office.session, { name: 'Import' });
  const duration = await seconds(() => office.client.call('documentAdd', office.session, { folder: 'Import', paths }));
  await office.leave();
  return duration;
}

/** Of `kluis doc add` and `doc get` as they are shipped, signing in included, in MB, as the operating system counted it. */
async function peakMemory(work: string, file: string): Promise<{ add: number; get: number }> {
  const office = await Office.open(work);
  await office.client.call('folderCreate', office.session, { name: 'Import' });
  await office.leave();
  const passwordFile = path.join(office.home, 'password');
  writeFileSync(passwordFile, passphrase, { mode: 0o600 });
  const back = path.join(office.home, 'back');
  const peakOf = (command: string, ...rest: string[]) => {
    const who = ['--vault', office.folder, '--user', officer, '--password-file', passwordFile];
    return peakMemoryOf(['doc', command, 'Import', ...rest, ...who], office.configFolder);
  };
  const add = peakOf('add', file);
  const get = peakOf('get', path.basename(file), '--out', back);
  run('cmp', [file, back]);
  rmSync(office.home, { recursive: true });
  return { add, get };
}

function peakMemoryOf(args: readonly string[], configFolder: string): number {
  // Not `maxRSS`: that begins with what this process had when it started the command.
  const status = 'process.getBuiltinModule("fs").readFileSync("/proc/self/status","utf8")';
  const tell = `data:text/javascript,process.on("exit",()=>console.error(/^VmHWM.*$/m.exec(${status})[0]))`;
  const kluis = path.join(import.meta.dirname, '..', 'bin', 'kluis.mjs');
  const result = spawnSync(process.execPath, ['--import', tell, kluis, ...args], {
    encoding: 'utf8',
    env: { ...process.env, KLUIS_CONFIG_DIR: configFolder },
  });
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(result.stderr)?.[1];
  if (result.status !== 0 || kilobytes === undefined) throw new Error(`${args.join(' ')} failed: ${result.stderr}`);
  return Math.round((Number(kilobytes) * 1024) / 1e6);
}
