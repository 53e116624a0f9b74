import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { NodePatchedFile } from '../../src-main/adapters/backup/node-patched-file.ts';
import { NodeFileSystem } from '../../src-main/adapters/file-system/node-file-system.ts';
import type { Pruning } from '../../src-main/core/backup/prune/plan-prune.ts';
import { type PruneReport, pruneBackups } from '../../src-main/core/backup/prune/prune.ts';
import type { Snapshot } from '../../src-main/core/backup/repository/statements.ts';
import { type BackupRun, runBackup } from '../../src-main/core/backup/runs/run-backup.ts';
import type { BackupSource, CapturedVault } from '../../src-main/core/backup/sources/backup-source.ts';
import { readWriters } from '../../src-main/core/backup/verify/read-repository.ts';
import { verifyRepository } from '../../src-main/core/backup/verify/verify-repository.ts';
import {
  generatePostQuantumIdentity,
  type PostQuantumIdentity,
  postQuantumRecipient,
} from '../../src-main/core/crypto/age/post-quantum-identity.ts';
import { sha256 } from '../../src-main/core/crypto/binding.ts';
import { unwatched } from '../../src-main/core/job.ts';
import type { Target } from '../../src-main/core/ports/target.ts';
import { type Restoring, restoreFiles, withIdentity } from '../../src-main/core/restore/restore-files.ts';
import { TrialVault, TrialWriter } from '../unit/core/backup/trial-writer.ts';
import { monday, rules } from './backup-chain.ts';
import { copyFolder } from './copy-folder.ts';
import { MemoryTarget } from './memory-target.ts';
import type { SeededRandom } from './seed.ts';
import type { TempFolder } from './temp-folder.ts';
import { treeDigest } from './tree-digest.ts';

const files = new NodeFileSystem();
const pageBytes = 4096;

/** A clock that stands still until it is turned. */
class TurnedClock {
  at: number;

  constructor(at: number) {
    this.at = at;
  }

  now(): number {
    return this.at;
  }
}

/** A moment that was backed up: its snapshot, and what a restore of it has to give. */
export interface Moment {
  readonly snapshot: Snapshot;
  readonly digest: Record<string, string>;
}

/** The backups of something like a vault, without one: a file of pages and some objects, to a target in memory. */
export class TrialBackups {
  readonly clock = new TurnedClock(monday);
  /** Of the target; its own when a test turns it. */
  readonly targetClock = new TurnedClock(monday);
  target: MemoryTarget = new MemoryTarget(this.targetClock);
  readonly moments: Moment[] = [];
  readonly writer: TrialWriter;
  acknowledged: Pruning['acknowledged'] = null;
  readonly #home: TempFolder;
  readonly #random: SeededRandom;
  readonly #identity: PostQuantumIdentity;
  readonly #recipient: string;
  readonly #pages: Buffer[] = [];
  readonly #objects = new Map<string, Buffer>();
  #restored = 0;

  private constructor(
    home: TempFolder,
    random: SeededRandom,
    identity: PostQuantumIdentity,
    recipient: string,
    writer: TrialWriter,
  ) {
    this.#home = home;
    this.#random = random;
    this.#identity = identity;
    this.#recipient = recipient;
    this.writer = writer;
  }

  static async begin(home: TempFolder, random: SeededRandom): Promise<TrialBackups> {
    const identity = generatePostQuantumIdentity();
    const recipient = await postQuantumRecipient(identity);
    const backups = new TrialBackups(home, random, identity, recipient, new TrialWriter(new TrialVault()));
    mkdirSync(home.file('objects'));
    // Less would not pass for a database.
    for (let page = 0; page < 20; page += 1) backups.#pages.push(backups.#page());
    backups.change();
    return backups;
  }

  /** The same, to go on with on its own. */
  copy(home: TempFolder): TrialBackups {
    const copy = new TrialBackups(home, this.#random, this.#identity, this.#recipient, this.writer);
    copyFolder(this.#home.path, home.path);
    copy.clock.at = this.clock.at;
    copy.targetClock.at = this.targetClock.at;
    copy.target = new MemoryTarget(copy.targetClock, this.target.files);
    copy.moments.push(...this.moments);
    copy.#pages.push(...this.#pages);
    for (const [name, bytes] of this.#objects) copy.#objects.set(name, bytes);
    return copy;
  }

  /** Time goes by, here and there. */
  wait(ms: number): void {
    this.clock.at += ms;
    this.targetClock.at += ms;
  }

  /** Some pages are written, some objects come and some go. */
  change(): void {
    const changed = 1 + this.#random.below(3);
    for (let times = 0; times < changed; times += 1) this.#pages[1 + this.#random.below(11)] = this.#page();
    if (this.#random.chance(0.5)) this.#pages.push(this.#page());
    for (let times = 0; times < 2; times += 1) this.#add(1 + this.#random.below(5000));
    if (this.#random.chance(0.1)) this.#add(2 ** 20 + this.#random.below(1000));
    for (const name of this.#objects.keys()) if (this.#random.chance(0.1)) this.#objects.delete(name);
  }

  /** Something small comes, and nothing goes. */
  add(): void {
    this.#pages[1 + this.#random.below(11)] = this.#page();
    this.#add(1 + this.#random.below(5000));
  }

  /** An object of the vault is not the bytes any more that its name says. */
  damage(): void {
    const [name = ''] = this.#objects.keys();
    writeFileSync(this.#home.file('objects', name), 'damaged');
  }

  async run(target: Target = this.target): Promise<BackupRun> {
    const run = await runBackup(
      this.#source(),
      { target, memory: this.#home.file('memory'), looksForOthers: false },
      unwatched,
    );
    const [vault, tar] = [this.#digestNow(), { 'vault.json': hashOf(Buffer.from('vault')) }];
    if (run.isNew) this.moments.push({ snapshot: run.snapshot, digest: { ...vault, ...tar } });
    return run;
  }

  pruning(target: Target = this.target): Pruning {
    const { clock, acknowledged, writer } = this;
    const computer = { id: writer.id, signing: writer.key };
    const memory = this.#home.file('memory');
    return { target, files, memory, vault: writer.vault.id, computer, clock, rules, acknowledged, job: unwatched };
  }

  async prune(target?: Target): Promise<PruneReport> {
    return await pruneBackups(this.pruning(target));
  }

  /** What verification finds, with every byte read. */
  async findings(): Promise<string[]> {
    const { findings } = await verifyRepository(
      { target: this.target, vault: this.writer.vault.id, signal: unwatched.signal },
      this.writer.vault.rootKey,
      { reads: 'all', remembered: new Map() },
      unwatched,
    );
    return findings.map(({ part, problem }) => `${part.replace(`writers/${this.writer.id}/`, '')}: ${problem}`);
  }

  /** The snapshots that a restore is offered, by number. */
  async offered(): Promise<ReadonlyMap<number, Snapshot>> {
    return new Map((await this.#all()).flatMap(({ retired, payload }) => (retired ? [] : [[payload.number, payload]])));
  }

  /** What a restore of a snapshot gives, and what it has to give. */
  async restored(number: number): Promise<{ readonly found: Record<string, string>; readonly expected: unknown }> {
    const others = new Map((await this.#all()).map(({ payload }) => [payload.number, payload]));
    const snapshot = others.get(number);
    if (!snapshot) throw new Error(`there is no snapshot ${number}`);
    this.#restored += 1;
    const to = this.#home.file(`restored ${this.#restored}`);
    await restoreFiles(this.restoring(), { snapshot, others }, to);
    const moment = this.moments.findLast((one) => one.snapshot.number === number);
    const found = treeDigest(to);
    rmSync(to, { recursive: true });
    return { found, expected: moment?.digest };
  }

  restoring(): Restoring {
    const openPatched = (path: string) => NodePatchedFile.open(path);
    return { files, openPatched, target: this.target, keyOf: withIdentity(this.#identity), job: unwatched };
  }

  /** Names in the writer's folder on the target. */
  names(): string[] {
    const prefix = `dossierkluis-1/${this.writer.vault.id}/writers/${this.writer.id}/`;
    return [...this.target.files.keys()].map((name) => name.slice(prefix.length)).sort();
  }

  /** As when the configuration folder of the computer is lost. */
  forget(): void {
    rmSync(this.#home.file('memory'), { recursive: true });
  }

  /** A file of the writer's folder is gone from the target. */
  lose(name: string): void {
    this.target.files.delete(`dossierkluis-1/${this.writer.vault.id}/writers/${this.writer.id}/${name}`);
  }

  /** Puts a file of the trial writer's making onto the target. */
  plant(name: string, bytes: Uint8Array | undefined): void {
    const folder = `dossierkluis-1/${this.writer.vault.id}/writers/${this.writer.id}`;
    this.target.files.set(`${folder}/${name}`, Buffer.from(bytes ?? ''));
  }

  async #all() {
    const { id: vault, rootKey } = this.writer.vault;
    const { writers } = await readWriters({ target: this.target, vault, signal: unwatched.signal }, rootKey, new Map());
    return writers.flatMap(({ chain }) => chain.snapshots);
  }

  #source(): BackupSource {
    const { vault, id, key } = this.writer;
    const database = Buffer.concat(this.#pages);
    const captured: CapturedVault = {
      state: 'open',
      database: {
        sizeBytes: database.length,
        readAt: async (buffer, position) => database.copy(buffer, 0, position, position + buffer.length),
      },
      files: [{ name: 'vault.json', sizeBytes: 5, bytes: piecesOf(Buffer.from('vault')) }],
      objects: new Set(this.#objects.keys()),
      audit: null,
      tombstones: [],
      recipient: this.#recipient,
    };
    return {
      env: { files, clock: this.clock },
      vault: vault.id,
      computer: { id, signing: key },
      writerFile: vault.writerFile(this.writer),
      pathOf: (name) => this.#home.file('objects', name),
      capture: async (use) => await use(captured),
    };
  }

  #digestNow(): Record<string, string> {
    const objects = [...this.#objects.keys()].map((name) => [`objects/${name.slice(0, 2)}/${name}`, name] as const);
    const all = [...objects, ['vault.db', hashOf(Buffer.concat(this.#pages))] as const];
    return Object.fromEntries(all);
  }

  #page(): Buffer {
    const page = Buffer.alloc(pageBytes, this.#random.bytes(64));
    page.set(this.#random.bytes(80), pageBytes - 80);
    return page;
  }

  #add(length: number): void {
    const bytes = Buffer.alloc(length, this.#random.bytes(Math.min(length, 64)));
    const name = hashOf(bytes);
    writeFileSync(this.#home.file('objects', name), bytes);
    this.#objects.set(name, bytes);
  }
}

const hashOf = (bytes: Uint8Array): string => sha256(bytes).toString('hex');

const piecesOf = (bytes: Uint8Array) =>
  async function* () {
    yield bytes;
  };
