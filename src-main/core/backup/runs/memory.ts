import { z } from 'zod';
import { fromBase64 } from '../../crypto/bytes.ts';
import { parseJson, parseStatement, unverifiedPayload } from '../../crypto/statement.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import { IdSchema, Sha256Schema } from '../../vault/schemas.ts';
import { type Snapshot, SnapshotSchema } from '../repository/statements.ts';

/*
 * What this computer remembers of one target (docs/formats.md section 15.8). None of it is believed where it matters, and all
 * of it can be made again from the target: a broken memory is none.
 */

const PointSchema = z.strictObject({ number: z.int().min(1), at: z.int().min(0) });

const SeenSchema = z.strictObject({ number: z.int().min(1), sha256: Sha256Schema });
export type SeenSnapshot = z.infer<typeof SeenSchema>;

const RememberedSchema = z.strictObject({
  /** The newest snapshot that is known to have been there: newer than the last one where the target has lost its end. */
  seen: SeenSchema,
  /** The statement of the last snapshot, base64 of its file. */
  snapshot: z.base64(),
  sha256: Sha256Schema,
  /** The snapshot with the base that the database of the last one stands on. */
  databaseBase: PointSchema.extend({ sha256: Sha256Schema }),
  inventory: z.strictObject({
    /** SHA-256 of the files that the last inventory consists of: a base, then deltas in their order. */
    files: z.array(Sha256Schema).min(1).max(100_000),
    base: PointSchema,
    baseLines: z.int().min(0),
    deltaLines: z.int().min(0),
  }),
  /** SHA-256 of the plaintext of the last `sealed`, by which the next one is known to be the same. */
  sealedPlaintext: Sha256Schema,
  tombstones: z.array(IdSchema),
  /** The day of the last heartbeat. */
  heartbeat: z.iso.date().nullable(),
});

export type Remembered = z.infer<typeof RememberedSchema>;

/** The last snapshot that this computer made for a target, and what the next one needs to know of it. */
export interface LastSnapshot {
  readonly remembered: Remembered;
  readonly snapshot: Snapshot;
}

const fileOf = (folder: string) => `${folder}/last.json`;
/** What is going to be remembered: there from just before a snapshot is on the target until just after. */
const nextFileOf = (folder: string) => `${folder}/next.json`;

export const pagesFile = (folder: string, number: number): string => `${folder}/pages-${number}`;
export const inventoryFile = (folder: string, sha256: string): string => `${folder}/inventory-${sha256}`;
/** Payloads that were sent for a snapshot that is not there yet, some at a time. */
export const sentFile = (folder: string, number: number): string => `${folder}/sent-${number}`;

/** @returns null when nothing is remembered, or nothing that can be used. */
export async function readLast(files: FileSystem, folder: string): Promise<LastSnapshot | null> {
  return parsed(await files.read(fileOf(folder)));
}

/** As `readLast`, of a snapshot that nobody knows to be on the target. */
export async function readNext(files: FileSystem, folder: string): Promise<LastSnapshot | null> {
  return parsed(await files.read(nextFileOf(folder)));
}

/** To be called, and awaited, before the snapshot is created on the target. */
export async function writeNext(files: FileSystem, folder: string, next: Remembered): Promise<void> {
  await files.replace(nextFileOf(folder), Buffer.from(JSON.stringify(next), 'utf8'));
}

/** The snapshot is on the target. What only those before it needed goes. */
export async function promoteNext(files: FileSystem, folder: string, next: LastSnapshot): Promise<void> {
  await files.replace(fileOf(folder), Buffer.from(JSON.stringify(next.remembered), 'utf8'));
  await files.remove(nextFileOf(folder));
  const { databaseBase, inventory } = next.remembered;
  const needed = new Set([
    pagesFile(folder, next.snapshot.number),
    pagesFile(folder, databaseBase.number),
    ...inventory.files.map((sha256) => inventoryFile(folder, sha256)),
  ]);
  for (const name of await files.list(folder)) {
    if (/^(?:pages|inventory|sent)-/.test(name) && !needed.has(`${folder}/${name}`)) {
      await files.remove(`${folder}/${name}`, { syncFolder: false });
    }
  }
}

/** Of two the one that is kept in mind: an older one with another content tells of a target that was put back. */
export function newestOf(present: SeenSnapshot, seen: SeenSnapshot | null): SeenSnapshot {
  return seen !== null && seen.number >= present.number ? seen : present;
}

function parsed(bytes: Uint8Array | null): LastSnapshot | null {
  const remembered = RememberedSchema.safeParse(bytes && parseJson(bytes)).data;
  if (!remembered) return null;
  const statement = parseStatement(fromBase64(remembered.snapshot), 'last.json');
  const snapshot = SnapshotSchema.safeParse(unverifiedPayload(statement)).data;
  return snapshot ? { remembered, snapshot } : null;
}
