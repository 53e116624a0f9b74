import { z } from 'zod';
import { peopleCalls } from '../people.ts';
import { secondFactorCalls } from '../second-factor.ts';
import { sessionCalls } from '../session.ts';
import { forwarded, windowCall } from './define.ts';
import { handle, nothing, RouteSchema, WidthsSchema } from './shapes.ts';

const { signIn } = sessionCalls;
const { userActivate, changePassword } = peopleCalls;
const signInErrors = [
  'sign-in-failed',
  'sign-in-locked-out',
  'second-factor-needed',
  'account-not-activated',
  'vault-in-use',
  'vault-restored',
  'keychain-missing',
  'keychain-entry-missing',
] as const;
const wrongPassword = ['sign-in-failed', 'sign-in-locked-out'] as const;

/** Signing in and out. The session's id stays in the shell; the window has at most one. */
export const sessionWindowCalls = {
  signIn: windowCall(
    signIn.input.omit({ vault: true }).extend({ handle }),
    signIn.output.omit({ session: true }).extend({
      /** Where this same person was when the program locked, within this run of it. */
      resume: RouteSchema.nullable(),
      /** Within this run of the program, by whomever. */
      widths: WidthsSchema,
      idleLockMinutes: z.number().int(),
    }),
    { caller: 'anybody', errors: signInErrors },
  ),
  activate: windowCall(userActivate.input.omit({ vault: true }).extend({ handle }), userActivate.output, {
    caller: 'anybody',
    errors: [...signInErrors, 'password-too-weak'],
  }),
  /** Ends the session and empties the window. */
  lock: windowCall(z.strictObject({ why: z.enum(['by-hand', 'switch-user']) }), nothing),
  /** Remembered while the program runs, for the same person after a lock. */
  rememberRoute: windowCall(z.strictObject({ route: RouteSchema }), nothing),
  /** Remembered while the program runs, for her alone. */
  rememberWidths: windowCall(z.strictObject({ widths: WidthsSchema }), nothing),
  changePassword: forwarded(changePassword, { errors: [...wrongPassword, 'password-too-weak'] }),
  secondFactorState: forwarded(secondFactorCalls.secondFactorState),
  secondFactorBegin: forwarded(secondFactorCalls.secondFactorBegin, {
    errors: [...wrongPassword, 'second-factor-needed'],
  }),
  secondFactorConfirm: forwarded(secondFactorCalls.secondFactorConfirm),
  secondFactorTurnOn: forwarded(secondFactorCalls.secondFactorTurnOn, { changes: ['second-factor', 'people', 'log'] }),
  secondFactorTurnOff: forwarded(secondFactorCalls.secondFactorTurnOff, {
    changes: ['second-factor', 'people', 'log'],
    errors: wrongPassword,
  }),
  secondFactorNewCodes: forwarded(secondFactorCalls.secondFactorNewCodes, {
    changes: ['second-factor', 'log'],
    errors: wrongPassword,
  }),
};
