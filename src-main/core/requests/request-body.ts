import { z } from 'zod';
import { IdSchema, Sha256Schema } from '../vault/schemas.ts';

/** The body of a record of type `request` (docs/formats.md section 12). */
export const RequestBodySchema = z.strictObject({
  kind: z.enum(['archive']),
  folder: IdSchema,
  what: z.string().min(1).max(500),
  reason: z.string().min(1).max(2000),
});
export type RequestBody = z.infer<typeof RequestBodySchema>;

/** The body of a record of type `request-answer`. */
export const RequestAnswerBodySchema = z.strictObject({
  request: IdSchema,
  /** What the request said when it was answered: `hashOfRecord`. To one that says something else it is no answer. */
  said: Sha256Schema,
  state: z.enum(['granted', 'refused']),
  answer: z.string().max(2000),
});
export type RequestAnswerBody = z.infer<typeof RequestAnswerBodySchema>;
