import { z } from 'zod';
import type { TargetAbilities } from '../../../contract/targets.ts';
import { parseJson } from '../../crypto/statement.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import type { TargetSpace } from '../../ports/target.ts';
import { TimeSchema } from '../../vault/schemas.ts';

/*
 * What a target was last seen to be (docs/formats.md section 15.8): for people, and for alerts. Nothing else relies on it, and
 * what cannot be read is as if nobody had looked.
 */

const CountSchema = z.int().min(0);

const TraitsSchema = z.strictObject({
  /** The room there, and when it was asked for; null where the target does not say. */
  space: z.strictObject({ at: TimeSchema, freeBytes: CountSchema, totalBytes: CountSchema }).nullable(),
  /** What it was seen to do, and when; null while nobody has tried it. */
  abilities: z
    .strictObject({
      at: TimeSchema,
      createsOnce: z.enum(['atomic', 'checked']),
      readsRanges: z.boolean(),
      removes: z.enum(['really', 'hidden', 'refused']),
      locks: z.boolean(),
      syncs: z.boolean(),
    })
    .nullable(),
});

export type TargetTraits = z.infer<typeof TraitsSchema>;

export const noTraits: TargetTraits = { space: null, abilities: null };

/** What was looked at; what is left out stays as it was. */
export interface SeenTraits {
  readonly space?: TargetSpace | null;
  readonly abilities?: TargetAbilities;
}

const traitsFile = (memory: string) => `${memory}/traits.json`;

/** @param memory the folder of the target, on this computer. */
export async function readTraits(files: FileSystem, memory: string): Promise<TargetTraits> {
  const bytes = await files.read(traitsFile(memory));
  return TraitsSchema.safeParse(bytes && parseJson(bytes)).data ?? noTraits;
}

/** @param at when it was seen, ms UTC. */
export async function keepTraits(files: FileSystem, memory: string, seen: SeenTraits, at: number): Promise<void> {
  const known = await readTraits(files, memory);
  const { space, abilities } = seen;
  const traits: TargetTraits = {
    space: space === undefined ? known.space : space && { at, ...space },
    abilities: abilities === undefined ? known.abilities : { at, ...abilities },
  };
  await files.makeFolder(memory);
  await files.replace(traitsFile(memory), Buffer.from(JSON.stringify(TraitsSchema.parse(traits)), 'utf8'));
}
