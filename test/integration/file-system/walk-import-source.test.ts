import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { walkImportSource } from '../../../src-main/adapters/file-system/walk-import-source.ts';
import type { ImportEntry } from '../../../src-main/core/ports/import-source.ts';
import { dose } from '../../support/dose.ts';
import { type TempFolder, tempFolder } from '../../support/temp-folder.ts';
import { withoutRootRights } from '../../support/without-root-rights.ts';

let folder: TempFolder;
beforeEach(() => {
  folder = tempFolder();
  mkdirSync(folder.file('in'));
});

const put = (name: string, text = 'x'): void => writeFileSync(folder.file('in', name), text);

async function collect(entries: AsyncIterable<ImportEntry>): Promise<ImportEntry[]> {
  const collected: ImportEntry[] = [];
  for await (const entry of entries) collected.push(entry);
  return collected;
}

const walk = (...paths: string[]): Promise<ImportEntry[]> => collect(walkImportSource(paths));

/** `name` of a file, `name: reason` of what was skipped. */
async function summary(...paths: string[]): Promise<string[]> {
  return (await walk(...paths)).map((entry) =>
    entry.kind === 'file' ? entry.relativeName : `${entry.relativeName}: ${entry.reason}`,
  );
}

describe('the walk over what is to be imported', () => {
  it('goes to the bottom, keeps the structure and the order of the bytes of the names', async () => {
    mkdirSync(folder.file('in/b/deep/deeper'), { recursive: true });
    mkdirSync(folder.file('in/empty'));
    for (const name of ['é', 'a', 'Z', 'b/deep/deeper/1', 'b/2', 'c', '名前 \u{1F4C1}', '-rf', ' ']) put(name);
    expect(await summary(folder.file('in'))).toEqual(
      [' ', '-rf', 'Z', 'a', 'b/2', 'b/deep/deeper/1', 'c', 'é', '名前 \u{1F4C1}'].map((name) => `in/${name}`),
    );
  });

  it('gives path and size of each file, and takes files as well as folders, in the order given', async () => {
    put('b', 'four');
    put('a', '');
    expect(await walk(folder.file('in/b'), folder.file('in'))).toEqual([
      { kind: 'file', path: folder.file('in/b'), relativeName: 'b', given: 0, sizeBytes: 4 },
      { kind: 'file', path: folder.file('in/a'), relativeName: 'in/a', given: 1, sizeBytes: 0 },
      { kind: 'file', path: folder.file('in/b'), relativeName: 'in/b', given: 1, sizeBytes: 4 },
    ]);
  });

  it('does not follow links that it finds, so that no loop begins', async () => {
    symlinkSync('..', folder.file('in/loop'));
    symlinkSync('/etc/passwd', folder.file('in/outside'));
    symlinkSync('nowhere', folder.file('in/dangling'));
    put('z');
    expect(await summary(folder.file('in'))).toEqual([
      'in/dangling: symbolic-link',
      'in/loop: symbolic-link',
      'in/outside: symbolic-link',
      'in/z',
    ]);
  });

  it('follows a link that is given, under the name of the link', async () => {
    put('a');
    symlinkSync('in', folder.file('shortcut'));
    symlinkSync('round', folder.file('round'));
    expect(await summary(folder.file('shortcut'))).toEqual(['shortcut/a']);
    expect(await summary(folder.file('round'), folder.file('absent'))).toEqual([
      'round: unreadable',
      'absent: not-found',
    ]);
  });

  it('skips pipes, sockets and devices, also when given, and does not wait for them', async () => {
    execFileSync('mkfifo', [folder.file('in/pipe')]);
    const server = createServer().listen(folder.file('in/socket'));
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    expect(await summary(folder.file('in'), folder.file('in/pipe'), '/dev/null')).toEqual([
      'in/pipe: special-file',
      'in/socket: special-file',
      'pipe: special-file',
      'null: special-file',
    ]);
  });

  it('skips a name that is not UTF-8 and shows it legibly, with control characters made visible', async () => {
    writeFileSync(Buffer.concat([Buffer.from(folder.file('in/caf')), Buffer.from([0xe9])]), 'latin-1');
    symlinkSync('x', folder.file('in/red\u001b[31m'));
    put('new\nline');
    expect(await summary(folder.file('in'))).toEqual([
      'in/caf\\xe9: name-not-utf8',
      'in/new\nline',
      'in/red\\x1b[31m: symbolic-link',
    ]);
  });

  it('reports a folder that it may not list and goes on', async () => {
    mkdirSync(folder.file('in/closed'), { mode: 0o000 });
    put('z');
    chmodSync(folder.file('in'), 0o755);
    chmodSync(folder.path, 0o755);
    const found = await withoutRootRights(() => summary(folder.file('in')));
    expect(found).toEqual(['in/closed: unreadable', 'in/z']);
  });

  it('takes nothing from the vault that is written to, by whatever way it is met', async () => {
    for (const name of ['vault', 'vault-2']) mkdirSync(folder.file('in', name));
    put('vault/vault.db');
    put('vault-2/letter');
    symlinkSync('in', folder.file('link'));
    const ownVault = folder.file('link/vault');
    const given = ['in', 'link', 'in/vault', 'in/vault/vault.db'].map((name) => folder.file(name));
    const found = await collect(walkImportSource(given, { ownVault }));
    expect(found.map((entry) => `${entry.relativeName}: ${entry.kind === 'file' ? 'taken' : entry.reason}`)).toEqual([
      'in/vault: own-vault',
      'in/vault-2/letter: taken',
      'link/vault: own-vault',
      'link/vault-2/letter: taken',
      'vault: own-vault',
      'vault.db: own-vault',
    ]);
  });

  it('reports what vanishes while it walks', async () => {
    put('a');
    put('b');
    const walker = walkImportSource([folder.file('in')]);
    await walker.next();
    rmSync(folder.file('in/b'));
    expect(await collect(walker)).toEqual([{ kind: 'skipped', relativeName: 'in/b', reason: 'not-found' }]);
  });

  it('walks a folder of very many entries and one of 500 levels', async () => {
    const count = dose(2_000, 50_000);
    for (let i = 0; i < count; i += 1) put(String(i));
    mkdirSync(folder.file(`deep${'/d'.repeat(500)}`), { recursive: true });
    writeFileSync(folder.file(`deep${'/d'.repeat(500)}/file`), '');
    expect(await walk(folder.file('in'), folder.file('deep'))).toHaveLength(count + 1);
  });
});
