import type { Finding } from '../../contract/check.ts';
import { wipe } from '../crypto/sealing.ts';
import { objectsInUse } from '../documents/objects-in-use.ts';
import type { Job } from '../job.ts';
import { unfinishedName } from '../ports/file-system.ts';
import { idOf } from '../ports/row.ts';
import type { VaultDatabase } from '../ports/store.ts';
import { countRows } from '../records/count-rows.ts';
import { rowsOf } from '../records/rows-of.ts';
import { type Approach, approachVault, leave } from '../vault/approach.ts';
import { permittedRecoveryFiles } from '../vault/directory.ts';
import { type Environment, type VaultPaths, vaultPaths } from '../vault/open-vault.ts';
import { requireOwnFolder } from '../vault/own-folder.ts';
import {
  authenticate,
  type Credentials,
  databaseKeysOf,
  type OpenedSlot,
  openWith,
  slotOf,
  tryToOpen,
} from '../vault/sign-in.ts';
import { attemptSucceeded, beginAttempt } from '../vault/sign-in-limits.ts';
import { checkStructure, nameBadPages } from './check-database.ts';
import { checkFileHash, knownNames } from './check-files.ts';
import { checkStanza, recoveryStanza } from './check-keys.ts';
import { checkObjectFiles } from './check-objects.ts';
import { checkRowHash } from './check-rows.ts';
import { checkSignatures } from './check-signatures.ts';
import { checkSpoolFiles } from './check-spool.ts';
import type { CheckReport } from './check-vault.ts';
import { Findings } from './findings.ts';
import { Progress } from './progress.ts';

/** Files that every vault has. */
const neededNames = ['vault.json', 'vault.db', 'root.age', 'recovery.age', 'objects', 'spool'];

type Counts = { -readonly [Name in keyof CheckReport['checked']]: number };

/**
 * What can be said of a vault whose sign-in is refused because something is not as it was left: files, spool and objects, which need
 * no key; and as far as the password still gets, the database with all that a sign-in verifies, each part by itself.
 * @throws VaultError those of `signIn` but `integrity-violated`, which are findings here; `cancelled`.
 */
export async function checkRefused(
  env: Environment,
  folder: string,
  credentials: Credentials,
  job: Job,
): Promise<CheckReport> {
  const paths = vaultPaths(folder);
  const findings = new Findings();
  const progress = new Progress(job, 1);
  const checked: Counts = {
    pages: 0,
    entries: 0,
    compartments: 0,
    closed: 0,
    records: 0,
    versions: 0,
    messages: 0,
    objects: 0,
    objectBytes: 0,
  };
  let named: ReadonlySet<string> | null = null;
  // Told below, with the other files that are missing.
  const isGone = (await env.files.look(paths.vaultFile)) === null;
  const approach = isGone ? null : await findings.attemptAsync('vault.json', () => approachVault(env, folder));
  for (const part of approach?.remade ?? []) findings.add(part, 'missing', 'there is no such folder');
  try {
    if (approach) named = await checkBehindPassword(env, approach, credentials, { findings, progress, checked });
    await findings.attemptAsync('files', () => checkPlainFiles(env, paths, findings));
    await findings.attemptAsync('spool', async () => {
      await requireOwnFolder(env.files, paths.spool, 'spool');
      await checkSpoolFiles({ env, paths }, findings, null);
    });
    await findings.attemptAsync('objects', async () => {
      await requireOwnFolder(env.files, paths.objects, 'objects');
      Object.assign(checked, await checkObjectFiles({ env, paths }, named, () => null, findings, progress));
    });
  } finally {
    if (approach) leave(approach);
  }
  return { findings: distinct(findings.all), checked };
}

interface Run {
  readonly findings: Findings;
  readonly progress: Progress;
  readonly checked: Counts;
}

/** @returns the objects that rows name; null when the database does not open. */
async function checkBehindPassword(
  env: Environment,
  approach: Approach,
  { name, password }: Credentials,
  run: Run,
): Promise<ReadonlySet<string> | null> {
  const { paths } = approach;
  const { findings } = run;
  const slot = slotOf(approach, approach.reached[0], name);
  // Whoever guesses here waits as at any sign-in.
  const counted = await findings.attemptAsync('spool', async () => {
    await beginAttempt(env.files, paths.signIns, slot, env.clock.now());
    return true;
  });
  if (counted === null) return null;
  const opened = await findings.attemptAsync('vault.json', () => authenticate(approach, name, password));
  // A second factor is asked for at sign-ins: without it nothing is opened here, and the attempt stays counted.
  if (opened?.some(({ secrets }) => secrets.secondFactor !== undefined)) return null;
  const [first] = opened ?? [];
  if (first)
    await findings.attemptAsync('spool', () => attemptSucceeded(env.files, paths.signIns, slot, env.clock.now()));
  const keys = first ? findings.attempt('vault.json', () => databaseKeysOf(first)) : null;
  if (!opened || !first || !keys) return null;
  try {
    // Told with the other files that are missing.
    if ((await env.files.look(paths.database)) === null) return null;
    const database = await findings.attemptAsync('vault.db', () => openWith(env, approach, keys));
    if (!database) {
      await checkClosedPages(env, paths, keys, run);
      return null;
    }
    const { db } = database;
    try {
      const objects = await checkOpenDatabase(env, approach, db, first, run);
      // Whatever refuses the sign-in is named, also what no step above looks at.
      await findings.attemptAsync('vault', () => tryToOpen(env, approach, database, opened));
      return objects;
    } finally {
      db.close();
    }
  } finally {
    wipe(...keys);
  }
}

/** Of a database that SQLite does not open, every page is checked all the same, by the key that fits best. */
async function checkClosedPages(env: Environment, paths: VaultPaths, keys: readonly Buffer[], run: Run): Promise<void> {
  const { findings, progress, checked } = run;
  await findings.attemptAsync('vault.db', async () => {
    const verdicts = [];
    for (const key of keys) verdicts.push(await env.store.verifyCopy(paths.database, key, progress.part(0)));
    const [best] = verdicts.sort((a, b) => a.badPages.length - b.badPages.length);
    checked.pages = best?.pages ?? 0;
    nameBadPages(findings, best?.badPages ?? []);
  });
}

async function checkOpenDatabase(
  env: Environment,
  approach: Approach,
  db: VaultDatabase,
  slot: OpenedSlot,
  { findings, progress, checked }: Run,
): Promise<ReadonlySet<string> | null> {
  const verdict = await findings.attemptAsync('vault.db', () => db.verifyPages(progress.part(0)));
  checked.pages = verdict?.pages ?? 0;
  nameBadPages(findings, verdict?.badPages ?? []);
  checkStructure(db, findings);
  const { directory, entries } = await checkSignatures(approach, db, slot, findings);
  checked.entries = entries;
  if (directory) {
    const { root, recovery } = approach.paths;
    await checkFileHash({ env }, findings, 'root.age', root, [directory.files.root]);
    await checkFileHash({ env }, findings, 'recovery.age', recovery, permittedRecoveryFiles(directory));
  }
  for (const table of ['records', 'contents'] as const) {
    await findings.attemptAsync(table, async () => {
      const ids = db.all(`SELECT DISTINCT compartment FROM ${table}`).map((row) => idOf(row, 'compartment'));
      for (const id of ids) {
        for (const row of rowsOf(db, table, id)) {
          checkRowHash({ id: approach.file.content.vault }, findings, table, row);
          await progress.step();
        }
      }
    });
  }
  findings.attempt('vault.db', () => {
    checked.records = countRows(db, 'records');
    checked.versions = countRows(db, 'contents');
    checked.compartments = countRows(db, 'compartments');
    checked.closed = checked.compartments;
  });
  return findings.attempt('vault.db', () => objectsInUse(db));
}

/** The files of the folder, without the directory that would name some of them by their hash. */
async function checkPlainFiles(env: Environment, paths: VaultPaths, findings: Findings): Promise<void> {
  const names = new Set(await env.files.list(paths.folder));
  for (const name of neededNames) if (!names.has(name)) findings.add(name, 'missing', 'there is no such file');
  for (const name of names) {
    if (unfinishedName.test(name)) findings.add(name, 'unfinished-write', 'a write that did not end');
    else if (!knownNames.has(name) && !name.startsWith('vault.db.before-') && !name.endsWith('.age.next')) {
      findings.add(name, 'unknown-file', 'not a file of a vault');
    }
  }
  for (const [name, path] of [
    ['root.age', paths.root],
    ['recovery.age', paths.recovery],
  ] as const) {
    await findings.attemptAsync(name, async () => {
      const bytes = await env.files.read(path);
      if (bytes !== null) checkStanza(findings, name, Buffer.from(bytes), recoveryStanza);
    });
  }
}

/** What one damage does to several of the steps above is told once. */
function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [`${finding.part} ${finding.problem}`, finding])).values()];
}
