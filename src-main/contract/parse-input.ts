import type { z } from 'zod';
import { type ErrorReason, invalidInput } from './error-reasons.ts';

/** @throws VaultError `invalid-input` that tells which field does not fit (`input`) and how (`reason`), never its value. */
export function parseInput<Input extends z.ZodType>(schema: Input, given: unknown): z.output<Input> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const input = issue?.path.map(String).join('.') ?? '';
  throw invalidInput(
    issue ? reasonOf(issue) : 'wrong-form',
    input,
    `input does not fit: ${input} ${issue?.code ?? ''}`,
  );
}

function reasonOf(issue: z.core.$ZodIssue): ErrorReason<'invalid-input'> {
  if (issue.code === 'too_small' && issue.origin === 'string') return 'empty';
  if (issue.code === 'too_big' && issue.origin === 'string') return 'too-long';
  return 'wrong-form';
}
