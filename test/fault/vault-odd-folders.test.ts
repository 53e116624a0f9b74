import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkVault } from '../../src-main/core/check/check-vault.ts';
import { sweepObjects } from '../../src-main/core/documents/sweep-objects.ts';
import { unwatched } from '../../src-main/core/job.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../src-main/core/vault/open-session.ts';
import { ownPassword, sharedOffice } from '../support/office.ts';
import { tempFolder } from '../support/temp-folder.ts';

const name = 'Eva Testman';
const freshOffice = sharedOffice({ [name]: 'employee' });
const halfWritten = `.tmp-${'a'.repeat(24)}`;
const violated = (part: string) => ({ code: 'integrity-violated', details: { part } });

/** A folder of somebody's own, with what the program would take for left-overs of its own. */
function elsewhere() {
  const folder = tempFolder();
  const names = [`ab${'0'.repeat(62)}`, halfWritten];
  for (const file of names) {
    writeFileSync(folder.file(file), 'keep');
    utimesSync(folder.file(file), 1, 1);
  }
  return { path: folder.path, isWhole: () => expect(readdirSync(folder.path).sort()).toEqual(names.toSorted()) };
}

describe('a symbolic link in the place of a folder of the vault', () => {
  it.each(['objects', 'spool'])('%s: is named, and nothing is removed where it leads', async (part) => {
    const office = freshOffice();
    const other = elsewhere();
    renameSync(`${office.folder}/${part}`, `${office.folder}/../${part}`);
    symlinkSync(other.path, `${office.folder}/${part}`);
    await expect(office.open(name)).rejects.toMatchObject(violated(part));
    other.isWhole();
    rmSync(`${office.folder}/${part}`);
    renameSync(`${office.folder}/../${part}`, `${office.folder}/${part}`);
    await closeVault(await office.open(name));
  });

  it('objects/ab: is told at the sign-in and by the check, and nothing is removed where it leads', async () => {
    const office = freshOffice();
    const other = elsewhere();
    symlinkSync(other.path, `${office.folder}/objects/ab`);
    writeFileSync(`${office.folder}/objects/.unswept`, '');
    const { vault, unfinished } = await openSession(office.env, office.folder, { name, password: ownPassword });
    expect(unfinished).toMatchObject([{ step: 'sweep-objects', error: violated('objects/ab') }]);
    other.isWhole();
    const { findings } = await checkVault(vault, unwatched);
    expect(findings).toContainEqual(expect.objectContaining({ part: 'objects/ab', problem: 'altered' }));
    rmSync(`${office.folder}/objects/ab`);
    await sweepObjects(vault);
    expect((await checkVault(vault, unwatched)).findings).toEqual([]);
    await closeVault(vault);
  });
});

describe('what is only called like an unfinished write', () => {
  it('stays, and keeps nobody from signing in', async () => {
    const office = freshOffice();
    const own = ['.tmp-notes', `.tmp-${'b'.repeat(24)}.txt`];
    const other = elsewhere();
    for (const folder of ['.', 'objects', 'spool']) {
      for (const file of own) writeFileSync(`${office.folder}/${folder}/${file}`, 'mine');
      mkdirSync(`${office.folder}/${folder}/${halfWritten}`);
      symlinkSync(other.path, `${office.folder}/${folder}/.tmp-${'c'.repeat(24)}`);
    }
    office.clock.advance(120_000);
    await closeVault(await office.open(name));
    for (const folder of ['.', 'objects', 'spool']) {
      expect(readdirSync(`${office.folder}/${folder}`)).toEqual(expect.arrayContaining([...own, halfWritten]));
    }
    other.isWhole();
  });

  it('folders and links that are called like what the program removes stay, and keep nothing else from being removed', async () => {
    const office = freshOffice();
    const other = elsewhere();
    const objects = `${office.folder}/objects/ab`;
    const [folder, link, file] = ['0', '1', '2'].map((digit) => `ab${digit.repeat(62)}`);
    mkdirSync(`${office.folder}/.tmp-creation`);
    mkdirSync(`${objects}/${folder}`, { recursive: true });
    symlinkSync(other.path, `${objects}/${link}`);
    writeFileSync(`${objects}/${file}`, 'left over');
    writeFileSync(`${office.folder}/objects/.unswept`, '');
    const { vault, unfinished } = await openSession(office.env, office.folder, { name, password: ownPassword });
    expect(unfinished).toEqual([]);
    expect(readdirSync(objects).sort()).toEqual([folder, link]);
    expect(readdirSync(office.folder)).toContain('.tmp-creation');
    other.isWhole();
    await closeVault(vault);
  });

  it('the mark of a creation goes, which nobody needs any more', async () => {
    const office = freshOffice();
    writeFileSync(`${office.folder}/.tmp-creation`, '');
    await closeVault(await office.open(name));
    expect(readdirSync(office.folder)).not.toContain('.tmp-creation');
  });
});

describe('a file of the database that is none', () => {
  const files = ['vault.db', 'vault.db-wal', 'vault.db-shm', 'vault.db-journal', 'lock', 'lock-journal'];

  it.each(files)('%s as a pipe: is named, and nobody waits for it', async (file) => {
    const office = freshOffice();
    const path = `${office.folder}/${file}`;
    rmSync(path, { force: true });
    execFileSync('mkfifo', [path]);
    // Without an answer the open would never end, not even for the test: so it is asked in a process that can be killed.
    const program = `
      import { nodeEnvironment } from './src-main/worker/node-environment.ts';
      import { openSession } from './src-main/core/vault/open-session.ts';
      const [config, folder, name, password] = process.argv.slice(1);
      const env = nodeEnvironment({ KLUIS_CONFIG_DIR: config }, config);
      const error = await openSession(env, folder, { name, password }).catch((thrown) => thrown);
      console.log(JSON.stringify({ code: error.code, details: error.details }));
      process.exit(0);`;
    const args = [
      '--input-type=module-typescript',
      '-e',
      program,
      office.configFolder,
      office.folder,
      name,
      ownPassword,
    ];
    const answer = execFileSync(process.execPath, args, { encoding: 'utf8', timeout: 20_000, killSignal: 'SIGKILL' });
    expect(JSON.parse(answer)).toEqual(violated(file));
  });

  it('a symbolic link is not followed', async () => {
    const office = freshOffice();
    const letter = tempFolder().file('letter');
    writeFileSync(letter, '');
    rmSync(`${office.folder}/lock`);
    symlinkSync(letter, `${office.folder}/lock`);
    await expect(office.open(name)).rejects.toMatchObject(violated('lock'));
    expect(readFileSync(letter, 'utf8')).toBe('');
    rmSync(`${office.folder}/lock`);
    renameSync(`${office.folder}/vault.db`, `${office.folder}/../vault.db`);
    symlinkSync(`${office.folder}/../vault.db`, `${office.folder}/vault.db`);
    await expect(office.open(name)).rejects.toMatchObject(violated('vault.db'));
  });
});
