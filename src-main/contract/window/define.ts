import type { z } from 'zod';
import type { Call } from '../define.ts';
import type { ErrorCode } from '../errors.ts';

/** What a change of the vault can make old on the screen. */
export type Subject =
  | 'folders'
  | 'documents'
  | 'access'
  | 'archive'
  | 'people'
  | 'computers'
  | 'tasks'
  | 'requests'
  | 'settings'
  | 'second-factor'
  | 'recent'
  | 'log'
  | 'backups'
  | 'status';

/** Who may make a call; the worker decides again, and by keys. */
export type Caller = 'anybody' | 'signed-in' | 'officer';

/**
 * One call of the window: declared here once. The shell parses input and output by the schemas, and lets only `errors` and
 * those that every call may end with (`commonErrors`) through; anything else arrives as `internal`. The renderer's client
 * has its types from here.
 */
export interface WindowCall<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly input: Input;
  readonly output: Output;
  readonly caller: Caller;
  /** What a call that succeeded changes: the renderer hears of it and asks anew. */
  readonly changes: readonly Subject[];
  readonly errors: readonly ErrorCode[];
  /** Whether the vault worker has a call of the same name, shapes included, that the shell only passes on. */
  readonly forwarded: boolean;
}

interface Options {
  readonly caller?: Caller;
  readonly changes?: readonly Subject[];
  readonly errors?: readonly ErrorCode[];
}

/** A call that the shell answers itself. By default for whoever is signed in. */
export function windowCall<Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
  { caller = 'signed-in', changes = [], errors = [] }: Options = {},
): WindowCall<Input, Output> & { readonly forwarded: false } {
  return { input, output, caller, changes, errors, forwarded: false };
}

/** A call of the vault worker that takes and gives no path, so that the window may make it as it is. */
export function forwarded<Input extends z.ZodType, Output extends z.ZodType>(
  call: Call<Input, Output> & { readonly session: 'signed-in' },
  { caller = 'signed-in', changes = [], errors = [] }: Options = {},
): WindowCall<Input, Output> & { readonly forwarded: true } {
  return { input: call.input, output: call.output, caller, changes, errors, forwarded: true };
}

/** What every call may end with. */
export const commonErrors: readonly ErrorCode[] = [
  'internal',
  'invalid-input',
  'not-authorised',
  'second-factor-missing',
  'not-found',
  'cancelled',
  'disk-full',
  'folder-read-only',
  'folder-without-locking',
  'file-unreadable',
  'keychain-missing',
  'keychain-entry-missing',
  'integrity-violated',
  'vault-read-only',
  'vault-not-found',
  'vault-from-newer-program',
  'vault-from-older-program',
];
