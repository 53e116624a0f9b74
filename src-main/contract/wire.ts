import { z } from 'zod';
import { errorReasons } from './error-reasons.ts';
import type { ErrorCode } from './errors.ts';
import { ErrorCodeSchema } from './shapes.ts';

const DetailsSchema = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()]),
);

/** Of a code with several causes, `reason` is one of them. */
function reasonIsListed({ code, details }: { code: ErrorCode; details: z.output<typeof DetailsSchema> }): boolean {
  const reasons: Partial<Record<ErrorCode, readonly unknown[]>> = errorReasons;
  return details.reason === undefined || (reasons[code]?.includes(details.reason) ?? true);
}

/** An error as it crosses: never a stack, never a cause. */
export const WireErrorSchema = z
  .strictObject({
    code: ErrorCodeSchema,
    message: z.string(),
    details: DetailsSchema,
  })
  .refine(reasonIsListed);
export type WireError = z.output<typeof WireErrorSchema>;

/** To the vault worker. `id` numbers the calls of one client; input is validated by the schema of the call. */
export const RequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('call'),
    id: z.int(),
    name: z.string(),
    session: z.string().nullable(),
    input: z.unknown(),
  }),
  z.strictObject({ kind: z.literal('cancel'), id: z.int() }),
  /** Cancels everything, closes every vault, wipes, and ends the worker. */
  z.strictObject({ kind: z.literal('end') }),
]);
export type Request = z.output<typeof RequestSchema>;

/** From the vault worker. */
export const ReplySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('progress'), id: z.int(), done: z.number(), total: z.number().nullable() }),
  z.strictObject({ kind: z.literal('value'), id: z.int(), value: z.unknown() }),
  z.strictObject({ kind: z.literal('error'), id: z.int(), error: WireErrorSchema }),
  /** Unasked: what a call tells of this is another now. */
  z.strictObject({ kind: z.literal('changed'), subject: z.literal('backups') }),
  z.strictObject({ kind: z.literal('ended') }),
]);
export type Reply = z.output<typeof ReplySchema>;
