import type { Finding } from '../../contract/check.ts';
import { partOfWriter } from '../backup/repository/examine-file.ts';
import type { Inventory } from '../backup/repository/inventory.ts';
import {
  databaseName,
  inventoryName,
  objectName,
  packName,
  sealedName,
  writerFolder,
} from '../backup/repository/names.ts';
import { standsOn } from '../backup/repository/stands-on.ts';
import type { Snapshot } from '../backup/repository/statements.ts';
import { listed } from '../backup/verify/read-repository.ts';
import { Findings } from '../check/findings.ts';
import type { Job } from '../job.ts';
import type { FoundSnapshot } from './find-snapshot.ts';
import type { Repository } from './repository-view.ts';
import { type RestoredSnapshot, readInventory } from './restore-files.ts';

export interface ExaminedSnapshot {
  /** What is missing of what it needs, or of another length; nothing of that can be restored around. */
  readonly findings: readonly Finding[];
  /** null where it is not whole. */
  readonly inventory: Inventory | null;
}

/**
 * Whether all that a snapshot needs lies there in its length; its bytes are verified as they are read. Reads its inventory and
 * lists the rest. @throws VaultError those of the target, `cancelled`.
 */
export async function examineSnapshot(
  repository: Repository,
  wanted: FoundSnapshot,
  job: Job,
): Promise<ExaminedSnapshot> {
  const { snapshot } = wanted;
  const findings = new Findings();
  const sizes = await sizesIn(repository, snapshot, ['database', 'sealed', 'inventories', 'objects', 'packs']);
  const need = (name: string, sizeBytes: number | null, leastBytes = 0) => {
    const found = sizes.get(name);
    const part = partOfWriter(snapshot, name);
    if (found === undefined) findings.add(part, 'missing', 'the snapshot needs it');
    else if (found < leastBytes || (sizeBytes !== null && found !== sizeBytes)) {
      findings.add(part, 'altered', 'of another length than it was');
    }
  };
  needFixed(wanted, need, findings);
  const part = partOfWriter(snapshot, inventoryName(snapshot.inventory.file));
  const inventory = await findings.attemptAsync(part, () => readInventory({ target: repository.target, job }, wanted));
  const packs = new Map<string, number>();
  for (const { sha256, length, pack, offset } of inventory ?? []) {
    if (pack === null) need(objectName(sha256), length);
    else packs.set(pack, Math.max(packs.get(pack) ?? 0, offset + length));
  }
  for (const [pack, leastBytes] of packs) need(packName(pack), null, leastBytes);
  return { findings: findings.all, inventory };
}

/** What lies in some folders of the writer of a snapshot, by names from its folder on. */
export async function sizesIn(
  { target, signal, vault }: Repository,
  { computer }: Pick<Snapshot, 'computer'>,
  folders: readonly string[],
): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for (const below of folders) {
    for (const { name, sizeBytes } of await listed({ target, signal }, writerFolder(vault, computer), below)) {
      sizes.set(name, sizeBytes);
    }
  }
  return sizes;
}

/** All but the payloads. */
export function needFixed(
  { snapshot, others }: RestoredSnapshot,
  need: (name: string, sizeBytes: number) => void,
  findings: Findings,
): void {
  const part = partOfWriter(snapshot, `snapshots/${snapshot.number}`);
  need(sealedName(snapshot.sealed.file), snapshot.sealed.size);
  findings.attempt(part, () => {
    for (const { database } of standsOn(snapshot, others, ({ database: { on } }) => on)) {
      need(databaseName(database.file), database.size);
    }
  });
  findings.attempt(part, () => {
    for (const { inventory } of standsOn(snapshot, others, ({ inventory: { on } }) => on)) {
      need(inventoryName(inventory.file), inventory.size);
    }
  });
}
