import { execFileSync } from 'node:child_process';
import { chownSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostKeyOf } from '../../../src-main/adapters/targets/sftp/host-key.ts';
import type { TargetCredentialsOf } from '../../../src-main/contract/targets.ts';
import { openSmallDisk } from '../full-disk.ts';
import { openTempFolder } from '../temp-folder.ts';
import { tool } from '../tools.ts';
import { freePort, greetsBySsh, ServerProcess } from './server-process.ts';
import type { TestServer } from './test-server.ts';

const nobody = 65_534;
const user = 'kluis-backup';
const password = 'the password of the SFTP server';

export interface SshdOptions {
  /** As `AuthenticationMethods` of sshd has it. */
  readonly signIn: 'publickey' | 'password' | 'publickey,password' | 'keyboard-interactive';
  readonly diskBytes: number;
  /** Requests of SFTP that the server refuses, as `sftp-server -P` has them. */
  readonly refuses?: readonly string[];
  /** Further lines of sshd_config. */
  readonly config?: readonly string[];
}

export interface Sshd extends TestServer {
  readonly credentials: TargetCredentialsOf<'sftp'>;
  /** Another key in place of the one it had, from the next start on. */
  changeHostKey(): void;
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
  chownSync(disk.path, nobody, nobody);
  const keygen = (file: string) => {
    execFileSync(tool('ssh-keygen'), ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', home.file(file)]);
  };
  keygen('host-key');
  keygen('user-key');
  keygen('other-key');
  copyFileSync(home.file('user-key.pub'), home.file('authorized-keys'));
  execFileSync('chmod', ['755', home.path]);
  const hash = execFileSync(tool('openssl'), ['passwd', '-6', password], { encoding: 'utf8' }).trim();
  const accounts = [
    `sshd:x:998:${nobody}::/run/sshd:/usr/sbin/nologin`,
    `${user}:x:${nobody}:${nobody}::${disk.path}:/bin/sh`,
  ];
  writeFileSync(home.file('passwd'), `${accounts.join('\n')}\n${readFileSync('/etc/passwd', 'utf8')}`);
  writeFileSync(home.file('shadow'), `sshd:!:1::::::\n${user}:${hash}:1::::::\n`);
  mkdirSync(home.file('empty'));
  writeFileSync(
    home.file('config'),
    [
      `ListenAddress 127.0.0.1:${port}`,
      `HostKey ${home.file('host-key')}`,
      `AuthorizedKeysFile ${home.file('authorized-keys')}`,
      `AuthenticationMethods ${signIn}`,
      `PidFile ${home.file('pid')}`,
      `Subsystem sftp internal-sftp -d ${disk.path}`,
      `ForceCommand internal-sftp ${refuses.length > 0 ? `-P ${refuses.join(',')}` : ''}`,
      'UsePAM no',
      'StrictModes no',
      'PrintLastLog no',
      'MaxStartups 100',
      'MaxSessions 100',
      ...config,
      '',
    ].join('\n'),
  );
  const script = `mount --bind "$0/passwd" /etc/passwd && mount --bind "$0/shadow" /etc/shadow &&
    mount -t tmpfs tmpfs /run && mkdir -m 755 /run/sshd && exec "$1" -D -e -f "$0/config"`;
  const command = ['unshare', '-mpf', '--kill-child', 'sh', '-c', script, home.path, tool('sshd')] as const;
  const launch = () => ServerProcess.start(command, { logFolder: home.path, isReady: () => greetsBySsh(port) });
  let running = await launch();
  const publicKey = () => readFileSync(home.file('host-key.pub'), 'utf8').split(' ')[1] ?? '';
  const hostKey = hostKeyOf(Buffer.from(publicKey(), 'base64'));
  const wantsKey = signIn.includes('publickey');
  const wantsPassword = signIn !== 'publickey';
  const credentialsWith = (key: string, word: string) => ({
    kind: 'sftp' as const,
    privateKey: wantsKey ? readFileSync(home.file(key), 'utf8') : null,
    password: wantsPassword ? word : null,
    keyPassphrase: null,
  });
  return {
    port,
    disk,
    folder: `${disk.path}/backups`,
    credentials: credentialsWith('user-key', password),
    wrongCredentials: credentialsWith(wantsPassword ? 'user-key' : 'other-key', 'wrong'),
    settings: (through = port) => ({
      kind: 'sftp',
      host: '127.0.0.1',
      port: through,
      user,
      folder: 'backups',
      hostKey,
    }),
    changeHostKey: () => {
      execFileSync('rm', ['-f', home.file('host-key'), home.file('host-key.pub')]);
      keygen('host-key');
    },
    endSftp: () => {
      for (const { pid, title } of running.descendants()) {
        if (title === `sshd: ${user}@internal-sftp`) process.kill(pid, 'SIGKILL');
      }
    },
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
