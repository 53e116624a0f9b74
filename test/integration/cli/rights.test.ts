import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { commandContext } from '../../../src-main/cli/command-context.ts';
import { commands } from '../../../src-main/cli/commands/index.ts';
import { formatsOf } from '../../../src-main/cli/formats.ts';
import { main } from '../../../src-main/cli/main.ts';
import { parseArguments } from '../../../src-main/cli/parse-arguments.ts';
import { linesOf } from '../../../src-main/cli/say.ts';
import { calls } from '../../../src-main/contract/calls.ts';
import { errorCodes, VaultError } from '../../../src-main/contract/errors.ts';
import { languages } from '../../../src-main/contract/messages/index.ts';
import { VaultClient } from '../../../src-main/worker/vault-client.ts';
import { documentedRights } from '../../support/cli-page.ts';
import { dose } from '../../support/dose.ts';
import { as, KluisHome } from '../../support/kluis.ts';
import { copyOffice, createOffice, type Office, ownPassword } from '../../support/office.ts';
import { seededRandom, seedOfThisRun } from '../../support/seed.ts';
import { openTempFolder, type TempFolder, tempFolder } from '../../support/temp-folder.ts';
import { officerName, officerPassphrase } from '../../support/test-vault.ts';
import { startClient } from '../../support/vault-client.ts';

// The table of rights in docs/cli.md, each cell of it: the commands run in this process, the vault in its worker, each
// role in an office of its own.

const people = {
  Manon: 'office-manager',
  Wim: 'employee',
  Rik: 'employee',
  Nico: 'employee',
  Iris: 'it-admin',
} as const;
const spare = { Daan: 'employee', Rens: 'employee', Gijs: 'employee' } as const;
const userOfColumn: Readonly<Record<string, string>> = {
  officer: officerName,
  manager: 'Manon',
  write: 'Wim',
  read: 'Rik',
  none: 'Nico',
  IT: 'Iris',
};

const marker = 'Jansen';
const stepUp = ['--reason', 'a question'];
/** How each command of the table is called; `{files}` is a folder for what it reads and writes. */
const argumentsOf: Readonly<Record<string, readonly string[]>> = {
  status: [],
  'user list': [],
  'user add': ['Fleur', '--role', 'employee', '--new-password-file', '{files}/new.pw'],
  'user disable': ['Daan'],
  'user reset': ['Rens', '--new-password-file', '{files}/new.pw'],
  'computer list': [],
  'computer approve': ['{files}/request', '--fingerprint', '{fingerprint}'],
  'inbox list': [],
  'folder create': ['Pietersen'],
  'folder list': [],
  'folder members': [marker],
  'folder grant': [marker, 'Gijs', '--rights', 'read'],
  'folder revoke': [marker, 'Gijs'],
  'note add': [marker, '--text-file', '{files}/note.txt'],
  'note list': [marker],
  'doc add': [marker, '{files}/new.txt'],
  'doc list': [marker],
  'doc get': [marker, 'get.txt', '--out', '{files}/got-{user}'],
  'doc versions': [marker, 'get.txt'],
  'doc rename': [marker, 'rename.txt', 'renamed.txt'],
  'doc move': [marker, 'move.txt', 'Elders'],
  'doc rm': [marker, 'rm.txt'],
  'doc rm --definitive': [marker, 'erase.txt', '--reason', 'asked for'],
  'doc restore': [marker, 'restore.txt'],
  'doc find': ['get'],
  'doc seal': [marker, 'seal.txt'],
  'archive list': [],
  'archive open': [marker, 'archived.txt', ...stepUp, '--out', '{files}/opened-{user}'],
  'archive return': [marker, 'archived.txt', ...stepUp],
  'audit list': [],
  'audit verify': [],
  'audit export': ['--out', '{files}/log-{user}.csv'],
  check: [],
  'folder rename': [marker, 'Jansen Beheer'],
  'folder destroy': ['{renamed}', ...stepUp],
  'user passwd': ['--new-password-file', '{files}/new.pw'],
};
const documents = ['get', 'rename', 'move', 'rm', 'erase', 'restore', 'seal', 'archived'];
/** Commands that name a folder. */
const ofFolders = Object.keys(argumentsOf).filter((command) => argumentsOf[command]?.[0] === marker);

const noOutput = () => undefined;

let home: TempFolder;
let office: Office;
let values: Readonly<Record<string, string>>;

/** Runs a command as somebody who is signed in to a worker. @returns its exit code and what it printed as JSON. */
async function run(
  client: VaultClient,
  session: string,
  folder: string,
  name: string,
  command: string,
  given: readonly string[] = argumentsOf[command] ?? [],
): Promise<{ exitCode: number; json: unknown }> {
  const known: Readonly<Record<string, string>> = { ...values, user: name };
  const filled = given.map((text) => text.replace(/\{(\w+)\}/g, (whole, key: string) => known[key] ?? whole));
  const parsed = parseArguments([...command.split(' '), ...filled], commands);
  if (parsed.command === null) throw new Error(`no such command: ${command}`);
  const passwordFile = home.file(name === officerName ? 'officer.pw' : 'own.pw');
  const terminal = {
    out: () => undefined,
    err: () => undefined,
    width: null,
    interactive: false,
    ask: async () => '',
    progress: () => undefined,
  };
  const speech = { texts: languages.en, formats: formatsOf('en'), terminal, json: true };
  const context = commandContext({ vault: folder, user: name, passwordFile, signsIn: true }, speech, {
    role: null,
    signIn: async () => session,
    call: (call, input) => client.call(call, session, input),
    ask: (call, input) => client.call(call, null, input),
    checkRefused: async () => null,
  });
  try {
    const outcome = await parsed.command.run(context, parsed.values);
    expect([...linesOf(outcome), ...(outcome.remarks ?? [])].join('\n')).not.toMatch(/\{\w+\}|undefined|NaN|\[object/);
    return { exitCode: outcome.exitCode ?? 0, json: outcome.json };
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    return { exitCode: errorCodes[error.code], json: { code: error.code, details: error.details } };
  }
}

/** An office of its own with somebody signed in. */
async function signedIn(name: string) {
  const copy = copyOffice(office, tempFolder());
  const client = startClient(copy);
  const password = name === officerName ? officerPassphrase : ownPassword;
  const { session } = await client.call('signIn', null, { vault: copy.folder, name, password });
  return { client, session, folder: copy.folder };
}

beforeAll(async () => {
  home = openTempFolder('kluis-rights-');
  office = await createOffice({ ...people, ...spare }, home);
  for (const name of [...documents, 'new']) writeFileSync(home.file(`${name}.txt`), `content of ${name}`);
  writeFileSync(home.file('note.txt'), 'a note');
  for (const [name, text] of [
    ['officer', officerPassphrase],
    ['own', ownPassword],
    ['new', 'Kamerplant-47-Oeverzwaluw'],
  ]) {
    writeFileSync(home.file(`${name}.pw`), `${text}\n`, { mode: 0o600 });
  }
  const workerWith = (configFolder: string) =>
    new VaultClient({ environment: { ...process.env, KLUIS_CONFIG_DIR: configFolder } });
  const other = workerWith(home.file('config-of-another'));
  const wanted = { vault: office.folder, keychain: 'file', outPath: home.file('request') } as const;
  const asked = await other.call('computerRequest', null, wanted);
  await other.terminate();
  values = { files: home.path, fingerprint: asked.fingerprint, renamed: 'Jansen Beheer' };

  const client = workerWith(office.configFolder);
  const credentials = { vault: office.folder, name: officerName, password: officerPassphrase };
  const { session } = await client.call('signIn', null, credentials);
  const prepare = async (command: string, ...given: string[]) => {
    const { exitCode, json } = await run(client, session, office.folder, officerName, command, given);
    expect({ command, given, exitCode, json }).toMatchObject({ exitCode: 0 });
  };
  for (const folder of [marker, 'Elders']) {
    await prepare('folder create', folder);
    for (const writer of ['Manon', 'Wim']) await prepare('folder grant', folder, writer, '--rights', 'write');
    await prepare('folder grant', folder, 'Rik', '--rights', 'read');
  }
  await prepare('folder create', 'Personeel', '--kind', 'personnel');
  await prepare('doc add', marker, ...documents.map((name) => home.file(`${name}.txt`)));
  await prepare('doc rm', marker, 'restore.txt');
  await prepare('doc seal', marker, 'archived.txt');
  await client.terminate();
});
afterAll(() => home[Symbol.dispose]());

describe('the table of rights', () => {
  const { columns, rows } = documentedRights();

  test('has every command that somebody signs in for, and we know how to call each', () => {
    expect(columns).toEqual([...Object.keys(userOfColumn), 'wrong']);
    const inTable = rows.map(({ command }) => command);
    expect([...inTable].sort()).toEqual(Object.keys(argumentsOf).sort());
    const withoutSignIn = ['init', 'user activate', 'computer request', 'recovery check', 'recover', 'audit accept'];
    const all = commands.map(({ words }) => words);
    expect([...inTable, ...withoutSignIn].filter((command) => !command.includes('--')).sort()).toEqual(all.sort());
  });

  test.each(Object.entries(userOfColumn))('%s', async (column, name) => {
    const { client, session, folder } = await signedIn(name);
    const found: Record<string, number> = {};
    for (const command of Object.keys(argumentsOf)) {
      found[command] = (await run(client, session, folder, name, command)).exitCode;
    }
    const index = columns.indexOf(column);
    expect(found).toEqual(Object.fromEntries(rows.map(({ command, codes }) => [command, codes[index]])));
  });

  test('wrong: a wrong password gets one answer, whatever is asked with it', async () => {
    const copy = copyOffice(office, tempFolder());
    const wrong = home.file('wrong.pw');
    writeFileSync(wrong, 'something else\n', { mode: 0o600 });
    const filled = (given: readonly string[]) =>
      given.map((text) => text.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole));
    const terminal = {
      out: noOutput,
      err: noOutput,
      width: null,
      interactive: false,
      ask: async () => '',
      progress: noOutput,
    };
    const environment = { KLUIS_VAULT: copy.folder };
    // Each is a sign-in of its own.
    const random = seededRandom(seedOfThisRun());
    const tried = Object.entries(argumentsOf).filter(() => random.fraction() < dose(0.2, 1));
    const found: Record<string, number> = {};
    vi.stubEnv('KLUIS_CONFIG_DIR', copy.configFolder);
    try {
      for (const [command, given] of tried) {
        const args = [...command.split(' '), ...filled(given), ...as('Wim', wrong)];
        found[command] = await main(args, { terminal, environment, signal: new AbortController().signal });
      }
    } finally {
      vi.unstubAllEnvs();
    }
    const index = columns.indexOf('wrong');
    const wanted = rows.filter(({ command }) => command in found).map(({ command, codes }) => [command, codes[index]]);
    expect(found).toEqual(Object.fromEntries(wanted));
    expect(wanted).toHaveLength(tried.length);
  });

  test('a session that is none may do nothing', async () => {
    const { client } = await signedIn('Wim');
    const unchecked: { call(...given: unknown[]): Promise<unknown> } = client;
    for (const [name, { session, input }] of Object.entries(calls)) {
      if (session !== 'signed-in' || !input.safeParse({}).success) continue;
      await expect(unchecked.call(name, 'f'.repeat(32), {})).rejects.toMatchObject({ code: 'not-authorised' });
    }
  });
});

describe('what somebody may not know of', () => {
  test.each(['Nico', 'Iris'])('is for %s as if it were not there: the same answers, name for name', async (name) => {
    const { client, session, folder } = await signedIn(name);
    for (const command of ofFolders) {
      const given = argumentsOf[command] ?? [];
      const there = await run(client, session, folder, name, command, given);
      const nowhere = await run(client, session, folder, name, command, ['Nergens', ...given.slice(1)]);
      expect({ command, ...there }).toEqual({ command, ...nowhere });
    }
  });

  test.each(['Nico', 'Iris'])('%s sees no folder and finds no document', async (name) => {
    const { client, session, folder } = await signedIn(name);
    const seen = [
      await run(client, session, folder, name, 'folder list'),
      await run(client, session, folder, name, 'doc find', ['txt']),
    ];
    expect(seen).toEqual([
      { exitCode: 0, json: [] },
      { exitCode: 0, json: [] },
    ]);
    for (const command of ['status', 'check', 'audit verify', 'user list', 'computer list']) {
      const { json } = await run(client, session, folder, name, command);
      expect(JSON.stringify(json)).not.toMatch(/Jansen|\.txt/);
    }
  });
});

test('a personnel folder is for office managers', async () => {
  const { client, session, folder } = await signedIn(officerName);
  const given = ['Personeel', 'Manon', '--rights', 'write'];
  expect(await run(client, session, folder, officerName, 'folder grant', given)).toMatchObject({ exitCode: 0 });
});

describe('rights that nobody can have', () => {
  test.each([
    ['an IT administrator gets no folder', ['folder', 'grant', marker, 'Iris', '--rights', 'read']],
    ['an employee gets no personnel folder', ['folder', 'grant', 'Personeel', 'Wim', '--rights', 'read']],
    ['the Privacy Officer has every folder', ['folder', 'grant', marker, officerName, '--rights', 'read']],
    ['the Privacy Officer cannot be disabled', ['user', 'disable', officerName]],
  ])('%s', async (_, [first = '', second = '', ...given]) => {
    const { client, session, folder } = await signedIn(officerName);
    const refused = await run(client, session, folder, officerName, `${first} ${second}`, given);
    expect(refused).toMatchObject({ exitCode: 2 });
  });
});

test('a sample of the table through the command line itself, and its column for a wrong password', async () => {
  const copy = copyOffice(office, tempFolder());
  const kluis = new KluisHome();
  const environment = { KLUIS_VAULT: copy.folder, KLUIS_CONFIG_DIR: copy.configFolder };
  const own = kluis.passwordFile('own', ownPassword);
  const wrong = kluis.passwordFile('wrong', 'something else');
  const sample: [string[], number][] = [
    [['folder', 'list', ...as('Nico', own)], 0],
    [['folder', 'create', 'X', ...as('Wim', own)], 3],
    [['doc', 'list', marker, ...as('Iris', own)], 6],
    [['doc', 'list', marker, ...as('Rik', own)], 0],
    [['doc', 'rm', marker, 'rm.txt', ...as('Rik', own)], 3],
    [['folder', 'list', ...as('Wim', wrong)], 4],
    [['folder', 'list', ...as('Nobody', wrong)], 4],
    [['check', ...as('Iris', wrong)], 4],
    [['folder', 'list'], 2],
    [['folder', 'list', '--user', 'Wim'], 2],
  ];
  for (const [args, expected] of sample) {
    const { exitCode } = await kluis.run(args, { environment });
    expect({ args, exitCode }).toEqual({ args, exitCode: expected });
  }
});
