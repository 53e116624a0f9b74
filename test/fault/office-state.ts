import { existsSync, readdirSync, readFileSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { unwatched } from '../../src-main/core/job.ts';
import { blobOf, integerOf } from '../../src-main/core/ports/row.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { openSession, type Session } from '../../src-main/core/vault/open-session.ts';
import type { Environment, OpenVault } from '../../src-main/core/vault/open-vault.ts';
import { type Credentials, signIn } from '../../src-main/core/vault/sign-in.ts';
import type { SessionContext } from '../../src-main/worker/handler.ts';
import { codeOf } from '../support/error-code.ts';
import { openTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { environmentOf, handlers, type Office, people, sha256Of } from './trial-office.ts';

/** What an office's people would say is in it. Texts throughout, so that two states compare at a glance. */
export interface OfficeState {
  /** By name: role and state of the account. */
  people: Record<string, string>;
  /** By name: whether it has a place. */
  computers: Record<string, string>;
  /** By folder, then by name: rights of who has access now. */
  members: Record<string, Record<string, string>>;
  /** By folder and path: SHA-256 of each version, oldest first. */
  documents: Record<string, string[]>;
  /** By folder and path: the number of versions, and SHA-256 of the newest as it comes out again. */
  archive: Record<string, { versions: number; newest: string }>;
  /** By the label of each account that was tried: `opens`, or the code of the refusal. */
  accounts: Record<string, string>;
  /** How many schema steps the database has behind it. */
  schema: number;
}

/** A name and a password that may open it or not. */
export interface Account {
  readonly label: string;
  readonly name: string;
  readonly password: string;
}

export interface Examination {
  readonly state: OfficeState;
  /** What is half-done, damaged or left behind after the next sign-in: nothing, if all is well. */
  readonly faults: string[];
}

export interface ExaminationOptions {
  readonly env?: Environment;
  /** Are tried, in this order; the vault is then opened with the first of the Privacy Officer's that opens. */
  readonly accounts?: readonly Account[];
  /** Documents that are written out and compared, of each folder; the others by what their author signed. */
  readonly documentsWrittenOut?: number;
}

/** What the recovery key finds wrong with what something left, before anybody has signed in since. */
export async function openedByKit(office: Office): Promise<string[]> {
  const kitText = readFileSync(office.kit, 'utf8');
  const checked = handlers.recoveryCheck(
    { env: environmentOf(office), job: unwatched },
    { vault: office.vault, kitText },
  );
  const findings = await checked.then(
    (report) => report.findings.map(({ part, what }) => `${part}, ${what}`),
    (error: unknown) => [codeOf(error)],
  );
  return findings.map((what) => `by the recovery key: ${what}`);
}

/** Opens the vault that something left as its Privacy Officer would, and looks at everything. */
export async function examine(office: Office, options: ExaminationOptions = {}): Promise<Examination> {
  const { env = environmentOf(office), accounts = [] } = options;
  const faults: string[] = [];
  letTimePass(office);
  const answers = await tryAccounts(env, office, accounts);
  const { name } = people.officer;
  const opened = accounts.find((account) => account.name === name && answers[account.label] === 'opens');
  const password = opened?.password ?? people.officer.password;
  const { vault, unfinished } = await openUntilResealed(env, office, { name, password });
  let state: OfficeState;
  try {
    for (const { step, error } of unfinished) faults.push(`unfinished: ${step}, ${error.message}`);
    for (const [id, { error }] of vault.broken) faults.push(`broken: compartment ${id}, ${error.message}`);
    const { pending, files } = vault.directory;
    if (pending.length > 0 || files.nextRecovery) faults.push(`a rotation is under way: ${pending.join()}`);
    if (vault.readOnly) faults.push('older than this computer remembers');
    const context = { vault, job: unwatched };
    state = { ...(await stateOf(context, password, options.documentsWrittenOut ?? 100, faults)), accounts: answers };
    const { findings } = await handlers.check({ vault, job: unwatched }, {});
    faults.push(...findings.map(({ part, problem, what }) => `check: ${part}, ${problem}, ${what}`));
    faults.push(...rowsOfOldEpochs(vault), ...objectsAndRows(vault));
  } finally {
    await closeVault(vault);
  }
  faults.push(...leftovers(office));
  return { state, faults };
}

/** Sealing again is spread over several sign-ins where it takes long. */
async function openUntilResealed(env: Environment, office: Office, credentials: Credentials): Promise<Session> {
  for (let signIns = 1; ; signIns += 1) {
    const session = await openSession(env, office.vault, credentials);
    if (signIns === 5 || rowsOfOldEpochs(session.vault).length === 0) return session;
    await closeVault(session.vault);
  }
}

/** Tries these accounts. @returns by label `opens`, or the code of the refusal. */
async function tryAccounts(env: Environment, office: Office, accounts: readonly Account[]) {
  const answers: Record<string, string> = {};
  for (const { label, name, password } of accounts) {
    try {
      const { vault } = await signIn(env, office.vault, { name, password });
      await closeVault(vault);
      answers[label] = 'opens';
    } catch (error) {
      answers[label] = codeOf(error);
    }
  }
  return answers;
}

async function stateOf(
  context: SessionContext,
  password: string,
  writtenOut: number,
  faults: string[],
): Promise<Omit<OfficeState, 'accounts'>> {
  const { vault } = context;
  const users = await handlers.userList(context, {});
  const computers = await handlers.computerList(context, {});
  const { folders } = await handlers.folderList(context, {});
  const state: Omit<OfficeState, 'accounts'> = {
    people: Object.fromEntries(users.map(({ name, role, state }) => [name, `${role}, ${state}`])),
    computers: Object.fromEntries(computers.map(({ name, state }) => [name, state])),
    members: {},
    documents: {},
    archive: {},
    schema: Number(vault.db.get('PRAGMA user_version')?.user_version),
  };
  using out = openTempFolder('kluis-out-');
  for (const { id, name: folder } of folders) {
    const members = await handlers.folderMembers(context, { folder: id });
    const present = members.filter(({ until }) => until === null);
    state.members[folder] = Object.fromEntries(present.map(({ name, rights }) => [name, rights]));
    const inUse = await handlers.documentList(context, { folder: id, binned: false });
    const documents = [...inUse, ...(await handlers.documentList(context, { folder: id, binned: true }))];
    for (const [index, { id: document, name, binned }] of documents.entries()) {
      const versions = await handlers.documentVersions(context, { folder: id, document });
      const where = `${folder}/${name}${binned ? ' (bin)' : ''}`;
      state.documents[where] = versions.map(({ sha256 }) => sha256).reverse();
      if (index < writtenOut && !binned)
        faults.push(...(await writtenOutOtherwise(context, id, document, versions, out, where)));
    }
  }
  const archive = await handlers.archiveList(context, { password });
  for (const { id: document, name, folder, folderName, versions } of archive.documents) {
    const outPath = out.file(`archived-${document}`);
    await handlers.archiveOpen(context, { folder, document, reason: 'controle', password, outPath });
    const newest = sha256Of(readFileSync(outPath));
    state.archive[`${folderName}/${name}`] = { versions: versions.length, newest };
  }
  faults.push(...archive.broken.map(({ id, problem }) => `archive: ${id}, ${problem}`));
  return state;
}

async function writtenOutOtherwise(
  context: SessionContext,
  folder: string,
  document: string,
  versions: readonly { number: number; sha256: string }[],
  out: TempFolder,
  where: string,
): Promise<string[]> {
  const faults: string[] = [];
  for (const { number: version, sha256 } of versions) {
    const outPath = out.file(`${document}-${version}`);
    await handlers.documentGet(context, { folder, document, version, outPath, overwrite: false });
    if (sha256Of(readFileSync(outPath)) !== sha256) faults.push(`${where}, version ${version}: other bytes`);
  }
  return faults;
}

function rowsOfOldEpochs({ db }: OpenVault): string[] {
  return ['records', 'contents'].flatMap((table) => {
    const old = `FROM ${table} JOIN compartments ON compartments.id = ${table}.compartment`;
    const row = db.get(`SELECT count(*) AS rows ${old} WHERE ${table}.epoch < compartments.epoch`);
    const rows = row ? integerOf(row, 'rows') : 0;
    return rows === 0 ? [] : [`${rows} rows of ${table} are of an old epoch`];
  });
}

function objectsAndRows({ db, paths }: OpenVault): string[] {
  const rows = [...db.all('SELECT object FROM contents'), ...db.all('SELECT object FROM message_contents')];
  const named = new Set(rows.map((row) => blobOf(row, 'object').toString('hex')));
  const entries = readdirSync(paths.objects, { recursive: true, withFileTypes: true });
  const there = new Set(entries.filter((entry) => entry.isFile()).map(({ name }) => name));
  return [
    ...[...there].filter((name) => !named.has(name)).map((name) => `object without a row: ${name}`),
    ...[...named].filter((name) => !there.has(name)).map((name) => `row without its object: ${name}`),
  ];
}

/** As if some minutes had passed since: the next start leaves alone what somebody may still be writing. */
export function letTimePass({ vault, config }: Office): void {
  for (const folder of [path.join(vault, 'spool'), config].filter((one) => existsSync(one))) {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true });
    for (const { name, parentPath } of files.filter(({ name }) => name.startsWith('.tmp-'))) {
      utimesSync(path.join(parentPath, name), 0, Date.now() / 1000 - 600);
    }
  }
}

/** What must not be in the vault's folder or the settings' once everybody has signed out. */
export function leftovers({ vault, config }: Office): string[] {
  const found: string[] = [];
  for (const folder of [vault, config]) {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const unfinished = names.filter((name) => /^(\.tmp-|\.unswept$)/.test(path.basename(name)));
    found.push(...unfinished.map((name) => `left in ${path.basename(folder)}: ${name}`));
  }
  for (const name of ['lock.info', 'vault.db-wal', 'vault.db-shm', 'vault.db-journal']) {
    if (existsSync(path.join(vault, name))) found.push(`left: ${name}`);
  }
  if ('next' in JSON.parse(readFileSync(path.join(vault, 'vault.json'), 'utf8')))
    found.push('left: next in vault.json');
  return found;
}
