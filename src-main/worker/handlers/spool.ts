import type { spoolCalls } from '../../contract/spool.ts';
import { listInbox } from '../../core/spool/list-inbox.ts';
import type { Handlers } from '../handler.ts';

export const spoolHandlers: Handlers<typeof spoolCalls> = {
  inboxList: async ({ vault }) => await listInbox(vault),
};
