import { z } from 'zod';
import { sessionCall } from './define.ts';
import { id, timeMs } from './shapes.ts';

const nothing = z.strictObject({});

/** What a draft belongs to: a screen and the id of its object. */
const DraftKeySchema = z.string().min(1).max(200);

/** What belongs to one person alone, in her personal compartment: nobody else has its key while she works here. */
export const personalCalls = {
  /** What she opened last, newest first; what she has no access to any more is left out. */
  recentList: sessionCall(
    nothing,
    z.strictObject({
      documents: z
        .array(z.strictObject({ id, name: z.string(), folder: id, folderName: z.string(), at: timeMs }))
        .max(8),
      folders: z.array(z.strictObject({ id, name: z.string(), at: timeMs })).max(5),
    }),
  ),
  /** Notes that she opened a folder, or a document in it, by their ids. */
  recentAdd: sessionCall(z.strictObject({ folder: id, document: id.optional() }), nothing),
  /** Keeps what she is writing; an empty text forgets it. */
  draftSave: sessionCall(z.strictObject({ key: DraftKeySchema, text: z.string().max(100_000) }), nothing),
  /** `savedAt` in ms UTC; both null when there is none. */
  draftGet: sessionCall(
    z.strictObject({ key: DraftKeySchema }),
    z.strictObject({ text: z.string().nullable(), savedAt: timeMs.nullable() }),
  ),
};
