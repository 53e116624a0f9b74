import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { NodeFileSystem } from '../../../src-main/adapters/file-system/node-file-system.ts';
import { FileKeychain } from '../../../src-main/adapters/keychain/file-keychain.ts';
import { openKeychain } from '../../../src-main/adapters/keychain/open-keychain.ts';
import { describeKeychain } from '../../contract/keychain.suite.ts';
import { openTempFolder, type TempFolder, tempFolder } from '../../support/temp-folder.ts';
import { describeUnlessMissing, missingRoot } from '../../support/tools.ts';

const shared = openTempFolder();
afterAll(() => shared[Symbol.dispose]());

describeKeychain('FileKeychain', 'file', () =>
  openKeychain({ kind: 'file', folder: shared.file('keychain') }, new NodeFileSystem()),
);

describe('FileKeychain', () => {
  let folder: TempFolder;
  let keychain: FileKeychain;
  const path = (): string => folder.file('config', 'keychain', 'v.computer');
  const refused = (details: object) => ({ code: 'file-unreadable', details: expect.objectContaining(details) });

  beforeEach(async () => {
    folder = tempFolder();
    keychain = new FileKeychain(folder.file('config', 'keychain'), new NodeFileSystem());
    await keychain.write('v.computer', Uint8Array.of(1, 2, 3));
  });

  it('makes a folder of mode 0700 and files of mode 0600, whatever the umask, and leaves nothing else', async () => {
    const before = process.umask(0);
    await keychain.write('v.head', Uint8Array.of(4)).finally(() => process.umask(before));
    expect(statSync(folder.file('config', 'keychain')).mode & 0o777).toBe(0o700);
    expect(statSync(folder.file('config', 'keychain', 'v.head')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder.file('config', 'keychain'))).toEqual(['v.computer', 'v.head']);
  });

  it('makes no folder only to read', async () => {
    const other = new FileKeychain(folder.file('other'), new NodeFileSystem());
    expect(await other.read('v.computer')).toBeNull();
    expect(readdirSync(folder.path)).toEqual(['config']);
  });

  it.each([0o640, 0o604, 0o620, 0o602, 0o610])('refuses a file of mode %o', async (mode) => {
    chmodSync(path(), mode);
    await expect(keychain.read('v.computer')).rejects.toMatchObject(
      refused({ reason: 'not-private', of: 'file', mode: mode.toString(8) }),
    );
  });

  it('refuses everything when others may look into the folder or change it', async () => {
    chmodSync(folder.file('config', 'keychain'), 0o750);
    const refusal = refused({ reason: 'not-private', of: 'folder', mode: '750' });
    await expect(keychain.read('v.computer')).rejects.toMatchObject(refusal);
    await expect(keychain.write('v.computer', Uint8Array.of(1))).rejects.toMatchObject(refusal);
  });

  it('refuses a symbolic link, for the file and for the folder', async () => {
    renameSync(path(), folder.file('elsewhere'));
    symlinkSync(folder.file('elsewhere'), path());
    await expect(keychain.read('v.computer')).rejects.toMatchObject(refused({ systemError: 'ELOOP' }));
    renameSync(folder.file('config', 'keychain'), folder.file('moved'));
    symlinkSync(folder.file('moved'), folder.file('config', 'keychain'));
    await expect(keychain.read('v.computer')).rejects.toMatchObject({ code: 'file-unreadable' });
  });

  it('refuses a folder in the place of a file, and a file in the place of the folder', async () => {
    mkdirSync(folder.file('config', 'keychain', 'v.head'), { mode: 0o700 });
    await expect(keychain.read('v.head')).rejects.toMatchObject(refused({ reason: 'not-a-file' }));
    writeFileSync(folder.file('file'), '', { mode: 0o600 });
    const misplaced = new FileKeychain(folder.file('file'), new NodeFileSystem());
    await expect(misplaced.read('v.head')).rejects.toMatchObject(refused({ reason: 'not-a-folder' }));
  });

  describeUnlessMissing(missingRoot, 'of another account', () => {
    it('refuses the file, and the folder', async () => {
      chownSync(path(), 65534, 65534);
      await expect(keychain.read('v.computer')).rejects.toMatchObject(refused({ of: 'file', owner: 65534 }));
      chownSync(folder.file('config', 'keychain'), 65534, 65534);
      await expect(keychain.read('v.computer')).rejects.toMatchObject(refused({ of: 'folder', owner: 65534 }));
    });
  });
});
