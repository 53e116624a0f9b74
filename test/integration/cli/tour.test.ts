import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { CommandWords } from '../../../src-main/cli/command.ts';
import { leaveMessage } from '../../../src-main/core/spool/leave-message.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { createBackedUp, writerFolderOf } from '../../support/backed-up.ts';
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

  mkdirSync(home.file('nas'));
  await tour.run('backup target add', ['NAS', '--folder', 'nas', ...petra]);
  await tour.run('backup target list', petra);
  await tour.run('backup target test', ['nas', ...petra]);
  await tour.run('backup target set', ['nas', '--accept-medium', ...petra]);
  expect(await tour.run('backup run', petra)).toMatchObject({ runs: [{ outcome: 'made', snapshot: { number: 1 } }] });
  expect(await tour.run('backup run', ['--locked'])).toMatchObject({ runs: [{ snapshot: { state: 'locked' } }] });
  expect(await tour.run('backup verify', ['--sample'])).toMatchObject({ targets: [{ findings: [], error: null }] });
  expect(await tour.run('backup list', ['--target', 'NAS'])).toMatchObject({ targets: [{ snapshots: { length: 2 } }] });
  await tour.run('backup rebuild-index', []);
  expect(await tour.run('backup status', [])).toMatchObject({ targets: [{ name: 'NAS', snapshot: 2, alerts: [] }] });
  const drilling = ['--target', 'nas', '--recovery-key-file', 'kit', '--report'];
  expect(await tour.run('drill', [...drilling, 'drill.docx', ...petra])).toMatchObject({ passed: true, findings: [] });
  const verified = await tour.run('drill verify', ['drill.docx']);
  expect(verified).toMatchObject({ problem: null, signed: { passed: true, snapshot: { number: 2 } } });
  const [told] = await tour
    .run('audit list', ['--limit', '2', ...petra])
    .then((items) => items.filter(({ name }: { name: string }) => name === 'drill-passed'));
  expect(told).toMatchObject({ position: verified.signed.position + 1, facts: { report: verified.sha256 } });
  await tour.run('drill', [...drilling, 'drill.docx', ...petra], 2);
  const [database = ''] = readdirSync(home.file('nas'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /database\/./.test(name),
  );
  const bytes = readFileSync(home.file('nas', database));
  writeFileSync(home.file('nas', database), Buffer.from(bytes).fill((bytes[300] ?? 0) ^ 1, 300, 301));
  const failed = await tour.run('drill', [...drilling, 'failed.docx', ...petra], 5);
  expect(failed).toMatchObject({ passed: false, proved: null, findings: [{ problem: 'altered' }] });
  const otherReport = ['drill.docx', '--signature', 'failed.docx.sig'];
  expect(await tour.run('drill verify', otherReport, 5)).toMatchObject({ problem: 'report', signed: null });
  const byKit = ['failed.docx', '--recovery-key-file', 'kit'];
  expect(await tour.run('drill verify', byKit)).toMatchObject({ signed: { passed: false } });
  await tour.run('backup target remove', ['NAS', ...petra]);

  const revoked = await tour.run('computer revoke', [asked.id, ...petra]);
  expect(revoked).toMatchObject({ id: asked.id, renew: [{ name: 'Sanne' }], rotated: true });
  await tour.run('folder list', sanne, 1, other);
  expect(await tour.run('key rotate', petra)).toEqual({ people: 3, computers: 1 });

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
  expect(left.signedIn.pending).toEqual([]);
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
  for (const name of ['nas', 'stick']) {
    mkdirSync(kluis.home.file(name));
    await tour.run('backup target add', [name, '--folder', name, ...petra]);
  }
  writeFileSync(kluis.home.file('stick/.dossierkluis-target'), `${'0'.repeat(32)}\n`);
  const { runs } = await tour.run('backup run', petra, 7);
  expect(runs).toMatchObject([{ damaged: { length: 1 } }, { error: { details: { reason: 'other-medium' } } }]);
  const [snapshot = ''] = readdirSync(kluis.home.file('nas'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /snapshots\/./.test(name),
  );
  expect(await tour.run('backup verify', [], 7)).toMatchObject({ targets: [{ findings: [] }, { findings: [] }] });
  writeFileSync(kluis.home.file(`nas/${snapshot}`), 'something else');
  const finding = expect.objectContaining({ part: expect.stringContaining('/snapshots/0000000001-') });
  const altered = { targets: [{ findings: expect.arrayContaining([finding]) }, {}] };
  expect(await tour.run('backup verify', [], 5)).toMatchObject(altered);
  expect(await tour.run('backup list', [], 5)).toMatchObject(altered);
  expect((await tour.run('backup rebuild-index', [], 7)).targets).toMatchObject([{ before: 1, now: null }, {}]);
  expect((await tour.run('backup status', [])).targets[1]).toMatchObject({ alerts: ['never'] });

  const nas = ['--target', 'nas', ...petra];
  const names = () => readdirSync(kluis.home.file('nas'), { recursive: true, encoding: 'utf8' });
  const before = new Set(names());
  for (const number of [1, 2]) {
    expect(await tour.run('backup run', nas, 5)).toMatchObject({ runs: [{ snapshot: { number } }] });
  }
  const first = names().find((name) => /snapshots\/0000000001-/.test(name) && !before.has(name)) ?? '';
  rmSync(kluis.home.file(`nas/${first}`));
  const { targets } = await tour.run('backup prune', petra, 5);
  const base = { kind: 'base', first: 2, last: 2 };
  expect(targets).toMatchObject([
    { pruned: { faults: [{ kind: 'missing', first: 1, last: 1 }, base], upTo: 2 } },
    { error: {} },
  ]);
  expect(await tour.run('backup acknowledge', [...nas, '--up-to', '3'], 2)).toMatchObject({ error: {} });
  expect(await tour.run('backup acknowledge', [...nas, '--up-to', '1'], 5)).toMatchObject({ faults: [base] });
  expect(await tour.run('backup acknowledge', [...nas, '--up-to', '2'])).toMatchObject({ faults: [] });
  const pruned = await tour.run('backup prune', nas);
  expect(pruned.targets).toMatchObject([{ pruned: { faults: [], snapshots: [{ number: 2, because: 'last' }] } }]);
  const preview = await tour.run('backup prune', ['--preview', ...nas]);
  expect(preview.targets[0].pruned.waiting).toMatchObject(pruned.targets[0].pruned.listed);

  writeFileSync(kluis.home.file('kit'), office.kit);
  expect((await tour.run('recovery check', ['--recovery-key-file', 'kit'], 5)).findings).not.toEqual([]);

  await rollBack(office);
  await tour.run('audit accept', ['--reason', 'restored after a fire', ...petra]);
  damageSlot(office);
  expect(await tour.run('check', petra, 5)).toMatchObject({ error: { code: 'integrity-violated' } });
  rmSync(`${office.folder}/spool/sign-in.json`, { force: true });
  mkdirSync(`${office.folder}/spool/sign-in.json`);
  // Where the next recovery.age would be written.
  mkdirSync(`${office.folder}/recovery.age.next`);
  const newPassphrase = kluis.passwordFile('new', 'Kamerplant-lantaarn-38-oever-Wolk');
  const recovered = await tour.run('recover', ['--recovery-key-file', 'kit', '--new-password-file', newPassphrase]);
  expect([recovered.unfinished, recovered.broken.length]).toEqual([['sign-in-record'], 1]);
  expect(recovered.pending).toEqual(['rotate-database-key', 'rotate-office-secret']);
  rmSync(`${office.folder}/spool/sign-in.json`, { recursive: true });
  const left = await tour.run('status', as(officerName, newPassphrase), 5);
  expect(left.signedIn.pending).toEqual(recovered.pending);
}, 120_000);

test('a tour of restores, on a computer that knows no vault and in the place of the one that is there', async () => {
  const tour = new Tour();
  const { kluis } = tour;
  const { home } = kluis;
  const office = await createBackedUp(tempFolder());
  writeFileSync(home.file('kit'), office.kit);
  writeFileSync(`${writerFolderOf(office.place)}/snapshots/odd`, 'of somebody else');
  const own = { ...kluis.environment, KLUIS_CONFIG_DIR: `${office.home.path}/config`, KLUIS_VAULT: office.folder };
  delete kluis.environment.KLUIS_VAULT;
  const [from, kit] = [
    ['--folder', office.place],
    ['--recovery-key-file', 'kit'],
  ];
  expect(await tour.run('restore list', from, 2)).toMatchObject({ error: { details: { reason: 'no-such-root' } } });
  const listed = await tour.run('restore list', [...from, ...kit]);
  expect(listed.writers[0].snapshots.map(({ number }: { number: number }) => number)).toEqual([4, 3, 2, 1]);
  expect(await tour.run('restore verify', [...from, ...kit])).toMatchObject({
    snapshots: 4,
    findings: [{ problem: 'unknown-file' }],
  });

  const asked = await tour.run('restore request', ['--out', 'request', '--keychain', 'file']);
  const wanted = ['--request', 'request', '--snapshot', '3', '--out', 'ticket', ...kit, ...from];
  await tour.run('restore ticket', [...wanted, '--fingerprint', 'ABCD'], 2);
  // By the clock of the computer that made them these backups are of tomorrow, which is told.
  const made = await tour.run('restore ticket', [...wanted, '--fingerprint', asked.fingerprint], 5);
  expect(made.findings.map(({ problem }: { problem: string }) => problem)).toEqual(['unknown-file', 'clock-went-back']);
  const byTicket = ['--ticket', 'ticket', '--to', 'restored', ...from];
  expect(await tour.run('restore vault', byTicket, 5)).toMatchObject({ restored: null, isAcceptable: true });
  expect(await tour.run('restore vault', [...byTicket, '--accept-findings'])).toMatchObject({
    restored: { documents: 8, setAside: null },
  });

  const names = readdirSync(writerFolderOf(office.place), { recursive: true, encoding: 'utf8' });
  const object = `${writerFolderOf(office.place)}/${names.find((name) => /^objects\/..\/[0-9a-f]{64}$/.test(name))}`;
  const bytes = readFileSync(object);
  writeFileSync(object, Buffer.from(bytes).fill((bytes[20] ?? 0) ^ 1, 20, 21));
  const back = ['Jansen', '--snapshot', '4', '--to', 'back', ...kit, ...from];
  expect(await tour.run('restore doc', back, 5)).toMatchObject({ documents: { length: 8 }, failed: { length: 1 } });
  writeFileSync(object, bytes);

  const inPlace = ['--in-place', '--snapshot', '3', '--accept-findings', ...kit, ...from];
  const { restored } = await tour.run('restore vault', inPlace, 0, own);
  expect(restored.setAside).toMatch(/^vault\.set-aside-/);
  const petra = as(officerName, kluis.passwordFile('petra', officerPassphrase));
  for (const [command, args] of [
    ['user list', petra],
    ['recover', [...kit, '--new-password-file', home.file('petra.pw')]],
  ] as const) {
    expect(await tour.run(command, args, 1, own)).toMatchObject({ error: { code: 'vault-restored' } });
  }
  const status = await kluis.json(['status', '--vault', office.folder]);
  expect(JSON.stringify(status.value)).toContain('"warning":"vault-restored"');
  const vault = ['--vault', office.folder];
  const renewed = ['--new-password-file', kluis.passwordFile('new', 'Kelvu-porat-simen-hadok-4')];
  const finishing = [...vault, ...kit, ...renewed, '--keychain', 'file', ...from];
  const finished = await tour.run('restore finish', finishing);
  expect(finished).toMatchObject({ from: 'backups', struckOff: { length: 1 }, broken: [] });
  const signedIn = as(officerName, home.file('new.pw'));
  expect(await kluis.json(['check', ...vault, ...signedIn])).toMatchObject({ exitCode: 0, value: { findings: [] } });
}, 120_000);

test('every command was in a tour, and prints what docs/cli.md says', () => {
  // Nobody is signed in whom a document could be named to.
  const alwaysNull = ['recovery check', 'restore list', 'restore verify', 'restore ticket', 'restore vault'].map(
    (words) => `${words} /findings/*/about: null is all that is shown`,
  );
  // As `recover` has them, of which there was one.
  const asRecovered = ['broken', 'pending'].map(
    (key) => `restore finish /${key}/*: string is shown and was never printed`,
  );
  // What goes on is known by the program that makes the backups alone, which a command is not.
  const knownElsewhere = [
    'backup status /targets/*/activities: list is all that is shown',
    'backup status /targets/*/changedAt: null is all that is shown',
    ...['at: number', 'failed: null', 'heldBy: string'].map(
      (what) =>
        `backup status /targets/*/pruning/${what} is ${what === 'failed: null' ? 'all that is shown' : 'shown and was never printed'}`,
    ),
  ];
  // The page has it where it tells of restores.
  const ofRestored = ['status /restored: null is all that is shown'];
  expect(printed.differences().sort()).toEqual(
    [...knownElsewhere, ...ofRestored, ...alwaysNull, ...asRecovered].sort(),
  );
});
