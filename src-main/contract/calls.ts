import type { z } from 'zod';
import { sessionCalls } from './session.ts';

/** Every call of the vault worker. */
export const calls = {
  ...sessionCalls,
};

export type CallName = keyof typeof calls;
/** What a caller may give: before defaults are filled in. */
export type CallInput<Name extends CallName> = z.input<(typeof calls)[Name]['input']>;
export type CallOutput<Name extends CallName> = z.output<(typeof calls)[Name]['output']>;
/** The session argument of a call: an id from `signIn`, or null for calls that need none. */
export type CallSession<Name extends CallName> = (typeof calls)[Name]['session'] extends 'signed-in' ? string : null;
