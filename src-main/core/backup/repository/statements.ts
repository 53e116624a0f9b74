import { z } from 'zod';
import type { SigningKey } from '../../crypto/signing.ts';
import { type Statement, signStatement } from '../../crypto/statement.ts';
import { IdSchema, KeySchema, PositionSchema, Sha256Schema } from '../../vault/schemas.ts';

/** The signed parts of a repository (docs/formats.md sections 15.5 to 15.7). */

/** As many digits as the name of a snapshot has. */
const NumberSchema = z.int().min(1).max(9_999_999_999);
/** As many digits as the name of a garbage statement has. */
const AtSchema = z.int().min(0).max(9_999_999_999_999);
const CountSchema = z.int().min(0);
const FileSchema = z.strictObject({ file: Sha256Schema, size: z.int().min(1) });

export const BackupWriterSchema = z.strictObject({
  kind: z.literal('backup-writer'),
  vault: IdSchema,
  computer: IdSchema,
  signing: KeySchema,
  from: PositionSchema,
});
export type BackupWriter = z.infer<typeof BackupWriterSchema>;

export const SnapshotSchema = z
  .strictObject({
    kind: z.literal('backup-snapshot'),
    vault: IdSchema,
    computer: IdSchema,
    number: NumberSchema,
    at: AtSchema,
    previous: Sha256Schema.nullable(),
    writer: Sha256Schema,
    state: z.enum(['open', 'locked', 'after-crash']),
    audit: z.strictObject({ position: PositionSchema, hash: KeySchema }).nullable(),
    database: FileSchema.extend({ on: NumberSchema.nullable(), pages: z.int().min(1) }),
    sealed: FileSchema,
    inventory: FileSchema.extend({
      // An office without a document has an inventory without a line.
      size: CountSchema,
      on: NumberSchema.nullable(),
      payloads: CountSchema,
      bytes: CountSchema,
    }),
  })
  .refine(({ number, previous }) => (number === 1) === (previous === null))
  .refine(({ number, database, inventory }) => (database.on ?? 0) < number && (inventory.on ?? 0) < number);
export type Snapshot = z.infer<typeof SnapshotSchema>;

export const HeartbeatSchema = z
  .strictObject({
    kind: z.literal('backup-heartbeat'),
    vault: IdSchema,
    computer: IdSchema,
    day: z.iso.date(),
    at: AtSchema,
    snapshot: z.strictObject({ number: NumberSchema, hash: Sha256Schema }),
  })
  .refine(({ day, at }) => day === dayOf(at));
export type Heartbeat = z.infer<typeof HeartbeatSchema>;

/** Of the files that a writer may remove: not its tombstones, and no garbage statement, which goes when a later one is there. */
const removable =
  /^(?:(?:objects|packs)\/([0-9a-f]{2})\/\1[0-9a-f]{62}|(?:database|sealed|inventories|writer)\/[0-9a-f]{64}|snapshots\/\d{10}-[0-9a-f]{64}|heartbeats\/\d{4}-\d\d-\d\d-[0-9a-f]{64})$/;

/** @param name from the writer's folder. */
export const isRemovable = (name: string): boolean => removable.test(name);

/** What one statement can name; more goes into several. */
export const mostGarbageNames = 50_000;
const mostRanges = 10_000;

export const GarbageSchema = z.strictObject({
  kind: z.literal('backup-garbage'),
  vault: IdSchema,
  computer: IdSchema,
  at: AtSchema,
  /** Numbers from the first to the last of each range, in ascending order. */
  snapshots: z
    .array(z.tuple([NumberSchema, NumberSchema]))
    .max(mostRanges)
    .refine(areAscending),
  names: z.array(z.string().regex(removable)).max(mostGarbageNames),
});
export type Garbage = z.infer<typeof GarbageSchema>;

export const AcknowledgementSchema = z.strictObject({
  kind: z.literal('backup-acknowledgement'),
  vault: IdSchema,
  computer: IdSchema,
  target: IdSchema,
  number: NumberSchema,
  at: AtSchema,
  from: PositionSchema,
});
export type Acknowledgement = z.infer<typeof AcknowledgementSchema>;

/** By kind: more than such a file can have, so that nobody is made to read an endless one. */
export const mostBytes = {
  'backup-snapshot': 64 * 1024,
  'backup-heartbeat': 64 * 1024,
  'backup-garbage': 16 * 1024 * 1024,
} as const;

/** @throws ZodError for what would be read by nobody. */
export function signBackupWriter(writer: Omit<BackupWriter, 'kind'>, officer: SigningKey): Statement {
  return signStatement(BackupWriterSchema.parse({ kind: 'backup-writer', ...writer }), [officer]);
}

export function signAcknowledgement(word: Omit<Acknowledgement, 'kind'>, officer: SigningKey): Statement {
  return signStatement(AcknowledgementSchema.parse({ kind: 'backup-acknowledgement', ...word }), [officer]);
}

/** As `signBackupWriter`, for the three below too. @param computer the writer's own key. */
export function signSnapshot(snapshot: Omit<Snapshot, 'kind'>, computer: SigningKey): Statement {
  return signStatement(SnapshotSchema.parse({ kind: 'backup-snapshot', ...snapshot }), [computer]);
}

/** The day is the one of `at`. */
export function signHeartbeat(heartbeat: Omit<Heartbeat, 'kind' | 'day'>, computer: SigningKey): Statement {
  const payload = { kind: 'backup-heartbeat', day: dayOf(heartbeat.at), ...heartbeat };
  return signStatement(HeartbeatSchema.parse(payload), [computer]);
}

export function signGarbage(garbage: Omit<Garbage, 'kind'>, computer: SigningKey): Statement {
  return signStatement(GarbageSchema.parse({ kind: 'backup-garbage', ...garbage }), [computer]);
}

/** In UTC. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function areAscending(ranges: readonly (readonly [number, number])[]): boolean {
  return ranges.every(([first, last], index) => first <= last && first > (ranges[index - 1]?.[1] ?? 0));
}
