// Measures what docs/benchmarks.md reports, each figure beside its peer in the same run.
//   npm run bench -- [--work DIR] [--small] [--only import,corpus,unlock,revoke,check,log,backup,window]
//   npm run bench -- --only growth    # backups of 1, 2, 4 and 8 GB; 30 GB of free disk
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { auditLog } from './audit-log.ts';
import { backups, growth } from './backup.ts';
import { databaseDay } from './backup-database.ts';
import { corpus, largeFile } from './import.ts';
import { check, revoke, unlockAndSearch } from './large-vault.ts';
import { type Figure, table } from './measure.ts';
import { windowFigures } from './window.ts';

// As bin/kluis.mjs does: sixteen files of an import wait for the disk at once, each in a thread.
process.env.UV_THREADPOOL_SIZE ??= '16';

const { values } = parseArgs({
  options: {
    work: { type: 'string', default: tmpdir() },
    small: { type: 'boolean', default: false },
    only: { type: 'string', default: 'import,corpus,unlock,revoke,check,log,backup,window' },
  },
});

const root = path.join(import.meta.dirname, '..');
const age = path.join(root, '.tools', 'bin', 'age');
const tools = {
  restic: path.join(root, '.tools', 'bin', 'restic'),
  sshd: path.join(root, '.tools', 'bin', 'sshd'),
};
const work = mkdtempSync(path.join(values.work, 'kluis-bench-'));
const sizes = values.small
  ? { largeFileBytes: 100_000_000, corpusBytes: 100_000_000, rounds: 1 }
  : { largeFileBytes: 2_000_000_000, corpusBytes: 2_000_000_000, rounds: 3 };
const documents = values.small ? { unlock: 2_000, revoke: 1_000 } : { unlock: 100_000, revoke: 10_000 };

const suites: Record<string, () => Promise<Figure[]>> = {
  import: () => largeFile(work, age, recipient(), sizes),
  corpus: () => corpus(work, age, recipient(), sizes),
  unlock: () => unlockAndSearch(work, documents.unlock),
  revoke: () => revoke(work, documents.revoke),
  check: () => check(work, values.small ? 100_000_000 : 2_000_000_000),
  window: () =>
    windowFigures(
      work,
      values.small ? { documents: 2_000, rows: 1_000, starts: 2 } : { documents: 100_000, rows: 10_000, starts: 7 },
    ),
  backup: async () => [
    ...(await backups(work, tools, values.small ? { corpusBytes: 200_000_000, rounds: 1 } : sizes)),
    ...(await databaseDay(
      work,
      values.small ? { databaseBytes: 20_000_000, runs: 20 } : { databaseBytes: 200_000_000, runs: 480 },
    )),
  ],
  growth: () => growth(work, tools, values.small ? [0.1, 0.2] : [1, 2, 4, 8]),
  log: () => auditLog(work, values.small ? 10_000 : 500_000),
};

try {
  console.log(
    `${cpus().length} cores, ${cpus()[0]?.model}, ${Math.round(totalmem() / 1e9)} GB, Node ${process.version}\n`,
  );
  const figures: Figure[] = [];
  for (const name of values.only.split(',')) {
    const suite = suites[name];
    if (!suite) throw new Error(`no suite ${name}; there are ${Object.keys(suites).join(', ')}`);
    const found = await suite();
    for (const { work: what, ours, ratio } of found) console.error(`${what}: ${ours} (${ratio})`);
    figures.push(...found);
  }
  console.log(table(figures));
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** A throw-away recipient for age. */
function recipient(): string {
  const identity = execFileSync(path.join(root, '.tools', 'bin', 'age-keygen'), {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const found = /# public key: (\S+)/.exec(identity)?.[1];
  if (found === undefined) throw new Error('age-keygen gave no public key');
  return found;
}
