import type { z } from 'zod';

/**
 * One call of the vault worker: what goes in, what comes out, and whether somebody must be signed in. Both sides parse
 * by these schemas, so nothing else crosses. `sessionless` calls name a vault's folder instead of a session.
 */
export interface Call<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly input: Input;
  readonly output: Output;
  readonly session: 'signed-in' | 'sessionless';
}

export type Calls = Readonly<Record<string, Call>>;

/** A call on a vault with somebody signed in. */
export function sessionCall<Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): Call<Input, Output> & { readonly session: 'signed-in' } {
  return { input, output, session: 'signed-in' };
}

/** A call that needs no sign-in. */
export function sessionlessCall<Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): Call<Input, Output> & { readonly session: 'sessionless' } {
  return { input, output, session: 'sessionless' };
}
