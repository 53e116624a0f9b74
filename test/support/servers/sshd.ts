import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync } from 'node:fs';
import { hostKeyOf } from '../../../src-main/adapters/targets/sftp/host-key.ts';
import type { TargetCredentialsOf } from '../../../src-main/contract/targets.ts';
import { openSmallDisk } from '../full-disk.ts';
import { openTempFolder } from '../temp-folder.ts';
import { tool } from '../tools.ts';
import { layOutSshd, makeSshKey, publicKeyOf, type SshdLayout, sshdPassword, sshdUser } from './lay-out-sshd.ts';
import { freePort, greetsBySsh, openRestartable, ServerProcess } from './server-process.ts';
import type { TestServer } from './test-server.ts';

export interface SshdOptions extends Pick<SshdLayout, 'signIn'>, Partial<Pick<SshdLayout, 'refuses' | 'config'>> {
  readonly diskBytes: number;
}

export interface Sshd extends TestServer {
  readonly credentials: TargetCredentialsOf<'sftp'>;
  /** Another key in place of the one it had, from the next start on. */
  changeHostKey(): void;
  /** As `changeHostKey` left it. */
  hostKeyNow(): { readonly type: string; readonly fingerprint: string };
  /** Another key of its user in place of the one it had, at once. @returns the private one. */
  changeUserKey(): string;
  /** Ends what speaks SFTP, and leaves the connections. */
  endSftp(): void;
}

/**
 * OpenSSH's server with one account, in namespaces of its own where that account and sshd's exist, and in which all ends
 * together: nothing of this computer is changed. Needs root.
 */
export async function openSshd({ signIn, diskBytes, refuses = [], config = [] }: SshdOptions): Promise<Sshd> {
  const home = openTempFolder('kluis-sshd-');
  const disk = openSmallDisk(diskBytes);
  const port = await freePort();
  const layout = { home: home.path, port, files: disk.path, signIn, refuses, config };
  const programs = { sshd: tool('sshd'), keygen: tool('ssh-keygen'), openssl: tool('openssl') };
  const command = layOutSshd(layout, programs);
  const launch = () => ServerProcess.start(command, { logFolder: home.path, isReady: () => greetsBySsh(port) });
  const running = await openRestartable(launch, [disk, home]);
  const hostKeyNow = () => hostKeyOf(Buffer.from(publicKeyOf(home.file('host-key')), 'base64'));
  const hostKey = hostKeyNow();
  const wantsKey = signIn.includes('publickey');
  const wantsPassword = signIn !== 'publickey';
  const credentialsWith = (key: string, word: string) => ({
    kind: 'sftp' as const,
    privateKey: wantsKey ? readFileSync(home.file(key), 'utf8') : null,
    password: wantsPassword ? word : null,
    keyPassphrase: null,
  });
  return {
    ...running,
    port,
    disk,
    folder: `${disk.path}/backups`,
    credentials: credentialsWith('user-key', sshdPassword),
    wrongCredentials: credentialsWith(wantsPassword ? 'user-key' : 'other-key', 'wrong'),
    settings: (through = port) => ({
      kind: 'sftp',
      host: '127.0.0.1',
      port: through,
      user: sshdUser,
      folder: 'backups',
      hostKey,
    }),
    changeHostKey: () => {
      execFileSync('rm', ['-f', home.file('host-key'), home.file('host-key.pub')]);
      makeSshKey(programs.keygen, home.file('host-key'));
    },
    hostKeyNow,
    changeUserKey: () => {
      execFileSync('rm', ['-f', home.file('user-key'), home.file('user-key.pub')]);
      makeSshKey(programs.keygen, home.file('user-key'));
      copyFileSync(home.file('user-key.pub'), home.file('authorized-keys'));
      return readFileSync(home.file('user-key'), 'utf8');
    },
    endSftp: () => {
      for (const { pid, title } of running.descendants()) {
        if (title === `sshd: ${sshdUser}@internal-sftp`) process.kill(pid, 'SIGKILL');
      }
    },
  };
}
