import { chmodSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { hostKeyOf } from '../src-main/adapters/targets/sftp/host-key.ts';
import { layOutSshd, publicKeyOf, sshdUser } from '../test/support/servers/lay-out-sshd.ts';
import { freePort, greetsBySsh, ServerProcess } from '../test/support/servers/server-process.ts';
import type { Place } from './vault-side.ts';

/** OpenSSH's server on this computer, its files on the disk of `work`. */
export class SftpServer {
  readonly #process: ServerProcess;
  readonly #home: string;
  readonly #files: string;
  readonly #port: number;

  private constructor(process: ServerProcess, home: string, files: string, port: number) {
    this.#process = process;
    this.#home = home;
    this.#files = files;
    this.#port = port;
  }

  static async start(work: string, sshd: string): Promise<SftpServer> {
    // Its account has to come through to its own files.
    chmodSync(work, 0o711);
    const home = mkdtempSync(path.join(work, 'sshd-'));
    const files = path.join(home, 'files');
    mkdirSync(files, { mode: 0o700 });
    const port = await freePort();
    const layout = { home, port, files, signIn: 'publickey', refuses: [], config: [] } as const;
    const command = layOutSshd(layout, { sshd, keygen: 'ssh-keygen', openssl: 'openssl' });
    const process = await ServerProcess.start(command, { logFolder: home, isReady: () => greetsBySsh(port) });
    return new SftpServer(process, home, files, port);
  }

  /** Where its files lie. */
  get files(): string {
    return this.#files;
  }

  place(folder: string): Place {
    const key = publicKeyOf(path.join(this.#home, 'host-key'));
    const privateKey = readFileSync(path.join(this.#home, 'user-key'), 'utf8');
    const hostKey = hostKeyOf(Buffer.from(key, 'base64'));
    return {
      settings: { kind: 'sftp', host: '127.0.0.1', port: this.#port, user: sshdUser, folder, hostKey },
      credentials: { kind: 'sftp', privateKey, password: null, keyPassphrase: null },
    };
  }

  /** The same for restic: a repository, and the options that it takes to get there by the system's `ssh`. */
  forRestic(folder: string): { readonly repository: string; readonly options: readonly string[] } {
    const key = `-i ${path.join(this.#home, 'user-key')} -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null`;
    const command = `ssh -q -p ${this.#port} ${key} ${sshdUser}@127.0.0.1 -s sftp`;
    return { repository: `sftp:${sshdUser}@127.0.0.1:${folder}`, options: ['-o', `sftp.command=${command}`] };
  }

  async end(): Promise<void> {
    await this.#process.kill();
  }
}
