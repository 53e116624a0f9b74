import { execFileSync } from 'node:child_process';
import { chownSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const nobody = 65_534;

/** The one account of the server. */
export const sshdUser = 'kluis-backup';
export const sshdPassword = 'the password of the SFTP server';

export interface SshdLayout {
  /** Of its keys and its settings; gets readable for everybody. */
  readonly home: string;
  readonly port: number;
  /** Where one is after signing in. It becomes the account's. */
  readonly files: string;
  /** As `AuthenticationMethods` of sshd has it. */
  readonly signIn: 'publickey' | 'password' | 'publickey,password' | 'keyboard-interactive';
  /** Requests of SFTP that the server refuses, as `sftp-server -P` has them. */
  readonly refuses: readonly string[];
  /** Further lines of sshd_config. */
  readonly config: readonly string[];
}

/** Where the programs are that it takes. */
interface SshdPrograms {
  readonly sshd: string;
  readonly keygen: string;
  readonly openssl: string;
}

/**
 * Writes what OpenSSH's server needs that has one account, `sshdUser`.
 * @returns the command that starts it, in namespaces of its own where that account and sshd's exist,
 * and in which all ends together: nothing of this computer is changed. Needs root.
 */
export function layOutSshd(
  { home, port, files, signIn, refuses, config }: SshdLayout,
  { sshd, keygen, openssl }: SshdPrograms,
): readonly [string, ...string[]] {
  chownSync(files, nobody, nobody);
  for (const name of ['host-key', 'user-key', 'other-key']) makeSshKey(keygen, path.join(home, name));
  copyFileSync(path.join(home, 'user-key.pub'), path.join(home, 'authorized-keys'));
  execFileSync('chmod', ['755', home]);
  const hash = execFileSync(openssl, ['passwd', '-6', sshdPassword], { encoding: 'utf8' }).trim();
  const accounts = [
    `sshd:x:998:${nobody}::/run/sshd:/usr/sbin/nologin`,
    `${sshdUser}:x:${nobody}:${nobody}::${files}:/bin/sh`,
  ];
  writeFileSync(path.join(home, 'passwd'), `${accounts.join('\n')}\n${readFileSync('/etc/passwd', 'utf8')}`);
  writeFileSync(path.join(home, 'shadow'), `sshd:!:1::::::\n${sshdUser}:${hash}:1::::::\n`);
  mkdirSync(path.join(home, 'empty'));
  const lines = [
    `ListenAddress 127.0.0.1:${port}`,
    `HostKey ${path.join(home, 'host-key')}`,
    `AuthorizedKeysFile ${path.join(home, 'authorized-keys')}`,
    `AuthenticationMethods ${signIn}`,
    `PidFile ${path.join(home, 'pid')}`,
    `Subsystem sftp internal-sftp -d ${files}`,
    `ForceCommand internal-sftp ${refuses.length > 0 ? `-P ${refuses.join(',')}` : ''}`,
    'UsePAM no',
    'StrictModes no',
    'PrintLastLog no',
    'MaxStartups 100',
    'MaxSessions 100',
    ...config,
    '',
  ];
  writeFileSync(path.join(home, 'config'), lines.join('\n'));
  const script = `mount --bind "$0/passwd" /etc/passwd && mount --bind "$0/shadow" /etc/shadow &&
    mount -t tmpfs tmpfs /run && mkdir -m 755 /run/sshd && exec "$1" -D -e -f "$0/config"`;
  return ['unshare', '-mpf', '--kill-child', 'sh', '-c', script, home, sshd];
}

/** @param keygen the program. @param file of the private key; the public one gets `.pub`. */
export function makeSshKey(keygen: string, file: string): void {
  execFileSync(keygen, ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', file]);
}

/** The key in base64, as `hostKeyOf` takes it. @param file of the private key. */
export function publicKeyOf(file: string): string {
  return readFileSync(`${file}.pub`, 'utf8').split(' ')[1] ?? '';
}
