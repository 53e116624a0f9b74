import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { VaultClient } from '../src-main/worker/vault-client.ts';

export const officer = 'Petra';
export const passphrase = 'Bakur-lemis-torav-pidon-7';

/** A vault in a folder of its own, behind the same worker that every caller uses, at the cost that every vault has. */
export class Office {
  readonly folder: string;
  readonly configFolder: string;
  readonly client: VaultClient;
  readonly home: string;
  #session = '';

  private constructor(home: string) {
    this.home = home;
    this.folder = path.join(home, 'vault');
    this.configFolder = path.join(home, 'config');
    this.client = new VaultClient({ environment: { ...process.env, KLUIS_CONFIG_DIR: this.configFolder } });
  }

  static async open(within: string): Promise<Office> {
    const office = new Office(mkdtempSync(path.join(within, 'office-')));
    await office.client.call('createVault', null, {
      vault: office.folder,
      office: 'Bench',
      officer,
      passphrase,
      keychain: 'file',
      recoveryKeyOut: path.join(office.home, 'recovery.key'),
    });
    await office.signIn();
    return office;
  }

  get session(): string {
    return this.#session;
  }

  async signIn(): Promise<void> {
    const { session } = await this.client.call('signIn', null, {
      vault: this.folder,
      name: officer,
      password: passphrase,
    });
    this.#session = session;
  }

  async signOut(): Promise<void> {
    await this.client.call('signOut', this.#session, {});
  }

  /** Ends its worker; the vault stays. */
  async leave(): Promise<void> {
    await this.client.terminate();
  }

  async close(): Promise<void> {
    await this.leave();
    rmSync(this.home, { recursive: true, force: true });
  }
}
