import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { as, KluisHome } from '../../support/kluis.ts';
import { openTempFolder } from '../../support/temp-folder.ts';
import { createTestVault, officerPassphrase } from '../../support/test-vault.ts';

const first = 'Welkom-op-dag-17';
const own = 'Zeven-ganzen-9-vlogen';
const kluis = new KluisHome(openTempFolder());
const { home } = kluis;
const petra = as('Petra', kluis.passwordFile('petra', officerPassphrase));
const handedOver = ['--new-password-file', kluis.passwordFile('first', first)];
const sanne = as('Sanne', kluis.passwordFile('sanne', own));

async function done(...args: string[]): Promise<void> {
  expect(await kluis.run(args)).toMatchObject({ exitCode: 0 });
}

beforeAll(async () => {
  // Not by `init`: there are many sign-ins to come, each at the cost that the vault was made with.
  const { officer } = await createTestVault({ office: 'Kantoor', officerName: 'Petra' }, home);
  await closeVault(officer);
  await done('folder', 'create', 'Jansen', ...petra);
  await done('folder', 'create', 'Anna', '--kind', 'personnel', ...petra);
  for (const name of ['Sanne', 'Bram']) await done('user', 'add', name, '--role', 'employee', ...handedOver, ...petra);
  await done('user', 'add', 'Ivo', '--role', 'it-admin', ...handedOver, ...petra);
  const activation = ['--new-password-file', kluis.passwordFile('own', own)];
  await done('user', 'activate', ...as('Sanne', kluis.passwordFile('once', first)), ...activation);
  await done('folder', 'grant', 'Jansen', 'Sanne', '--rights', 'write', ...petra);
  for (const name of ['a.txt', 'b.txt']) writeFileSync(home.file(name), name);
  writeFileSync(home.file('empty.txt'), '');
  mkdirSync(home.file('sub'));
  await done('doc', 'add', 'Jansen', 'a.txt', 'b.txt', ...petra);
  await done('doc', 'rm', 'Jansen', 'a.txt', ...petra);
  await done('doc', 'rename', 'Jansen', 'b.txt', 'a.txt', ...petra);
  await done('user', 'disable', 'Ivo', ...petra);
}, 120_000);

test.each([
  [2, 'empty', 'TEXT is empty', ['doc', 'find', '']],
  [2, 'empty', '--text-file is empty', ['note', 'add', 'Jansen', '--text-file', 'empty.txt']],
  [2, 'empty', 'NAME is empty', ['doc', 'rename', 'Jansen', 'a.txt', '']],
  [2, 'too-long', 'NAME is too long', ['folder', 'create', 'x'.repeat(300)]],
  [2, 'control-characters', 'line break or control character', ['folder', 'create', 'a\u0007b']],
  [2, 'control-characters', 'line break or control character', ['folder', 'create', 'a\u202eb']],
  [2, 'not-a-document-name', 'between its slashes', ['doc', 'rename', 'Jansen', 'a.txt', 'a//b']],
  [2, 'not-a-request', 'This file is not a request', ['computer', 'approve', 'a.txt', '--fingerprint', 'AAAA']],
  [2, 'computer-has-place', 'has a place already', ['computer', 'request', '--out', 'request']],
  [2, 'privacy-officer-herself', 'kluis recover', ['user', 'disable', 'Petra']],
  [2, 'privacy-officer-herself', 'kluis recover', ['user', 'reset', 'petra', ...handedOver]],
  [
    2,
    'privacy-officer-has-every-folder',
    'every folder, always',
    ['folder', 'grant', 'Jansen', 'Petra', '--rights', 'read'],
  ],
  [2, 'personnel-folder', 'office manager only', ['folder', 'grant', 'Anna', 'Sanne', '--rights', 'read']],
  [
    2,
    'end-passed',
    '"2020-02-01" has passed',
    ['folder', 'grant', 'Jansen', 'Sanne', '--rights', 'read', '--until', '2020-02-01'],
  ],
  [2, 'out-is-folder', '"sub" is a folder', ['doc', 'get', 'Jansen', 'a.txt', '--out', 'sub']],
  [2, 'out-in-vault', 'lies in the vault', ['doc', 'get', 'Jansen', 'a.txt', '--out', 'vault/x']],
  [2, 'reason-missing', 'Give --reason TEXT', ['doc', 'rm', 'Jansen', 'a.txt', '--definitive']],
  [2, 'same-folder', 'that folder already', ['doc', 'move', 'Jansen', 'a.txt', 'Jansen']],
  [2, 'nothing-to-accept', 'nothing to accept', ['audit', 'accept', '--reason', 'x']],
  [2, 'document-in-the-way', 'kluis doc rename', ['doc', 'restore', 'Jansen', 'a.txt']],
  [6, 'folder', 'No folder "Nope"', ['doc', 'list', 'Nope']],
  [6, 'folder', 'No folder "Nope"', ['doc', 'move', 'Jansen', 'a.txt', 'Nope']],
  [6, 'user', 'No user "Nobody"', ['user', 'disable', 'Nobody']],
  [6, 'user-disabled', '"Ivo" is disabled already', ['user', 'disable', 'Ivo']],
  [6, 'grant', '"Bram" has no access', ['folder', 'revoke', 'Jansen', 'Bram']],
  [6, 'document', 'No document "zz"', ['doc', 'seal', 'Jansen', 'a.txt', 'zz']],
  [
    6,
    'archived-document',
    'No document "a.txt" in the archive',
    ['archive', 'return', 'Jansen', 'a.txt', '--reason', 'x'],
  ],
  [6, 'version', 'No version 9', ['doc', 'get', 'Jansen', 'a.txt', '--version', '9', '--out', 'out']],
] as const)('exit code %i, %s: %s', async (exitCode, reason, said, args) => {
  const ended = await kluis.json([...args, ...petra]);
  expect(ended).toMatchObject({ exitCode, value: { error: { details: { reason } } } });
  const { message } = Object(ended.value).error;
  expect(message).toContain(said);
  expect(message).not.toMatch(/[{}]/);
});

test('a member has one line for each time that she had the same rights, whatever was written about it between', async () => {
  await done('folder', 'create', 'Smit', ...petra);
  for (const last of ['2090-12-31', '2091-12-31']) {
    await done('folder', 'grant', 'Smit', 'Bram', '--rights', 'read', '--until', last, ...petra);
  }
  const entries = await kluis.json(['folder', 'members', 'Smit', ...petra]);
  const ofBram = Object.values(Object(entries.value)).filter((one) => Object(one).name === 'Bram');
  expect(ofBram.length).toBe(2);
  const { stdout } = await kluis.run(['folder', 'members', 'Smit', ...petra]);
  const lines = stdout.split('\n').filter((line) => line.startsWith('Bram'));
  expect(lines).toEqual([expect.stringContaining('2091-12-31')]);
});

test('a file that is there is named, and a reason that nobody would keep refused', async () => {
  const there = await kluis.run(['doc', 'get', 'Jansen', 'a.txt', '--out', 'a.txt', ...petra]);
  expect(there).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('The file a.txt is there already') });
  const binned = await kluis.run(['doc', 'rm', 'Jansen', 'a.txt', '--reason', 'x', ...petra]);
  expect(binned).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('only with --definitive') });
});

test('verification characters that differ are told as what they may mean', async () => {
  const elsewhere = { KLUIS_CONFIG_DIR: home.file('config-of-the-desk') };
  const keychain = ['--keychain', 'file'];
  const asked = await kluis.run(['computer', 'request', '--out', 'desk', ...keychain], { environment: elsewhere });
  expect(asked).toMatchObject({ exitCode: 0 });
  const differing = await kluis.run(['computer', 'approve', 'desk', '--fingerprint', 'AAAA', ...petra]);
  expect(differing).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('The verification characters differ.'),
  });
  const words = /[0-9A-Z]{4}(-[0-9A-Z]{4}){5}/.exec(asked.stdout)?.[0] ?? '';
  const approve = ['computer', 'approve', 'desk', '--fingerprint', words, ...petra];
  expect(await kluis.run(approve)).toMatchObject({ exitCode: 0 });
  expect(await kluis.run(approve)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('approved already') });
});

test('an activation says what is wrong with it', async () => {
  const bram = as('Bram', kluis.passwordFile('bram', first));
  const same = await kluis.run(['user', 'activate', ...bram, ...handedOver]);
  expect(same).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('the one that you have already') });
  const again = await kluis.run(['user', 'activate', ...sanne, ...handedOver]);
  expect(again).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('kluis user passwd') });
});

test('a folder that is not hers and one that does not exist are answered alike', async () => {
  const foreign = await kluis.json(['doc', 'list', 'Anna', ...sanne]);
  const absent = await kluis.json(['doc', 'list', 'Nope', ...sanne]);
  expect(JSON.stringify(foreign).replaceAll('Anna', 'Nope')).toBe(JSON.stringify(absent));
});

test('members and grants show the last day, and what has ended as ended', async () => {
  const grant = ['folder', 'grant', 'Jansen', 'Sanne', '--rights', 'read', '--until', '2099-12-31', ...petra];
  const granted = await kluis.run([...grant, '--lang', 'nl']);
  expect(granted.stdout).toBe('Sanne heeft toegang tot "Jansen": lezen, tot en met 31-12-2099.\n');
  const { stdout } = await kluis.run(['folder', 'members', 'Jansen', ...petra]);
  expect(stdout).toMatch(/^Sanne +write .* ended \d{4}-/m);
  expect(stdout).toMatch(/^Sanne +read .* until and including 2099-12-31$/m);
});

test('a file that was not taken in for its name is told so', async () => {
  writeFileSync(home.file('odd\nname.txt'), 'x');
  const { exitCode, stdout } = await kluis.run(['doc', 'add', 'Jansen', 'odd\nname.txt', 'nosuch', ...petra]);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/odd\\x0aname\.txt +failed +its name contains a line break or control character/);
  expect(stdout).toMatch(/nosuch +failed +there is no such file/);
});

test.each([
  ['nosuch', 'There is no file nosuch'],
  ['sub', 'sub is a folder'],
  ['empty.txt', 'The file empty.txt (for --password-file) has nothing on its first line'],
])('a password file %s is named as it was typed', async (file, said) => {
  const { exitCode, stderr } = await kluis.run(['user', 'list', '--user', 'Petra', '--password-file', file]);
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(said) });
});

test('who calls no command gets the list of commands, of the group that was meant', async () => {
  const alone = await kluis.run([]);
  expect(alone).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('recovery check') });
  const group = await kluis.run(['folder', 'lst']);
  expect(group.stderr).toContain('folder list');
  expect(group.stderr).not.toContain('doc list');
  expect(await kluis.run(['help'])).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('kluis --version') });
  expect(await kluis.json(['doc', 'add', '--help'])).toMatchObject({
    exitCode: 0,
    value: { help: expect.stringContaining('kluis doc add FOLDER PATH…') },
  });
  expect((await kluis.run(['doc', 'add', '--help', '--lang', 'nl'])).stdout).toContain('kluis doc add DOSSIER PAD…');
  expect(await kluis.json(['--version'])).toMatchObject({ exitCode: 0, value: { version: expect.any(String) } });
});

test('a damaged document is named as it was asked for, and the Privacy Officer is not sent to herself', async () => {
  const objects = home.file('vault/objects');
  for (const name of readdirSync(objects, { recursive: true, encoding: 'utf8' }).filter((one) => one.length > 60)) {
    const bytes = readFileSync(`${objects}/${name}`);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(`${objects}/${name}`, bytes);
  }
  const get = ['doc', 'get', 'Jansen', 'a.txt', '--out', 'out'];
  const { exitCode, stderr } = await kluis.run([...get, ...petra]);
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 5, stderr: expect.stringContaining('The document "a.txt"') });
  expect(stderr).toContain('restore the vault from a backup');
  expect(stderr).not.toContain('Privacy Officer');
  expect((await kluis.run([...get, ...sanne])).stderr).toContain('call the Privacy Officer');
  const checked = await kluis.run(['check', '--lang', 'nl', ...petra]);
  expect(checked).toMatchObject({ exitCode: 5, stdout: expect.stringMatching(/a\.txt +de inhoud van een document/) });
});
