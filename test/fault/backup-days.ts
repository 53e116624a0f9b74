import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pruneBackups } from '../../src-main/core/backup/prune/prune.ts';
import { unwatched } from '../../src-main/core/job.ts';
import type { Target } from '../../src-main/core/ports/target.ts';
import type { Environment, OpenVault } from '../../src-main/core/vault/open-vault.ts';
import { addDocuments, backup, folderTarget, notBackedUp, type Reported } from '../support/backup-office.ts';
import { treeDigest } from '../support/tree-digest.ts';
import { withCalls } from '../support/with-calls.ts';
import { environmentOf, folders, type Office } from './trial-office.ts';

export const hourMs: number = 60 * 60 * 1000;

/** A snapshot that was reported, and when it was made, in ms UTC. */
export interface Dated extends Reported {
  readonly at: number;
}

/** An office whose days go by, on its computer and on the target alike, and for the next program as well. */
export class BackupDays {
  readonly env: Environment;
  readonly target: Target;
  readonly #office: Office;
  readonly #turned: string;
  readonly #memory: string;

  private constructor(office: Office, target: Target) {
    this.#office = office;
    this.#turned = path.join(office.base, 'turned');
    this.#memory = path.join(office.base, 'memory');
    const now = () => this.now();
    this.env = { ...environmentOf(office), clock: { now } };
    this.target = withCalls(target, { now: async () => now() });
  }

  static async at(office: Office): Promise<BackupDays> {
    return new BackupDays(office, await folderTarget(path.join(office.base, 'target')));
  }

  now(): number {
    const turnedMs = existsSync(this.#turned) ? Number(readFileSync(this.#turned, 'utf8')) : 0;
    return Date.now() + turnedMs;
  }

  wait(ms: number): void {
    writeFileSync(this.#turned, String(this.now() - Date.now() + ms));
  }

  /** A day's work, or a part of it, and a backup of it. */
  async backUp(vault: OpenVault, seed: number): Promise<Dated> {
    await addDocuments(vault, folders.few, [100 + (seed % 100), 1_048_576 + (seed % 100_000)], seed);
    const { snapshot } = await backup(vault, this.target, this.#memory);
    return { number: snapshot.number, at: snapshot.at, digest: treeDigest(this.#office.vault, notBackedUp) };
  }

  async prune(vault: OpenVault): Promise<void> {
    const { target, env } = this;
    const own = { target, files: env.files, memory: this.#memory, vault: vault.id, computer: vault.computer };
    const rules = await env.retentionRules();
    const report = await pruneBackups({ ...own, clock: env.clock, rules, acknowledged: null, job: unwatched });
    if (report.faults.length > 0 || !report.doClocksAgree) throw new Error(JSON.stringify(report.faults));
  }
}
