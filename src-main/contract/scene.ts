import { z } from 'zod';

/** Where and when an office that never was is made; everything else has the computer's own name and clock. */
export const SceneSchema = z.strictObject({
  /** The name that the computer has in the directory. */
  computer: z.string(),
  /** How long ago it is in the office, in ms: one double, changed by whoever makes the office as its days go by. */
  behindMs: z.instanceof(SharedArrayBuffer).refine(({ byteLength }) => byteLength === Float64Array.BYTES_PER_ELEMENT),
});

export type Scene = z.infer<typeof SceneSchema>;
