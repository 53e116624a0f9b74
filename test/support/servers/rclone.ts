import { mkdirSync } from 'node:fs';
import { openSmallDisk } from '../full-disk.ts';
import { openTempFolder } from '../temp-folder.ts';
import { tool } from '../tools.ts';
import { freePort, ServerProcess } from './server-process.ts';
import type { TestServer } from './test-server.ts';

const user = 'kluis';
const password = 'the password of rclone';

/** A folder over WebDAV, by rclone. Needs root, for the disk. */
export async function openRclone(diskBytes: number): Promise<TestServer> {
  const home = openTempFolder('kluis-rclone-');
  const disk = openSmallDisk(diskBytes);
  const port = await freePort();
  mkdirSync(`${disk.path}/dav`);
  const address = ['--addr', `127.0.0.1:${port}`, '--user', user, '--pass', password];
  const own = ['--config', home.file('rclone.conf'), '--cache-dir', home.file('cache'), '--dir-cache-time', '500ms'];
  const command = [tool('rclone'), 'serve', 'webdav', ...address, ...own, `${disk.path}/dav`] as const;
  const isReady = async () => (await fetch(`http://127.0.0.1:${port}/`)).status === 401;
  const launch = () => ServerProcess.start(command, { logFolder: home.path, isReady });
  let running = await launch();
  return {
    port,
    disk,
    folder: `${disk.path}/dav/office`,
    credentials: { kind: 'webdav', password },
    wrongCredentials: { kind: 'webdav', password: 'wrong' },
    settings: (through = port) => ({
      kind: 'webdav',
      address: `http://127.0.0.1:${through}/office`,
      user,
      certificate: null,
    }),
    kill: () => running.kill(),
    start: async () => {
      running = await launch();
    },
    [Symbol.asyncDispose]: async () => {
      await running.kill();
      disk[Symbol.dispose]();
      home[Symbol.dispose]();
    },
  };
}
