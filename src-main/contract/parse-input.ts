import type { z } from 'zod';
import { VaultError } from './errors.ts';

/** @throws VaultError `invalid-input` that tells which field does not fit (`input`) and how (`reason`), never its value. */
export function parseInput<Input extends z.ZodType>(schema: Input, given: unknown): z.output<Input> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const input = issue?.path.map(String).join('.') ?? '';
  const reason = issue?.code ?? 'unknown';
  throw new VaultError('invalid-input', `input does not fit: ${input} ${reason}`, { details: { input, reason } });
}
