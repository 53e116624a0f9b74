import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { main } from '../../../src-main/cli/main.ts';
import { languages } from '../../../src-main/contract/messages/index.ts';
import { revokeFolder } from '../../../src-main/core/access/folder-access.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { activateUser } from '../../../src-main/core/people/activate-user.ts';
import { addUser } from '../../../src-main/core/people/add-user.ts';
import { changeVault } from '../../../src-main/core/vault/change.ts';
import { firstPassword, folderFor, type Office, ownPassword, sharedOffice, writeNote } from '../../support/office.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { officerName, officerPassphrase } from '../../support/test-vault.ts';

const freshOffice = sharedOffice({ Anna: 'employee' });
const { en } = languages;

/** Runs a command in this process, from its sources; `onErr` sees what is written to standard error when it is. */
async function run(
  { folder }: Pick<Office, 'folder'>,
  configFolder: string,
  args: readonly string[],
  onErr: (text: string) => void = () => undefined,
): Promise<{ exitCode: number; out: string; err: string }> {
  vi.stubEnv('KLUIS_CONFIG_DIR', configFolder);
  const said = { out: '', err: '' };
  const terminal = {
    out: (text: string) => {
      said.out += text;
    },
    err: (text: string) => {
      said.err += text;
      onErr(text);
    },
    width: null,
    interactive: true,
    ask: async (question: string) => {
      said.err += question;
      return officerPassphrase;
    },
    progress: () => undefined,
  };
  const environment = { LANG: 'en_GB.UTF-8', KLUIS_VAULT: folder, KLUIS_USER: officerName };
  try {
    const exitCode = await main(args, { terminal, environment, signal: new AbortController().signal });
    return { exitCode, ...said };
  } finally {
    vi.unstubAllEnvs();
  }
}

test('work that a sign-in could not finish is told with the step and why', async () => {
  const office = freshOffice();
  const copy = 'vault.db.before-1-2026-01-01';
  mkdirSync(join(office.folder, copy, 'not-a-copy'), { recursive: true });
  await office.asOfficer(({ db }) => db.run('INSERT OR REPLACE INTO copies VALUES (?, 0, 1)', copy));
  const { exitCode, err } = await run(office, office.configFolder, ['user', 'list']);
  const [, told = ''] = err.split(`${en.warnings['work-unfinished']}\n`);
  expect(told).toMatch(new RegExp(`^ {2}${en.maintenanceSteps['expire-copies']}: `));
  expect(exitCode).toBe(0);
});

test('a vault that somebody has open answers with exit code 8, and says on which computer and not who', async () => {
  const office = freshOffice();
  await office.as('Anna', async () => {
    const { exitCode, out, err } = await run(office, office.configFolder, ['folder', 'list', '--json']);
    const { host } = office.env.machine;
    const details = { computer: host, since: expect.any(Number) };
    const error = { code: 'vault-in-use', message: expect.stringContaining(host), details };
    expect({ exitCode, said: JSON.parse(out) }).toEqual({ exitCode: 8, said: { error } });
    expect(`${out}${err}`).not.toContain('Anna');
  });
});

test('audit verify ends with exit code 5 and names the entry where the chain breaks', async () => {
  const office = freshOffice();
  // Entries enough for a checkpoint at the next sign-in: behind it only a verification from the first entry looks.
  await office.asOfficer(async (officer) => {
    const id = await folderFor(officer, 'Jansen', {});
    for (let number = 0; number < 66; number += 1) writeNote(officer, id, `number ${number}`);
  });
  await office.asOfficer(() => undefined);
  await office.asOfficer((officer) => {
    officer.db.run('UPDATE audit SET at = at + 1 WHERE position = 3');
  });
  const { exitCode, out } = await run(office, office.configFolder, ['audit', 'verify', '--json']);
  expect(exitCode).toBe(5);
  expect(JSON.parse(out)).toMatchObject({
    findings: expect.arrayContaining([expect.objectContaining({ position: 3, problem: 'chain-broken' })]),
  });
});

test('a session that could not be ended as it should is told of, and what it gave back stands', async () => {
  const office = freshOffice();
  const keychain = `${office.configFolder}/keychain`;
  expect(existsSync(keychain)).toBe(true);
  // A keychain that answers at the sign-in and refuses at the sign-out.
  const refuse = () => chmodSync(keychain, 0o755);
  const { exitCode, out, err } = await run(office, office.configFolder, ['user', 'list', '--json'], refuse);
  chmodSync(keychain, 0o700);
  expect(exitCode).toBe(0);
  expect(JSON.parse(out)).toHaveLength(2);
  expect(err).toContain(en.results['sign-out-failed'].replace('{message}', ''));
  // The vault is let go all the same.
  const again = await run(office, office.configFolder, ['user', 'list']);
  expect(again).toMatchObject({ exitCode: 0, err: expect.not.stringContaining('could not be ended') });
});

test('the request of a computer is a new file for this account alone, and never takes the place of another', async () => {
  const office = freshOffice();
  const home = tempFolder();
  const config = home.file('config');
  const ask = ['computer', 'request', '--keychain', 'file', '--out', home.file('request'), '--json'];
  const asked = await run(office, config, ask);
  expect(asked).toMatchObject({ exitCode: 0, err: '' });
  expect(JSON.parse(asked.out)).toMatchObject({ file: home.file('request'), fingerprint: expect.any(String) });
  expect(statSync(home.file('request')).mode & 0o777).toBe(0o600);
  const request = readFileSync(home.file('request'), 'utf8');
  const again = await run(office, config, ask);
  expect(again.exitCode).toBe(2);
  expect(JSON.parse(again.out)).toMatchObject({ error: { code: 'file-exists' } });
  expect(readFileSync(home.file('request'), 'utf8')).toBe(request);
  expect(readdirSync(home.path).sort()).toEqual(['config', 'request']);
  const elsewhere = ask.with(5, '/proc/request');
  const refused = await run(office, config, elsewhere);
  expect(JSON.parse(refused.out).error.code).not.toBe('folder-read-only');
});

describe('a keychain that does not answer', () => {
  const advice = 'or repeat the command with --keychain file';

  test('leaves no choice behind, so that the request can be made with another one', async () => {
    const office = freshOffice();
    const home = tempFolder();
    const config = home.file('config');
    vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', `unix:path=${home.file('no-bus')}`);
    const ask = ['computer', 'request', '--out', home.file('request')];
    const refused = await run(office, config, ask);
    expect(refused).toMatchObject({ exitCode: 1, out: '', err: expect.stringContaining(advice) });
    expect(readdirSync(home.path)).toEqual([]);
    // As a version before this one left it.
    const { vault } = JSON.parse(readFileSync(`${office.folder}/vault.json`, 'utf8'));
    mkdirSync(config, { mode: 0o700 });
    writeFileSync(`${config}/settings.json`, JSON.stringify({ vaults: { [vault]: { keychain: 'os' } } }));
    vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', `unix:path=${home.file('no-bus')}`);
    expect(await run(office, config, [...ask, '--keychain', 'file'])).toMatchObject({ exitCode: 0, err: '' });
    expect(readFileSync(`${config}/settings.json`, 'utf8')).toContain('"file"');
  });

  test('leaves none behind when access is recovered either', async () => {
    const office = freshOffice();
    const home = tempFolder();
    writeFileSync(home.file('kit'), office.kit, { mode: 0o600 });
    writeFileSync(home.file('new'), 'Zonnebloem-krant-fietspad-93-lantaarn', { mode: 0o600 });
    const recover = ['recover', '--recovery-key-file', home.file('kit'), '--new-password-file', home.file('new')];
    vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', `unix:path=${home.file('no-bus')}`);
    const refused = await run(office, home.file('config'), recover);
    expect(refused).toMatchObject({ exitCode: 1, out: '', err: expect.stringContaining(advice) });
    expect(existsSync(home.file('config/settings.json'))).toBe(false);
    expect(await run(office, home.file('config'), [...recover, '--keychain', 'file'])).toMatchObject({ exitCode: 0 });
  });

  test('makes no vault, and what was made on the way is removed', async () => {
    const home = tempFolder();
    const init = ['init', '--office', 'Kantoor', '--po', 'Petra', '--recovery-key-out', home.file('kit')];
    vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', `unix:path=${home.file('no-bus')}`);
    const refused = await run({ folder: home.file('vault') }, home.file('config'), init);
    expect(refused).toMatchObject({ exitCode: 1, out: '', err: expect.stringContaining(advice) });
    expect(readdirSync(home.path)).toEqual([]);
    // A folder of the user's own stays.
    mkdirSync(home.file('vault'));
    vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', `unix:path=${home.file('no-bus')}`);
    await run({ folder: home.file('vault') }, home.file('config'), init);
    expect(readdirSync(home.path)).toEqual(['vault']);
    expect(readdirSync(home.file('vault'))).toEqual([]);
  });
});

test('the Privacy Officer is told whose keys her sign-in confirms, with the verification characters', async () => {
  const office = freshOffice();
  await office.asOfficer((officer) =>
    addUser(officer, { name: 'Sanne', role: 'employee', newPassword: firstPassword }),
  );
  const wanted = { name: 'Sanne', password: firstPassword, newPassword: ownPassword };
  const { fingerprint } = await activateUser(office.env, office.folder, wanted);
  const first = await run(office, office.configFolder, ['folder', 'list', '--json']);
  expect(first).toMatchObject({
    exitCode: 0,
    err: expect.stringContaining(`Verification characters: ${fingerprint}.`),
  });
  expect(first.err).toContain('Sanne has activated');
  expect((await run(office, office.configFolder, ['folder', 'list'])).err).not.toContain('Sanne');
});

test('status tells what it can without a sign-in also when that fails, and why it failed', async () => {
  const office = freshOffice();
  const elsewhere = tempFolder().file('config');
  const shown = await run(office, elsewhere, ['status', '--user', officerName]);
  expect(shown).toMatchObject({ exitCode: 1, out: expect.stringContaining(office.folder) });
  expect(shown.err).toContain(en.errors['keychain-entry-missing'].at(-1));
  const { exitCode, out } = await run(office, elsewhere, ['status', '--user', officerName, '--json']);
  expect(exitCode).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ format: 1, signedIn: null, error: { code: 'keychain-entry-missing' } });
});

test('the passphrase is asked once more for the archive, which is said', async () => {
  const office = freshOffice();
  const { exitCode, err } = await run(office, office.configFolder, ['archive', 'list']);
  expect(exitCode).toBe(0);
  const first = en.prompts.password.replace('{user}', officerName);
  expect(err.indexOf(first)).toBeGreaterThanOrEqual(0);
  expect(err.indexOf(en.prompts['password-for-archive'])).toBeGreaterThan(err.indexOf(first));
  expect(err.split(first)).toHaveLength(2);
});

test('the file of the passphrase is read once more for the archive, as it is then', async () => {
  const office = freshOffice();
  const file = tempFolder().file('password');
  const put = (text: string) => writeFileSync(file, text, { mode: 0o600 });
  put(officerPassphrase);
  const args = ['archive', 'list', '--json', '--password-file', file];
  // The first word comes when the sign-in has succeeded, and so has read the file.
  const { exitCode, out, err } = await run(office, office.configFolder, args, () => put('another one by now'));
  expect({ exitCode, said: JSON.parse(out) }).toMatchObject({
    exitCode: 4,
    said: { error: { code: 'sign-in-failed' } },
  });
  expect(err).toContain(en.warnings['keychain-file']);
});

test('entries that only sealed again are shown with --all alone, and are in the JSON', async () => {
  const office = freshOffice();
  await office.asOfficer(async (officer) => {
    const id = await folderFor(officer, 'Jansen', { Anna: 'write' });
    writeNote(officer, id, 'kept');
    await revokeFolder(officer, id, office.people.get('Anna') ?? '', unwatched);
  });
  const resealed = en.actions['compartment-resealed'];
  const listed = await run(office, office.configFolder, ['audit', 'list']);
  expect(listed.out).not.toContain(resealed);
  expect(listed.out).not.toMatch(/slotHash|slotVersion|\[\]|[0-9a-f]{32}/);
  expect(listed.err).toContain('Not shown are entries that only sealed again: ');
  expect((await run(office, office.configFolder, ['audit', 'list', '--all'])).out).toContain(resealed);
  const { out } = await run(office, office.configFolder, ['audit', 'list', '--json']);
  expect(out).toContain('"compartment-resealed"');
});

test('an entry that says to have sealed again is shown without --all when something is wrong with it', async () => {
  const office = freshOffice();
  const tooDeep = JSON.parse('['.repeat(1000) + ']'.repeat(1000));
  await office.asOfficer((officer) =>
    changeVault(officer, (change) => change.tell('compartment-resealed', { epoch: tooDeep, rows: 1 })),
  );
  const { out } = await run(office, office.configFolder, ['audit', 'list']);
  expect(out).toContain(`${en.actions['compartment-resealed']} (`);
});
