import { z } from 'zod';
import { type ErrorCode, errorCodes, type VaultError } from '../../../contract/errors.ts';
import { parseJson } from '../../crypto/statement.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import { TimeSchema } from '../../vault/schemas.ts';
import type { ChainFault } from '../verify/chain-faults.ts';
import type { PruneReport } from './prune.ts';

/*
 * How pruning went on one target (docs/formats.md section 15.8): for the next to be in time, to be shown, and for the Privacy
 * Officer to be told. Nothing else relies on it, and what cannot be read is as if there had been none.
 */

/** More say no more. */
const mostFaults = 100;
const longestTextCharacters = 1000;

const CountSchema = z.int().min(0);
const CodeSchema = z.custom<ErrorCode>((value) => typeof value === 'string' && Object.hasOwn(errorCodes, value));

const FaultSchema = z.strictObject({
  kind: z.enum(['missing', 'twice', 'fork', 'clock', 'base']),
  first: CountSchema,
  last: CountSchema,
  file: z.string().max(longestTextCharacters).nullable(),
  on: z.exactOptional(CountSchema),
}) satisfies z.ZodType<ChainFault>;

const PrunedSchema = z.strictObject({
  /** The last that ended, whether or not it might remove anything; null: none has. */
  done: z
    .strictObject({
      at: TimeSchema,
      faults: z.array(FaultSchema).max(mostFaults),
      doClocksAgree: z.boolean(),
      /** Files that the target did not let go. */
      refused: CountSchema,
    })
    .nullable(),
  /** The last one, when it failed. */
  failed: z
    .strictObject({ at: TimeSchema, code: CodeSchema, reason: z.string().max(longestTextCharacters).nullable() })
    .nullable(),
});

export type Pruned = z.infer<typeof PrunedSchema>;

const prunedFile = (memory: string) => `${memory}/pruned.json`;

/** @param memory the folder of the target, on this computer. @returns null while it was never tried. */
export async function readPruned(files: FileSystem, memory: string): Promise<Pruned | null> {
  const bytes = await files.read(prunedFile(memory));
  return PrunedSchema.safeParse(bytes && parseJson(bytes)).data ?? null;
}

export async function writePruned(files: FileSystem, memory: string, pruned: Pruned): Promise<void> {
  await files.makeFolder(memory);
  await files.replace(prunedFile(memory), Buffer.from(JSON.stringify(PrunedSchema.parse(pruned)), 'utf8'));
}

/** As if it had never been tried: the next is due at once. */
export async function forgetPruned(files: FileSystem, memory: string): Promise<void> {
  await files.remove(prunedFile(memory));
}

/** @param at when it ended, as for the next. */
export function afterPruning({ faults, doClocksAgree, refused }: PruneReport, at: number): Pruned {
  return { done: { at, faults: faults.slice(0, mostFaults), doClocksAgree, refused }, failed: null };
}

/** What the one before came to stays known. */
export function afterFailedPruning(before: Pruned | null, at: number, { code, details }: VaultError): Pruned {
  const reason = typeof details.reason === 'string' ? details.reason.slice(0, longestTextCharacters) : null;
  return { done: before?.done ?? null, failed: { at, code, reason } };
}
