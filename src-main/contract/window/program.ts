import { z } from 'zod';
import { windowCall } from './define.ts';
import { handle, nothing } from './shapes.ts';

/** The program itself: what it refused, what it is made of, and what it does for the page outside of any vault. */
export const programCalls = {
  /** Calls that the shell refused since the program started, for they were not what this window makes. */
  refusedCalls: windowCall(
    nothing,
    z.strictObject({ shape: z.number().int(), channel: z.number().int(), frame: z.number().int() }),
  ),
  /** What of others' work is in the program. */
  licences: windowCall(
    nothing,
    z.array(z.strictObject({ name: z.string(), version: z.string(), licence: z.string(), text: z.string() })),
    { caller: 'anybody' },
  ),
  /** Opens an address of the program's own list in the browser. */
  openLink: windowCall(z.strictObject({ link: z.enum(['ap', 'ap-data-breach', 'age']) }), nothing, {
    caller: 'anybody',
  }),
  /** To the clipboard, which is emptied after a minute when it still has this. */
  copyText: windowCall(z.strictObject({ text: z.string().min(1).max(20_000) }), nothing, { caller: 'anybody' }),
  /** Asks a call to stop where nothing is left half-done. @param job the one that the caller gave. */
  cancelJob: windowCall(z.strictObject({ job: handle }), nothing, { caller: 'anybody' }),
};
