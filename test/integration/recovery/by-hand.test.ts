import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { revokeFolder } from '../../../src-main/core/access/folder-access.ts';
import { sealDocuments } from '../../../src-main/core/archive/seal-documents.ts';
import { checkVault } from '../../../src-main/core/check/check-vault.ts';
import { importDocuments } from '../../../src-main/core/documents/import-documents.ts';
import { signedReport } from '../../../src-main/core/drill/record-drill.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import { createBackedUp } from '../../support/backed-up.ts';
import { createOffice, folderFor, writeNote } from '../../support/office.ts';
import { seededRandom, seedOfThisRun } from '../../support/seed.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { officerName, officerPassphrase } from '../../support/test-vault.ts';
import { describeWithTools, type ToolName, tool } from '../../support/tools.ts';
import { treeDigest } from '../../support/tree-digest.ts';

const page = readFileSync('docs/recovery-by-hand.md', 'utf8');
const random = seededRandom(seedOfThisRun());
const note = 'telefonisch gesproken; "ja", zei ze, en €';

const [reading = '', restoring = '', verifying = ''] = page.split(/^(?=## (?:10|11)\. )/m);
/** The commands of a part of the page, in its order and as they stand. */
const commandsOf = (text: string) => [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block).join('\n');

/** A folder with the tools that the page names, and nothing else but what a bare Debian has. */
function toolFolder(): string {
  const folder = tempFolder().file('bin');
  mkdirSync(folder);
  const tools: Record<string, ToolName> = { age: 'age', sqlcipher: 'sqlcipher' };
  for (const [name, wanted] of Object.entries(tools)) symlinkSync(tool(wanted), join(folder, name));
  return folder;
}

function followPage(variables: Record<string, string>, part = reading) {
  const environment = { PATH: `${toolFolder()}:/usr/bin:/bin`, LC_ALL: 'C.UTF-8', ...variables };
  return spawnSync('sh', ['-eu'], { input: commandsOf(part), env: environment, encoding: 'utf8' });
}

const records = (path: string): { type: string; id: string; signature: string; body: Record<string, unknown> }[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describeWithTools(['age', 'sqlcipher', 'python3-nacl'], `the page (KLUIS_SEED=${random.seed})`, () => {
  test('gives back every document byte for byte, and names and notes, with nothing of ours but the published script', async () => {
    const office = await createOffice({ Els: 'employee', Ria: 'employee' });
    const source = tempFolder();
    const contents = {
      'brief.txt': Buffer.from('een brief\n'),
      'leeg.txt': Buffer.alloc(0),
      'Überraschung/foto 1.bin': Buffer.from(random.bytes(200_000)),
    };
    for (const [name, bytes] of Object.entries(contents)) {
      mkdirSync(join(source.file(name), '..'), { recursive: true });
      writeFileSync(source.file(name), bytes);
    }
    const archived = Buffer.from(random.bytes(70_000));
    writeFileSync(source.file('oud.pdf'), archived);
    const officer = await office.open('Petra de Privacy');
    const folder = await folderFor(officer, 'Familie Jansen', { Els: 'write', Ria: 'read' });
    const other = await folderFor(officer, 'De Boer', {});
    await importDocuments(
      officer,
      folder,
      readdirSync(source.path).map((name) => source.file(name)),
      unwatched,
    );
    writeNote(officer, folder, note);
    await sealDocuments(officer, folder, ['oud.pdf'], unwatched);
    const ria = office.people.get('Ria') ?? '';
    await revokeFolder(officer, folder, ria, unwatched);
    // What comes after the change of keys, and is still in the write-ahead log.
    writeFileSync(source.file('brief.txt'), 'een tweede brief\n');
    await importDocuments(officer, folder, [source.file('brief.txt')], unwatched);

    // As a process that was killed leaves it.
    const home = tempFolder();
    spawnSync('cp', ['-a', office.folder, home.file('vault')]);
    await closeVault(officer);
    expect(existsSync(home.file('vault/vault.db-wal'))).toBe(true);
    writeFileSync(home.file('kit.txt'), office.kit);
    mkdirSync(home.file('work'));
    const before = treeDigest(home.file('vault'));
    // Relative, as one types it: the page makes them absolute before it works elsewhere.
    const script = 'scripts/open-record.py';
    const variables = { VAULT: home.file('vault'), KIT: home.file('kit.txt'), WORK: home.file('work'), SCRIPT: script };
    const { status, stderr, stdout } = followPage(variables);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('ok\n');
    expect(treeDigest(home.file('vault'))).toEqual(before);

    const found = records(home.file(`work/documents/${folder}.records.jsonl`));
    expect(found.filter(({ type }) => type === 'folder')).toMatchObject([{ body: { name: 'Familie Jansen' } }]);
    expect(records(home.file(`work/documents/${other}.records.jsonl`))).toContainEqual(
      expect.objectContaining({ type: 'folder', body: expect.objectContaining({ name: 'De Boer' }) }),
    );
    expect(found.filter(({ type }) => type === 'note')).toMatchObject([{ body: { text: note } }]);
    expect(found.every(({ signature }) => signature === 'valid')).toBe(true);
    const documents = found.filter(({ type }) => type === 'document');
    const written: Record<string, Buffer> = {};
    for (const { body } of documents) {
      const versions = body.versions as string[];
      const newest = versions.at(-1) ?? '';
      written[String(body.name)] = readFileSync(home.file('work/documents', folder, newest));
      if (body.name === 'brief.txt') {
        expect(readFileSync(home.file('work/documents', folder, versions[0] ?? ''))).toEqual(contents['brief.txt']);
      }
    }
    expect(written).toEqual({ ...contents, 'brief.txt': Buffer.from('een tweede brief\n') });

    const [message = ''] = readdirSync(home.file('work/archive', folder)).filter((name) => name.endsWith('.json'));
    expect(readFileSync(home.file('work/archive', folder, message), 'utf8')).toContain('"name":"oud.pdf"');
    expect(readFileSync(home.file('work/archive', folder, message.replace('.json', '.1')))).toEqual(archived);

    const log = readFileSync(home.file('work/audit.jsonl'), 'utf8').trim().split('\n');
    const actions = log.map((line) => JSON.parse(line).body.action);
    expect(actions[0]).toBe('vault-created');
    expect(actions).toContain('folder-revoked');
    expect(actions.at(-1)).toBe('documents-added');
  });

  test('makes a vault out of a backup which the program then finds whole', async () => {
    const office = await createBackedUp(tempFolder());
    const vaults = join(office.place, 'dossierkluis-1');
    const [id = ''] = readdirSync(vaults);
    const [computer = ''] = readdirSync(join(vaults, id, 'writers'));
    const backup = join(vaults, id, 'writers', computer);
    const home = tempFolder();
    writeFileSync(home.file('kit.txt'), office.kit);
    const follow = (number: number) => {
      const work = home.file(`work ${number}`);
      mkdirSync(work);
      const snapshot = readdirSync(join(backup, 'snapshots')).find((name) => name.startsWith(`000000000${number}-`));
      const variables = { BACKUP: backup, KIT: home.file('kit.txt'), WORK: work, VAULT: home.file(`vault ${number}`) };
      return followPage({ ...variables, ...(number === 4 ? {} : { SNAPSHOT: snapshot ?? '' }) }, restoring);
    };
    for (const [index, digest] of [...office.digests.entries()].slice(-2)) {
      const { status, stderr, stdout } = follow(index + 1);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toContain(`signed: snapshot ${index + 1} of computer ${computer}`);
      expect(treeDigest(home.file(`vault ${index + 1}`))).toEqual(digest);
    }
    // Read by hand as well, from step 1 on.
    const script = resolve('scripts/open-record.py');
    const variables = {
      VAULT: home.file('vault 4'),
      KIT: home.file('kit.txt'),
      WORK: home.file('read'),
      SCRIPT: script,
    };
    mkdirSync(home.file('read'));
    expect(followPage(variables)).toMatchObject({ status: 0, stderr: '' });
    const [folder = ''] = readdirSync(home.file('read/documents')).filter((name) => /^[0-9a-f]{32}$/.test(name));
    const sizes = readdirSync(home.file('read/documents', folder)).map(
      (name) => statSync(home.file('read/documents', folder, name)).size,
    );
    expect(sizes.sort((a, b) => a - b)).toEqual([0, 5, 10, 44, 4_000, 70_000, 900_000, 1_500_000, 2_000_000]);
    const credentials = { name: officerName, password: officerPassphrase };
    const { vault } = await openSession(office.env, home.file('vault 4'), credentials);
    expect(await checkVault(vault, unwatched)).toMatchObject({ findings: [] });
    await closeVault(vault);
    // A file that was altered is not taken.
    for (const one of readdirSync(join(backup, 'sealed'))) appendFileSync(join(backup, 'sealed', one), 'x');
    const altered = followPage({ BACKUP: backup, KIT: home.file('kit.txt'), VAULT: home.file('altered') }, restoring);
    expect(altered.status).not.toBe(0);
    expect(altered.stderr).toContain('altered: sealed/');
    expect(existsSync(home.file('altered/vault.json'))).toBe(false);
  });

  test('stops when the root is not the one of the key', async () => {
    const office = await createOffice({});
    const home = tempFolder();
    const kit = office.kit.replace(/^# root: .*$/m, `# root: ${Buffer.alloc(32, 7).toString('base64')}`);
    writeFileSync(home.file('kit.txt'), kit);
    mkdirSync(home.file('work'));
    const script = resolve('scripts/open-record.py');
    const variables = { VAULT: office.folder, KIT: home.file('kit.txt'), WORK: home.file('work'), SCRIPT: script };
    const { status } = followPage(variables);
    expect(status).not.toBe(0);
    expect(readdirSync(home.file('work')).sort()).toEqual(['expected.txt', 'root.txt']);
  });

  test('verifies the report of a restore test', async () => {
    const office = await createOffice({});
    const home = tempFolder();
    const [kitLines, report] = [home.file('kit.txt'), home.file('report.docx')];
    // What somebody gets who is to check the report alone.
    const lines = office.kit.split('\n').filter((line) => /^# (?:vault|root): /.test(line));
    writeFileSync(kitLines, lines.join('\n'));
    writeFileSync(report, 'a report');
    const snapshot = {
      id: '1',
      computer: '0'.repeat(32),
      number: 12,
      at: 0,
      hash: '0'.repeat(64),
      documents: 0,
      bytes: 0,
    };
    const facts = { passed: true, endedAt: Date.now(), snapshot };
    await office.asOfficer((officer) => {
      writeFileSync(`${report}.sig`, signedReport(officer, facts, readFileSync(report)).signature);
    });
    const follow = () => followPage({ KIT: kitLines, REPORT: report }, verifying);
    expect(follow()).toMatchObject({ status: 0, stdout: 'signed: passed backup 12\n', stderr: '' });
    appendFileSync(report, '!');
    expect(follow()).toMatchObject({ status: 1, stderr: 'altered: this is not the report that was signed\n' });
    writeFileSync(kitLines, `${lines[0]}\n# root: ${Buffer.alloc(32, 7).toString('base64')}\n`);
    expect(follow()).toMatchObject({ status: 1, stdout: '' });
  });

  test('the script tells of a record that its identities do not open', async () => {
    const office = await createOffice({});
    const officer = await office.open('Petra de Privacy');
    const folder = await folderFor(officer, 'Familie Jansen', {});
    await closeVault(officer);
    const home = tempFolder();
    writeFileSync(home.file('kit.txt'), office.kit);
    mkdirSync(home.file('work'));
    const variables = { VAULT: office.folder, KIT: home.file('kit.txt'), WORK: home.file('work'), FOLDERS: folder };
    const { stderr } = followPage({ ...variables, SCRIPT: resolve('scripts/open-record.py') });
    expect(stderr).toBe('');
    const [other = ''] = readdirSync(home.file('work/keys')).filter(
      (name) => /txt$/.test(name) && !name.startsWith(folder),
    );
    const id = /# vault: (\S+)/.exec(office.kit)?.[1] ?? '';
    const row = `${folder}|records|${'ab'.repeat(16)}|1|${'00'.repeat(200)}\n`;
    appendFileSync(home.file('rows.txt'), row);
    const { status, stderr: said } = spawnSync(
      tool('python3-nacl'),
      ['scripts/open-record.py', id, home.file('work/keys', other)],
      { input: row, encoding: 'utf8' },
    );
    expect(status).toBe(1);
    expect(said).toContain('not opened by these identities');
  });
});

test('the script stays short enough to be read', () => {
  expect(readFileSync('scripts/open-record.py', 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(120);
});
