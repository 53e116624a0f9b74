import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { CommandWords } from '../../../src-main/cli/command.ts';
import { leaveMessage } from '../../../src-main/core/spool/leave-message.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { Printed } from '../../support/cli-outputs.ts';
import { documentedError } from '../../support/cli-page.ts';
import { as, KluisHome } from '../../support/kluis.ts';
import { ownPassword } from '../../support/office.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { createTestVault, officerName, officerPassphrase } from '../../support/test-vault.ts';
import { damageSlot, rollBack, troubledOffice } from './troubled-office.ts';

/** Of every tour, for the comparison with the page when they are over. */
const printed = new Printed();

/** Runs commands and remembers what each printed. */
class Tour {
  readonly kluis = new KluisHome();

  async run(words: CommandWords, args: readonly string[], expected = 0, environment: NodeJS.ProcessEnv = {}) {
    const { exitCode, value } = await this.kluis.json([...words.split(' '), ...args], { environment });
    expect({ words, exitCode, value }).toMatchObject({ words, exitCode: expected });
    printed.add(words, value);
    return JSON.parse(JSON.stringify(value));
  }
}

test('a tour of a vault in which nothing goes wrong', async () => {
  const tour = new Tour();
  const { kluis } = tour;
  const { home } = kluis;
  const [file, other] = [['--keychain', 'file'], { KLUIS_CONFIG_DIR: home.file('config-of-another') }];

  await tour.run('init', ['--office', 'Kantoor', '--po', 'Petra', '--recovery-key-out', 'new-kit', ...file]);
  // The tour goes on in a vault whose passwords cost less work to check.
  const { folder: vault, configFolder, officer, env, kit: kitText } = await createTestVault();
  await closeVault(officer);
  Object.assign(kluis.environment, { KLUIS_VAULT: vault, KLUIS_CONFIG_DIR: configFolder });
  writeFileSync(home.file('kit'), kitText);
  const petra = as(officerName, kluis.passwordFile('petra', officerPassphrase));
  const first = ['--new-password-file', kluis.passwordFile('first', 'Eerste-Keer-4711')];
  const ownFile = kluis.passwordFile('sanne', 'Regenjas-47-Tulpveld');
  const sanne = as('Sanne', ownFile);

  await tour.run('status', []);
  await tour.run('user add', ['Sanne', '--role', 'employee', ...first, ...petra]);
  await tour.run('user add', ['Vera', '--role', 'employee', ...first, ...petra]);
  const early = await tour.run('folder list', as('Sanne', home.file('first.pw')), 4);
  expect(early).toMatchObject({ error: { code: 'account-not-activated' } });
  const activated = await tour.run('user activate', [
    ...as('Sanne', home.file('first.pw')),
    '--new-password-file',
    ownFile,
  ]);
  const users = await tour.run('user list', petra);
  expect(users.find(({ name }: { name: string }) => name === 'Sanne').fingerprint).toBe(activated.fingerprint);
  await tour.run('user reset', ['Vera', ...first, ...petra]);

  const asked = await tour.run('computer request', ['--out', 'request', ...file], 0, other);
  await tour.run('computer approve', ['request', '--fingerprint', asked.fingerprint, ...petra]);
  await tour.run('computer list', petra);
  expect(await tour.run('user list', sanne, 0, other)).toHaveLength(3);
  await leaveMessage(env, vault, { type: 'device-result', content: 'a backup was made' });
  expect(await tour.run('inbox list', petra)).toMatchObject([{ name: 'device-result', place: 'inbox' }]);

  const folder = await tour.run('folder create', ['Jansen', ...petra]);
  expect(folder.kind).toBe('client');
  await tour.run('folder create', ['Personeel', '--kind', 'personnel', ...petra]);
  await tour.run('folder rename', [folder.id, 'Jansen Holding', ...petra]);
  await tour.run('folder grant', ['jansen holding', 'sanne', '--rights', 'write', '--until', '2099-12-31', ...petra]);
  await tour.run('folder grant', ['Jansen Holding', 'Vera', '--rights', 'read', ...petra]);
  await tour.run('folder revoke', ['Jansen Holding', 'Vera', ...petra]);
  await tour.run('folder members', ['Jansen Holding', ...petra]);
  expect(await tour.run('folder list', sanne)).toMatchObject([{ name: 'Jansen Holding', rights: 'write' }]);

  writeFileSync(home.file('note.txt'), 'Called.\nWill send them.\n');
  await tour.run('note add', ['Jansen Holding', '--text-file', 'note.txt', ...sanne]);
  expect(await tour.run('note list', ['Jansen Holding', ...petra])).toMatchObject([{ name: 'Called.' }]);

  mkdirSync(home.file('brieven/2027'), { recursive: true });
  symlinkSync('nowhere', home.file('brieven/link'));
  for (const name of ['a.txt', 'b.txt', '2027/c.txt']) writeFileSync(home.file('brieven', name), `content of ${name}`);
  const added = await tour.run('doc add', ['Jansen Holding', 'brieven', 'nosuch', ...sanne], 1);
  expect(added).toMatchObject({ added: 3, skipped: 1, failed: 1 });
  writeFileSync(home.file('brieven/a.txt'), 'another content');
  expect(await tour.run('doc add', ['Jansen Holding', 'brieven', ...sanne])).toMatchObject({
    newVersions: 1,
    unchanged: 2,
  });
  const documents = await tour.run('doc list', ['Jansen Holding', ...sanne]);
  const names = documents.map(({ name }: { name: string }) => name);
  expect(names).toEqual(['brieven/2027/c.txt', 'brieven/a.txt', 'brieven/b.txt']);
  const forPeople = await kluis.run(['doc', 'list', 'Jansen Holding', ...sanne, '--lang', 'nl']);
  expect(forPeople.stdout).toMatch(/^Naam +Grootte +Versie +Gewijzigd +Id$/m);
  expect(forPeople.stdout).toMatch(/^brieven\/a\.txt +15 B +2 +\d\d-\d\d-\d{4} \d\d:\d\d +[0-9a-f]{32}$/m);
  await tour.run('doc versions', ['Jansen Holding', 'brieven/a.txt', ...sanne]);
  await tour.run('doc get', ['Jansen Holding', 'brieven/a.txt', '--version', '1', '--out', 'a-1', ...sanne]);
  expect(readFileSync(home.file('a-1'), 'utf8')).toBe('content of a.txt');
  await tour.run('doc get', ['Jansen Holding', 'brieven/a.txt', '--out', 'a-1', ...sanne], 2);
  await tour.run('doc get', ['Jansen Holding', 'brieven/a.txt', '--out', 'a-1', '--overwrite', ...sanne]);
  expect(readFileSync(home.file('a-1'), 'utf8')).toBe('another content');
  expect(await tour.run('doc find', ['jansen B.TXT', ...sanne])).toHaveLength(1);
  const { id: letter } = documents.at(-1);
  expect(await tour.run('doc rename', [folder.id, letter, 'b.txt', ...sanne])).toEqual({ id: letter, name: 'b.txt' });
  await tour.run('doc rm', ['Jansen Holding', 'b.txt', ...sanne]);
  await tour.run('doc list', ['Jansen Holding', '--bin', ...sanne]);
  await tour.run('doc restore', ['Jansen Holding', 'b.txt', ...sanne]);
  await tour.run('doc rm', ['Jansen Holding', 'b.txt', '--definitive', ...sanne], 2);
  await tour.run('doc rm', ['Jansen Holding', 'b.txt', '--definitive', '--reason', 'asked for', ...sanne]);
  await tour.run('doc move', ['Jansen Holding', 'brieven/2027/c.txt', 'Personeel', ...petra]);
  await tour.run('doc move', ['Personeel', 'brieven/2027/c.txt', 'Jansen Holding', ...petra]);

  await tour.run('doc seal', ['Jansen Holding', 'brieven/a.txt', 'brieven/2027/c.txt', ...sanne]);
  await tour.run('doc get', ['Jansen Holding', 'brieven/a.txt', '--out', 'a-2', ...petra], 6);
  await tour.run('archive list', petra);
  const why = ['--reason', 'question of the tax office'];
  await tour.run('archive open', ['Jansen Holding', 'brieven/a.txt', ...why, '--out', 'a-3', ...petra]);
  expect(readFileSync(home.file('a-3'), 'utf8')).toBe('another content');
  await tour.run('archive return', ['Jansen Holding', 'brieven/a.txt', ...why, ...petra]);
  await tour.run('doc get', ['Jansen Holding', 'brieven/a.txt', '--out', 'a-4', ...sanne]);

  await tour.run('status', petra);
  await tour.run('audit list', petra);
  await tour.run('audit verify', petra);
  await tour.run('audit export', ['--out', 'log.csv', ...petra]);
  await tour.run('audit accept', [...why, ...petra], 2);
  expect(await tour.run('check', petra)).toMatchObject({ findings: [] });

  const changed = kluis.passwordFile('changed', 'Regenjas-48-Tulpveld');
  await tour.run('user passwd', ['--new-password-file', changed, ...sanne]);
  await tour.run('folder list', sanne, 4);
  await tour.run('folder list', as('Sanne', changed));
  await tour.run('user disable', ['Sanne', ...petra]);
  await tour.run('folder list', as('Sanne', changed), 4);
  await tour.run('folder destroy', ['Jansen Holding', '--reason', 'end of the retention period', ...petra]);

  const kit = ['--recovery-key-file', 'kit'];
  expect(await tour.run('recovery check', kit)).toMatchObject({ office: 'Kantoor Testdijk', findings: [] });
  const newPassphrase = kluis.passwordFile('new', 'Kamerplant-lantaarn-38-oever-Wolk');
  await tour.run('recover', [...kit, '--new-password-file', newPassphrase, ...file]);
  await tour.run('folder list', petra, 4);
  const left = await tour.run('status', as(officerName, newPassphrase));
  expect(left.signedIn.pending).toEqual(['rotate-database-key', 'rotate-office-secret']);
}, 600_000);

test('a tour of a vault in which much is wrong', async () => {
  const tour = new Tour();
  const { kluis } = tour;
  const office = await troubledOffice(tempFolder());
  Object.assign(kluis.environment, { KLUIS_VAULT: office.folder, KLUIS_CONFIG_DIR: office.configFolder });
  const petra = as(officerName, kluis.passwordFile('petra', officerPassphrase));
  const sanne = as('Sanne', kluis.passwordFile('sanne', ownPassword));

  expect(await tour.run('folder grant', ['Jansen', 'Sanne', ...petra], 2)).toEqual(documentedError);
  const open = await office.open('Sanne');
  const inUse = await tour.run('status', petra, 8);
  expect(inUse).toMatchObject({ signedIn: null, error: { code: 'vault-in-use' } });
  // Who it is, nobody is told who has not shown who she is.
  expect(inUse.holder).toEqual({ computer: expect.any(String), since: expect.any(Number) });
  await closeVault(open);

  const { copies, warnings, signedIn } = await tour.run('status', sanne, 5);
  const copy = 'vault.db.before-2-2027-01-04';
  expect(copies).toEqual([{ name: copy, bytes: 6 }]);
  expect(warnings).toContainEqual({ warning: 'synced-folder', detail: 'Dropbox' });
  expect(signedIn.copies).toMatchObject([{ name: copy, expired: false }]);
  expect([signedIn.toReseal.length, signedIn.broken.length]).toEqual([1, 1]);

  const { findings } = await tour.run('check', petra, 5);
  expect(findings).toContainEqual(expect.objectContaining({ about: { id: expect.any(String), name: 'brief.txt' } }));
  expect(await tour.run('audit list', petra)).toContainEqual(expect.objectContaining({ problem: 'detail-altered' }));
  const log = await tour.run('audit verify', petra, 5);
  expect(log.findings).toContainEqual({ part: 'audit log 10', position: 10, problem: 'detail-altered' });
  writeFileSync(kluis.home.file('kit'), office.kit);
  expect((await tour.run('recovery check', ['--recovery-key-file', 'kit'], 5)).findings).not.toEqual([]);

  await rollBack(office);
  await tour.run('audit accept', ['--reason', 'restored after a fire', ...petra]);
  damageSlot(office);
  expect(await tour.run('check', petra, 5)).toMatchObject({ error: { code: 'integrity-violated' } });
  rmSync(`${office.folder}/spool/sign-in.json`, { force: true });
  mkdirSync(`${office.folder}/spool/sign-in.json`);
  const newPassphrase = kluis.passwordFile('new', 'Kamerplant-lantaarn-38-oever-Wolk');
  const recovered = await tour.run('recover', ['--recovery-key-file', 'kit', '--new-password-file', newPassphrase]);
  expect([recovered.unfinished, recovered.broken.length]).toEqual([['sign-in-record'], 1]);
}, 120_000);

test('every command was in a tour, and prints what docs/cli.md says', () => {
  // Nobody is signed in whom a document could be named to.
  const alwaysNull = 'recovery check /findings/*/about: null is all that is shown';
  expect(printed.differences()).toEqual([alwaysNull]);
});
