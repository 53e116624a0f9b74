import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { hostKeyOf } from '../../../src-main/adapters/targets/sftp/host-key.ts';
import { openSmallDisk } from '../full-disk.ts';
import { openTempFolder } from '../temp-folder.ts';
import { tool } from '../tools.ts';
import { freePort, greetsBySsh, openRestartable, ServerProcess } from './server-process.ts';
import type { TestServer } from './test-server.ts';

const user = 'kluis';
const password = 'the password of rclone';

/** A folder over WebDAV, by rclone. Needs root, for the disk. */
export async function openRclone(diskBytes: number): Promise<TestServer> {
  const served = await serve('webdav', diskBytes, { isReady: asksForPassword });
  return {
    ...served,
    credentials: { kind: 'webdav', password },
    wrongCredentials: { kind: 'webdav', password: 'wrong' },
    settings: (through = served.port) => ({
      kind: 'webdav',
      address: `http://127.0.0.1:${through}/office`,
      user,
      certificate: null,
    }),
  };
}

/** The same over SFTP, with nothing of what OpenSSH adds to it. */
export async function openRcloneSftp(diskBytes: number): Promise<TestServer> {
  using keys = openTempFolder('kluis-rclone-key-');
  execFileSync(tool('ssh-keygen'), ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', keys.file('key')]);
  const publicKey = readFileSync(keys.file('key.pub'), 'utf8').split(' ')[1] ?? '';
  // Without a cache it takes only what comes in order, and one thing at a time.
  const served = await serve('sftp', diskBytes, {
    options: ['--key', keys.file('key'), '--vfs-cache-mode', 'writes', '--vfs-write-back', '0'],
    isReady: greetsBySsh,
  });
  const credentials = { kind: 'sftp', privateKey: null, keyPassphrase: null } as const;
  return {
    ...served,
    credentials: { ...credentials, password },
    wrongCredentials: { ...credentials, password: 'wrong' },
    settings: (through = served.port) => ({
      kind: 'sftp',
      host: '127.0.0.1',
      port: through,
      user,
      folder: 'office',
      hostKey: hostKeyOf(Buffer.from(publicKey, 'base64')),
    }),
  };
}

const asksForPassword = async (port: number): Promise<boolean> =>
  (await fetch(`http://127.0.0.1:${port}/`)).status === 401;

interface ServeOptions {
  readonly options?: readonly string[];
  readonly isReady: (port: number) => Promise<boolean>;
}

async function serve(protocol: 'webdav' | 'sftp', diskBytes: number, { options = [], isReady }: ServeOptions) {
  const home = openTempFolder('kluis-rclone-');
  const disk = openSmallDisk(diskBytes);
  const port = await freePort();
  const folder = `${disk.path}/served`;
  mkdirSync(folder);
  const address = ['--addr', `127.0.0.1:${port}`, '--user', user, '--pass', password, ...options];
  const own = ['--config', home.file('rclone.conf'), '--cache-dir', home.file('cache'), '--dir-cache-time', '500ms'];
  const command = [tool('rclone'), 'serve', protocol, ...address, ...own, folder] as const;
  const launch = () => ServerProcess.start(command, { logFolder: home.path, isReady: () => isReady(port) });
  return { ...(await openRestartable(launch, [disk, home])), port, disk, folder: `${folder}/office` };
}
