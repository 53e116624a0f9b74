import { VaultError } from '../../contract/errors.ts';
import { sealCommit } from '../access/commit.ts';
import { type CompartmentKey, wipeCompartmentKey } from '../access/compartment-key.ts';
import { bucketOf, computeBuckets, headOf, keyRowsHash, type RowTable, updateBuckets } from '../access/head.ts';
import type { SealedKeyRow } from '../access/key-rows.ts';
import { type MemberList, MemberListSchema, memberListHash } from '../access/member-list.ts';
import { appendEntry, type Commit, type CommitKind, commitKinds, type Detail, type LogHead } from '../audit/log.ts';
import { noteEntry } from '../audit/log-view.ts';
import { bind } from '../crypto/binding.ts';
import { base64, idBytes, newId, noBytes, u64 } from '../crypto/bytes.ts';
import { sign } from '../crypto/signing.ts';
import { statementBytes } from '../crypto/statement.ts';
import { integerOf } from '../ports/row.ts';
import { sealMessage } from '../records/sealed-message.ts';
import { type RecordPlace, signRecord } from '../records/sealed-record.ts';
import {
  deleteCompartment,
  deleteRow,
  insertCompartment,
  insertKeyRow,
  insertRow,
  type RowContent,
  type SealedRow,
  sealRow,
  updateHead,
  updateKeyRow,
  updateRow,
} from './compartment-rows.ts';
import { type Directory, directoryCommit, signDirectory, writeDirectory } from './directory.ts';
import { compartmentOf, type OpenCompartment, type OpenVault, presentKeyOf, requireChangeable } from './open-vault.ts';
import { contentBytes, type VaultFileContent, contentHash as vaultFileHash, writeVaultFile } from './vault-file.ts';

/** Member lists are padded to a multiple of this, which some twenty members fit in. */
const listStepBytes = 4096;
/** More than a record says beside its body. */
const envelopeBytes = 512;

/** Of a row of this vault. */
type RowPlace = Omit<RecordPlace, 'vault'>;

/**
 * One transaction on an open vault: rows, the heads and commits of the compartments they belong to, and the audit entry
 * that tells of it, all or nothing. Written by `changeVault` only.
 */
export class Change {
  /** The position of the audit entry that this change appends. */
  readonly position: number;
  /** When, in ms. */
  readonly at: number;
  readonly #vault: OpenVault;
  readonly #details: Detail[] = [];
  readonly #commits: Commit[] = [];
  readonly #touched = new Map<string, Set<number>>();
  readonly #compartments = new Map<string, OpenCompartment | null>();
  /** Compartments whose member list is to be written. */
  readonly #lists = new Set<string>();
  #directory: Directory | null = null;
  #vaultFile: VaultFileContent | null = null;
  #head: LogHead | null = null;

  constructor(vault: OpenVault) {
    this.#vault = vault;
    this.position = vault.log.head.position + 1;
    this.at = vault.env.clock.now();
  }

  get directory(): Directory {
    return this.#directory ?? this.#vault.directory;
  }

  /** As it is within this change. @throws VaultError `not-found`. */
  compartment(id: string): OpenCompartment {
    const changed = this.#compartments.get(id);
    if (changed === null) throw new VaultError('not-found', 'compartment destroyed in this change');
    return changed ?? compartmentOf(this.#vault, id);
  }

  isDestroyed(id: string): boolean {
    return this.#compartments.get(id) === null;
  }

  /** All compartments of the user as they are within this change. */
  compartments(): OpenCompartment[] {
    const ids = new Set([...this.#vault.compartments.keys(), ...this.#compartments.keys()]);
    return [...ids].filter((id) => this.#compartments.get(id) !== null).map((id) => this.compartment(id));
  }

  /** A detail of the audit entry; facts are ids and reasons, never names. Erasing `subject` removes it. */
  tell(action: string, facts: Readonly<Record<string, unknown>>, subject: string | null = null): void {
    const { id, author } = this.#vault.user;
    const messageId = Buffer.concat([u64(this.position), u64(this.#details.length)]);
    const sealed = sealMessage(
      this.#vault.id,
      this.directory.audit,
      messageId,
      { id, signing: author.signing },
      { type: 'audit', at: this.position, body: { action, ...facts } },
    );
    this.#details.push({ subject, sealed });
  }

  commit(kind: CommitKind, key: Uint8Array, body: Uint8Array): void {
    this.#commits.push({ kind, key: Buffer.from(key), body: Buffer.from(body) });
  }

  /** @returns the id of the new record. */
  insertRecord(compartment: string, type: string, body: unknown, id: string = newId()): string {
    const place = { table: 'records', compartment, id, version: 1 } as const;
    this.#insert(place, this.#sign(place, type, body));
    return id;
  }

  updateRecord(compartment: string, id: string, type: string, body: unknown): void {
    const row = this.#vault.db.get(
      'SELECT version FROM records WHERE id = ? AND compartment = ?',
      idBytes(id),
      idBytes(compartment),
    );
    if (!row) throw new VaultError('not-found', 'no such record');
    const version = integerOf(row, 'version', Number.MAX_SAFE_INTEGER - 1) + 1;
    const place = { table: 'records', compartment, id, version } as const;
    this.#update(place, this.#sign(place, type, body));
  }

  /** A document version: its sealed record with age header and object name. */
  insertContent(compartment: string, id: string, body: unknown, header: Uint8Array, object: Uint8Array): void {
    const place = { table: 'contents', compartment, id, version: 1 } as const;
    this.#insert(place, this.#sign(place, 'version', body), { header, object });
  }

  deleteRow(table: RowTable, compartment: string, id: string): void {
    deleteRow(this.#vault.db, table, compartment, id);
    this.#touch(compartment, bucketOf(id));
  }

  /** Seals a row again under the present epoch; its plaintext, version and author's signature stay. */
  resealRow(place: RowPlace, plaintext: Uint8Array, content: RowContent | null): void {
    this.#update(place, plaintext, content);
  }

  /** A new compartment with its first key, owned by nobody until `setMembers`. */
  createCompartment(key: CompartmentKey, row: SealedKeyRow): void {
    insertKeyRow(this.#vault.db, row);
    insertCompartment(this.#vault.db, key);
    const members: MemberList = { purpose: 'folder', members: [], archive: null };
    this.#compartments.set(key.compartment, {
      id: key.compartment,
      keys: new Map([[key.epoch, key]]),
      epoch: key.epoch,
      rights: 'write',
      members,
      listVersion: 0,
      listHash: '',
      version: 0,
      buckets: noBytes,
    });
    this.#lists.add(key.compartment);
    this.#touch(key.compartment, 0);
  }

  /** A new epoch: from here on every write of the compartment uses `key`. */
  rekey(key: CompartmentKey, row: SealedKeyRow): void {
    const compartment = this.compartment(key.compartment);
    insertKeyRow(this.#vault.db, row);
    this.#compartments.set(compartment.id, {
      ...compartment,
      keys: new Map([...compartment.keys, [key.epoch, key]]),
      epoch: key.epoch,
    });
    this.#lists.add(compartment.id);
    this.#touch(compartment.id, 0);
  }

  /** A key row of an archive, which has no head of its own. */
  insertArchiveKey(row: SealedKeyRow): void {
    insertKeyRow(this.#vault.db, row);
  }

  /** The same key of an archive sealed again, for another step-up identity. The member list of its folder names it anew. */
  replaceArchiveKey(row: SealedKeyRow): void {
    updateKeyRow(this.#vault.db, row);
  }

  /** Forgets epochs of which no row is left; their escrow stays. */
  forgetEpochs(id: string, epochs: readonly number[]): void {
    const compartment = this.compartment(id);
    const keys = new Map([...compartment.keys].filter(([epoch]) => !epochs.includes(epoch)));
    this.#compartments.set(id, { ...compartment, keys });
  }

  setMembers(id: string, members: MemberList): void {
    this.#compartments.set(id, { ...this.compartment(id), members });
    this.#lists.add(id);
  }

  /**
   * Writes the member list of every compartment that has other members or another key: before the keyrings, which name
   * it by its hash. All of them get one size, so that it does not tell whose members have changed.
   */
  writeMemberLists(): void {
    const { db, id: vault } = this.#vault;
    const lists = [...this.#lists].map((id) => {
      const { members, listVersion } = this.compartment(id);
      const keyRows = base64(keyRowsHash(db, vault, id, members.archive?.compartment ?? null));
      return { id, version: listVersion + 1, body: MemberListSchema.parse({ ...members, keyRows }) };
    });
    const longest = Math.max(0, ...lists.map(({ body }) => JSON.stringify(body).length));
    const paddingBytes = Math.ceil((longest + envelopeBytes) / listStepBytes) * listStepBytes;
    for (const { id, version, body } of lists) {
      const place = { table: 'records', compartment: id, id, version } as const;
      const plaintext = this.#sign(place, 'member-list', body, paddingBytes);
      if (version === 1) this.#insert(place, plaintext);
      else this.#update(place, plaintext);
      const listHash = memberListHash(vault, id, plaintext);
      this.#compartments.set(id, { ...this.compartment(id), listVersion: version, listHash });
    }
    this.#lists.clear();
  }

  destroyCompartment(id: string): void {
    deleteCompartment(this.#vault.db, id);
    this.#compartments.set(id, null);
    this.#touched.delete(id);
    this.#lists.delete(id);
  }

  /** Replaces the directory, numbered and signed here. */
  setDirectory(update: (directory: Directory) => Directory): void {
    const next = update(this.directory);
    const version = this.#vault.directory.version + 1;
    this.#directory = { ...next, version, position: this.position };
  }

  /** The official content of `vault.json` from here on; its file is written around the transaction. */
  setVaultFile(content: VaultFileContent): void {
    this.#vaultFile = content;
  }

  /** Heads, commits, directory and the audit entry. */
  finish(): void {
    const { db, id: vault, user } = this.#vault;
    if (this.#lists.size > 0) throw new VaultError('internal', 'member lists change with the keyrings');
    for (const [id, buckets] of this.#touched) this.#finishCompartment(id, buckets);
    if (this.#directory) {
      const statement = signDirectory(this.#directory, user.author.signing);
      writeDirectory(db, this.#directory.version, statement);
      this.commit(commitKinds.directory, noBytes, directoryCommit(this.#directory.version, statementBytes(statement)));
    }
    if (this.#vaultFile) this.#finishVaultFile(this.#vaultFile);
    if (this.#details.length === 0) throw new VaultError('internal', 'a change must tell what it did');
    const entry = { at: this.at, details: this.#details, commits: this.#commits };
    this.#head = appendEntry(db, vault, this.#vault.log.head, entry);
  }

  /** Takes the new state over in memory, once the transaction is durable. */
  settle(): void {
    const vault = this.#vault;
    if (this.#head) noteEntry(vault.id, vault.log, this.#head, this.#commits);
    for (const [id, compartment] of this.#compartments) {
      if (compartment === null) {
        vault.compartments.delete(id);
        for (const key of vault.broken.get(id)?.keys.values() ?? []) wipeCompartmentKey(key);
        vault.broken.delete(id);
      } else {
        vault.compartments.set(id, compartment);
      }
    }
    if (this.#directory) vault.directory = this.#directory;
    if (this.#vaultFile) vault.official = this.#vaultFile;
  }

  #sign(row: RowPlace, type: string, body: unknown, paddingBytes?: number): Buffer {
    const place: RecordPlace = { ...row, vault: this.#vault.id };
    return signRecord(place, this.#vault.user.author, type, this.position, body, paddingBytes);
  }

  #insert(place: RowPlace, plaintext: Uint8Array, content: RowContent | null = null): void {
    insertRow(this.#vault.db, this.#seal(place, plaintext, content));
    this.#touch(place.compartment, bucketOf(place.id));
  }

  #update(place: RowPlace, plaintext: Uint8Array, content: RowContent | null = null): void {
    updateRow(this.#vault.db, this.#seal(place, plaintext, content));
    this.#touch(place.compartment, bucketOf(place.id));
  }

  #seal(row: RowPlace, plaintext: Uint8Array, content: RowContent | null): SealedRow {
    const key = presentKeyOf(this.compartment(row.compartment));
    return sealRow({ ...row, vault: this.#vault.id }, key, plaintext, content);
  }

  #touch(compartment: string, bucket: number): void {
    this.#touched.set(compartment, (this.#touched.get(compartment) ?? new Set<number>()).add(bucket));
  }

  #finishCompartment(id: string, touched: ReadonlySet<number>): void {
    const { db, id: vault, user } = this.#vault;
    const compartment = this.compartment(id);
    const version = compartment.version + 1;
    const buckets =
      compartment.buckets.length === 0
        ? computeBuckets(db, vault, id)
        : updateBuckets(db, vault, id, compartment.buckets, touched);
    const head = headOf(vault, id, compartment.epoch, version, buckets);
    const sealed = sealCommit(vault, presentKeyOf(compartment), { version, head }, user.author, this.position);
    this.#commits.push(sealed);
    updateHead(db, { id, epoch: compartment.epoch, version, head, buckets });
    this.#compartments.set(id, { ...compartment, version, buckets });
  }

  #finishVaultFile(content: VaultFileContent): void {
    const { db, id: vault, user } = this.#vault;
    const hash = vaultFileHash(content);
    const signature = sign(user.directorySigning, bind(vault, 'vault-file', u64(this.position), hash));
    this.commit(commitKinds.vaultFile, noBytes, Buffer.concat([hash, idBytes(user.id), signature]));
    db.run("INSERT OR REPLACE INTO meta (key, value) VALUES ('vault-file', ?)", contentBytes(content));
  }
}

/**
 * Runs `work` as one change of the vault: durable when it returns, without a trace when it throws.
 * @throws VaultError `vault-read-only` while an older state than this computer remembers is not accepted.
 */
export function changeVault<Result>(vault: OpenVault, work: (change: Change) => Result): Result {
  requireChangeable(vault);
  const change = new Change(vault);
  const result = vault.db.transaction(() => {
    const value = work(change);
    change.finish();
    return value;
  });
  change.settle();
  return result;
}

/**
 * As `changeVault`, for what changes `vault.json` as well: the file holds old and new content while the transaction
 * decides which one is official (docs/formats.md section 4). What of the file cannot be written behind the transaction,
 * because the disk is full by then, is no failure: the next start writes it.
 */
export async function changeVaultWithFile<Result>(
  vault: OpenVault,
  next: VaultFileContent,
  work: (change: Change) => Result,
): Promise<Result> {
  return await vault.fileTurns.take(async () => await changeInTurn(vault, next, work));
}

/** As `changeVaultWithFile`, for who has the turn already (`OpenVault.fileTurns`), because she changes other files with it. */
export async function changeInTurn<Result>(
  vault: OpenVault,
  next: VaultFileContent,
  work: (change: Change) => Result,
): Promise<Result> {
  requireChangeable(vault);
  const before = vault.official;
  await writeVaultFile(vault.env.files, vault.paths.vaultFile, { content: before, next });
  let result: Result;
  try {
    result = changeVault(vault, (change) => {
      change.setVaultFile(next);
      return work(change);
    });
  } catch (error) {
    // After an error of the disk nobody can say whether the transaction is there: then both contents stay, and the next
    // start asks the database.
    if (error instanceof VaultError && error.code !== 'internal') await tidyVaultFile(vault, before);
    throw error;
  }
  await tidyVaultFile(vault, next);
  return result;
}

async function tidyVaultFile({ env, paths }: OpenVault, content: VaultFileContent): Promise<void> {
  try {
    await writeVaultFile(env.files, paths.vaultFile, { content, next: null });
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
  }
}
