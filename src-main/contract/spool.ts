import { z } from 'zod';
import { sessionCall } from './define.ts';

/** What was written for the Privacy Officer without a sign-in. */
export const spoolCalls = {
  /**
   * Privacy Officer only, oldest first. `inbox`: taken over and in the log; `spool`: came in since the sign-in; `unreadable`:
   * lies in the spool and is not from a computer of the office, so that it stays there.
   */
  inboxList: sessionCall(
    z.strictObject({}),
    z.array(
      z.strictObject({
        id: z.string(),
        /** What it is: the type of the message; of what cannot be read the name of its file. */
        name: z.string(),
        place: z.enum(['inbox', 'spool', 'unreadable']),
        computer: z.string().nullable(),
        computerName: z.string().nullable(),
        /** When it was written, by the clock of that computer; when its file was, of what cannot be read. ms UTC. */
        at: z.number().int(),
      }),
    ),
  ),
};
