import {
  garbageName,
  heartbeatName,
  snapshotName,
  writerName,
} from '../../../../src-main/core/backup/repository/names.ts';
import {
  type Garbage,
  type Snapshot,
  signBackupWriter,
  signGarbage,
  signHeartbeat,
  signSnapshot,
} from '../../../../src-main/core/backup/repository/statements.ts';
import {
  type KnownWriter,
  verifyWriterFiles,
  writerFileBytes,
} from '../../../../src-main/core/backup/repository/writer-file.ts';
import { Findings } from '../../../../src-main/core/check/findings.ts';
import { formatX25519Recipient, generateX25519Identity } from '../../../../src-main/core/crypto/age/x25519-identity.ts';
import { sha256 } from '../../../../src-main/core/crypto/binding.ts';
import { base64, newId } from '../../../../src-main/core/crypto/bytes.ts';
import { newSigningKey, type SigningKey } from '../../../../src-main/core/crypto/signing.ts';
import { type Statement, statementBytes } from '../../../../src-main/core/crypto/statement.ts';
import { certifyPrivacyOfficer } from '../../../../src-main/core/vault/certificates.ts';

export const hashOf = (bytes: Uint8Array): string => sha256(bytes).toString('hex');
export const someHash = (text: string): string => hashOf(Buffer.from(text));

export const hour = 60 * 60 * 1000;
/** Midnight, UTC. */
export const begin: number = Date.UTC(2026, 10, 1);

/** A vault of which only the certificates matter. */
export class TrialVault {
  readonly id: string;
  readonly root: SigningKey;
  readonly #officers: { readonly key: SigningKey; readonly statement: Statement; readonly from: number }[] = [];

  /** @param twin the vault of which the certificates are to be others. */
  constructor({ id, root }: Pick<TrialVault, 'id' | 'root'> = { id: newId(), root: newSigningKey() }) {
    this.id = id;
    this.root = root;
    this.certify(1);
  }

  get rootKey(): string {
    return base64(this.root.publicKey);
  }

  /** A Privacy Officer from that position on. */
  certify(from: number): void {
    const key = newSigningKey();
    const recipient = formatX25519Recipient(generateX25519Identity().recipient);
    const certificate = { user: newId(), signing: base64(key.publicKey), recipient, stepUp: recipient, from };
    const statement = certifyPrivacyOfficer(this.root, { kind: 'privacy-officer', vault: this.id, ...certificate });
    this.#officers.push({ key, statement, from });
  }

  /** @param officer whose statement it is, by number; `certificates` how many go with it. */
  writerFile(
    { id: computer, key }: Pick<TrialWriter, 'id' | 'key'>,
    officer: number = this.#officers.length,
    { certificates = officer, from = this.#officers[officer - 1]?.from ?? 0 } = {},
  ): Buffer {
    const by = this.#officers[officer - 1];
    if (!by) throw new Error('no such officer');
    const writer = { vault: this.id, computer, signing: base64(key.publicKey), from };
    const chain = this.#officers.slice(0, certificates).map(({ statement }) => statement);
    return writerFileBytes(chain, signBackupWriter(writer, by.key));
  }
}

/** The files of one writer, in memory. */
export class TrialWriter {
  readonly vault: TrialVault;
  readonly id: string;
  readonly key: SigningKey;
  readonly files: Map<string, Uint8Array> = new Map<string, Uint8Array>();
  readonly #writer: string;

  constructor(vault: TrialVault, id: string = newId(), key: SigningKey = newSigningKey()) {
    this.vault = vault;
    this.id = id;
    this.key = key;
    const bytes = vault.writerFile(this);
    this.#writer = hashOf(bytes);
    this.files.set(writerName(this.#writer), bytes);
  }

  get known(): KnownWriter {
    const files = [...this.files]
      .filter(([name]) => name.startsWith('writer/'))
      .map(([name, bytes]) => ({ name, bytes }));
    const { id: vault, rootKey: root } = this.vault;
    const known = verifyWriterFiles(files, { vault, computer: this.id, root }, new Findings());
    if (!known) throw new Error('nobody vouches for it');
    return known;
  }

  snapshotOf(number: number, changed: Partial<Snapshot> = {}): Omit<Snapshot, 'kind'> {
    return {
      vault: this.vault.id,
      computer: this.id,
      number,
      at: begin + number * hour,
      previous: number === 1 ? null : this.hashOfSnapshot(number - 1),
      writer: this.#writer,
      state: 'open',
      audit: { position: number, hash: base64(Buffer.alloc(32)) },
      database: { file: someHash(`d${number}`), size: 100, on: number === 1 ? null : number - 1, pages: 10 },
      sealed: { file: someHash(`s${number}`), size: 100 },
      inventory: {
        file: someHash(`i${number}`),
        size: 100,
        on: number === 1 ? null : number - 1,
        payloads: 3,
        bytes: 90,
      },
      ...changed,
    };
  }

  /** @returns the name of the file. */
  snapshot(number: number, changed: Partial<Snapshot> = {}, key: SigningKey = this.key): string {
    const bytes = statementBytes(signSnapshot(this.snapshotOf(number, changed), key));
    return this.put(snapshotName(number, hashOf(bytes)), bytes);
  }

  snapshots(count: number): this {
    for (let number = 1; number <= count; number += 1) this.snapshot(number);
    return this;
  }

  heartbeat(at: number, number: number, hash: string = this.hashOfSnapshot(number)): string {
    const heartbeat = { vault: this.vault.id, computer: this.id, at, snapshot: { number, hash } };
    const bytes = statementBytes(signHeartbeat(heartbeat, this.key));
    return this.put(heartbeatName(new Date(at).toISOString().slice(0, 10), hashOf(bytes)), bytes);
  }

  garbage(at: number, snapshots: Garbage['snapshots'], names: readonly string[] = []): string {
    const garbage = { vault: this.vault.id, computer: this.id, at, snapshots, names: [...names] };
    const bytes = statementBytes(signGarbage(garbage, this.key));
    return this.put(garbageName(at, hashOf(bytes)), bytes);
  }

  put(name: string, bytes: Uint8Array): string {
    this.files.set(name, bytes);
    return name;
  }

  remove(...numbers: readonly number[]): this {
    for (const number of numbers) this.files.delete(this.nameOfSnapshot(number));
    return this;
  }

  nameOfSnapshot(number: number): string {
    const name = [...this.files.keys()].find((each) => each.startsWith(snapshotName(number, '')));
    if (name === undefined) throw new Error('no such snapshot');
    return name;
  }

  hashOfSnapshot(number: number): string {
    return this.nameOfSnapshot(number).slice(-64);
  }
}
