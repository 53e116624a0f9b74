import { mkdirSync, writeFileSync } from 'node:fs';
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
import { copyOffice, createOffice, firstPassword, type Office, ownPassword } from '../../support/office.ts';
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
const spare = { Daan: 'employee', Rens: 'employee', Gijs: 'employee', Gerda: 'employee' } as const;
const userOfColumn: Readonly<Record<string, string>> = {
  officer: officerName,
  manager: 'Manon',
  write: 'Wim',
  read: 'Rik',
  none: 'Nico',
  IT: 'Iris',
  activated: 'Anna',
};
/** Who gets no further than the sign-in, and the password that each gives. */
const refusedAtSignIn = {
  provisional: { name: 'Vera', password: 'first' },
  disabled: { name: 'Gerda', password: 'own' },
  wrong: { name: 'Wim', password: 'wrong' },
} as const;

const marker = 'Jansen';
const personnel = 'Personeel';
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
  'computer revoke': ['{computer}'],
  'key rotate': [],
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
  'audit accept': ['--reason', 'a question'],
  check: [],
  'backup target add': ['NAS', '--folder', '{files}/nas'],
  'backup target list': [],
  'backup target test': ['stick'],
  'backup target set': ['stick', '--accept-medium'],
  'backup run': ['--target', 'stick'],
  'backup prune': ['--target', 'stick'],
  'backup acknowledge': ['--target', 'stick', '--up-to', '1'],
  drill: ['--target', 'stick', '--recovery-key-file', '{files}/kit', '--report', '{files}/report-{user}.docx'],
  'backup target remove': ['stick'],
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

/** An office of its own, in its worker. */
function officeOfItsOwn() {
  const copy = copyOffice(office, tempFolder());
  const client = startClient(copy);
  const signIn = async (name: string) => {
    const password = name === officerName ? officerPassphrase : ownPassword;
    return (await client.call('signIn', null, { vault: copy.folder, name, password })).session;
  };
  return { client, folder: copy.folder, signIn };
}

async function signedIn(name: string) {
  const { client, folder, signIn } = officeOfItsOwn();
  return { client, folder, session: await signIn(name) };
}

beforeAll(async () => {
  home = openTempFolder('kluis-rights-');
  office = await createOffice({ ...people, ...spare }, home);
  for (const name of [...documents, 'new', 'sick-leave']) writeFileSync(home.file(`${name}.txt`), `content of ${name}`);
  writeFileSync(home.file('note.txt'), 'a note');
  writeFileSync(home.file('kit'), office.kit);
  for (const [name, text] of [
    ['officer', officerPassphrase],
    ['own', ownPassword],
    ['first', firstPassword],
    ['wrong', 'something else'],
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
  values = { files: home.path, fingerprint: asked.fingerprint, computer: asked.id, renamed: 'Jansen Beheer' };

  const client = workerWith(office.configFolder);
  const credentials = { vault: office.folder, name: officerName, password: officerPassphrase };
  const { session } = await client.call('signIn', null, credentials);
  const prepare = async (command: string, ...given: string[]) => {
    const { exitCode, json } = await run(client, session, office.folder, officerName, command, given);
    expect({ command, given, exitCode, json }).toMatchObject({ exitCode: 0 });
  };
  await prepare('user add', 'Anna', '--role', 'employee', '--new-password-file', home.file('first.pw'));
  for (const folder of [marker, 'Elders']) {
    await prepare('folder create', folder);
    for (const writer of ['Manon', 'Wim', 'Anna']) await prepare('folder grant', folder, writer, '--rights', 'write');
    await prepare('folder grant', folder, 'Rik', '--rights', 'read');
  }
  await prepare('folder create', personnel, '--kind', 'personnel');
  await prepare('doc add', personnel, home.file('sick-leave.txt'));
  for (const folder of [marker, personnel]) {
    await prepare('doc add', folder, ...documents.map((name) => home.file(`${name}.txt`)));
    await prepare('doc rm', folder, 'restore.txt');
    await prepare('doc seal', folder, 'archived.txt');
  }
  await prepare('user add', 'Vera', '--role', 'employee', '--new-password-file', home.file('first.pw'));
  await prepare('user disable', 'Gerda');
  for (const name of ['nas', 'stick']) mkdirSync(home.file(name));
  await prepare('backup target add', 'stick', '--folder', home.file('stick'));
  await client.call('signOut', session, {});
  // Nobody has signed in since who could have confirmed her.
  const activation = { name: 'Anna', password: firstPassword, newPassword: ownPassword };
  await client.call('userActivate', null, { vault: office.folder, ...activation });
  await client.terminate();
});
afterAll(() => home[Symbol.dispose]());

describe('the table of rights', () => {
  const { columns, rows } = documentedRights();

  test('has every command that somebody signs in for, and we know how to call each', () => {
    expect(columns).toEqual([...Object.keys(userOfColumn), ...Object.keys(refusedAtSignIn)]);
    const inTable = rows.map(({ command }) => command);
    expect([...inTable].sort()).toEqual(Object.keys(argumentsOf).sort());
    const withoutSignIn = [
      ...['init', 'user activate', 'computer request', 'recovery check', 'recover'],
      'drill verify',
      ...['backup status', 'backup list', 'backup verify', 'backup rebuild-index'],
      ...['list', 'request', 'ticket', 'vault', 'doc', 'finish'].map((one) => `restore ${one}`),
    ];
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

  test.each(Object.entries(refusedAtSignIn))(
    '%s: gets one answer, whatever is asked',
    {
      timeout: dose(120_000, 600_000),
    },
    async (column, who) => {
      const copy = copyOffice(office, tempFolder());
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
      const credentials = as(who.name, home.file(`${who.password}.pw`));
      // Each is a sign-in of its own, in a worker of its own.
      const random = seededRandom(seedOfThisRun());
      const tried = Object.entries(argumentsOf).filter(() => random.fraction() < dose(0.07, 1));
      const found: Record<string, number> = {};
      vi.stubEnv('KLUIS_CONFIG_DIR', copy.configFolder);
      try {
        for (const [command, given] of tried) {
          const args = [...command.split(' '), ...filled(given), ...credentials];
          found[command] = await main(args, { terminal, environment, signal: new AbortController().signal });
        }
      } finally {
        vi.unstubAllEnvs();
      }
      const index = columns.indexOf(column);
      const wanted = rows
        .filter(({ command }) => command in found)
        .map(({ command, codes }) => [command, codes[index]]);
      expect(found).toEqual(Object.fromEntries(wanted));
      expect(wanted).toHaveLength(tried.length);
    },
  );

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
  /** Which folders are not there, and of each what may be seen nowhere. */
  const secrets: Readonly<Record<string, RegExp>> = { [marker]: /Jansen|\.txt/, [personnel]: /Personeel|sick-leave/ };
  const hiddenFrom: Readonly<Record<string, readonly string[]>> = {
    Nico: [marker, personnel],
    Iris: [marker, personnel],
    Wim: [personnel],
    Rik: [personnel],
    Manon: [personnel],
  };

  test('is for everybody else as if it were not there: the same answers, name for name, and nothing of it anywhere', async () => {
    const { client, folder, signIn } = officeOfItsOwn();
    const random = seededRandom(seedOfThisRun());
    for (const [name, hidden] of Object.entries(hiddenFrom)) {
      const session = await signIn(name);
      const answer = async (command: string, given?: readonly string[]) =>
        await run(client, session, folder, name, command, given);
      for (const one of hidden) {
        for (const command of ofFolders.filter(() => random.fraction() < dose(0.4, 1))) {
          const [, ...given] = argumentsOf[command] ?? [];
          const there = await answer(command, [one, ...given]);
          const nowhere = await answer(command, ['Nergens', ...given]);
          expect({ name, one, command, ...there }).toEqual({ name, one, command, ...nowhere });
        }
      }
      const seen = [await answer('folder list'), await answer('doc find', ['txt'])];
      const isStranger = hidden.includes(marker);
      for (const { exitCode, json } of seen) {
        expect({ name, exitCode, json }).toEqual({ name, exitCode: 0, json: isStranger ? [] : expect.any(Array) });
        if (!isStranger) expect(json).not.toEqual([]);
      }
      for (const command of ['status', 'check', 'audit verify', 'user list', 'computer list']) {
        seen.push(await answer(command));
      }
      for (const one of hidden) expect(`${name}: ${JSON.stringify(seen)}`).not.toMatch(secrets[one] ?? /./);
      await client.call('signOut', session, {});
    }
  });
});

test('a personnel folder is for office managers, and there are rights that nobody can have', async () => {
  const { client, session, folder } = await signedIn(officerName);
  const grant = async (given: string, to: string) =>
    (await run(client, session, folder, officerName, 'folder grant', [given, to, '--rights', 'write'])).exitCode;
  expect({
    'an office manager gets a personnel folder': await grant(personnel, 'Manon'),
    'an employee gets none': await grant(personnel, 'Wim'),
    'an IT administrator gets no folder': await grant(marker, 'Iris'),
    'the Privacy Officer has every folder': await grant(marker, officerName),
    'the Privacy Officer cannot be disabled': (
      await run(client, session, folder, officerName, 'user disable', [officerName])
    ).exitCode,
  }).toEqual({
    'an office manager gets a personnel folder': 0,
    'an employee gets none': 2,
    'an IT administrator gets no folder': 2,
    'the Privacy Officer has every folder': 2,
    'the Privacy Officer cannot be disabled': 2,
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
  const random = seededRandom(seedOfThisRun());
  for (const [args, expected] of sample.filter(() => random.fraction() < dose(0.5, 1))) {
    const { exitCode } = await kluis.run(args, { environment });
    expect({ args, exitCode }).toEqual({ args, exitCode: expected });
  }
});
