import { z } from 'zod';
import { sessionCall } from './define.ts';
import { FolderReferenceSchema } from './folders.ts';
import { id, ReasonSchema, timeMs } from './shapes.ts';

const RequestSchema = z.strictObject({
  id,
  /** What is asked for, in the asker's words. */
  name: z.string(),
  kind: z.enum(['archive']),
  folder: id,
  folderName: z.string(),
  reason: z.string(),
  askedBy: id,
  askedByName: z.string(),
  askedAt: timeMs,
  state: z.enum(['open', 'granted', 'refused']),
  answer: z.string().nullable(),
  answeredAt: timeMs.nullable(),
});

/** What somebody asks of the Privacy Officer; read by the two of them and nobody else. */
export const requestCalls = {
  /** Asks for a document of a folder's sealed archive, for whoever has the folder. */
  requestAsk: sessionCall(
    z.strictObject({
      kind: z.literal('archive'),
      folder: FolderReferenceSchema,
      what: z.string().trim().min(1).max(500),
      reason: ReasonSchema,
    }),
    RequestSchema,
  ),
  /** One's own, newest first. */
  requestListMine: sessionCall(z.strictObject({}), z.array(RequestSchema)),
  /** Privacy Officer only: everybody's, open ones first, oldest first. */
  requestListAll: sessionCall(z.strictObject({}), z.array(RequestSchema)),
  /** Privacy Officer only. */
  requestAnswer: sessionCall(
    z.strictObject({ id, state: z.enum(['granted', 'refused']), answer: z.string().trim().max(2000) }),
    RequestSchema,
  ),
};
