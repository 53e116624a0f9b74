import type { requestCalls } from '../../contract/requests.ts';
import { answer, ask } from '../../core/requests/ask.ts';
import { listAllRequests, listOwnRequests } from '../../core/requests/list-requests.ts';
import type { Handlers } from '../handler.ts';

export const requestHandlers: Handlers<typeof requestCalls> = {
  requestAsk: async ({ vault }, wanted) => ask(vault, wanted),
  requestListMine: async ({ vault }) => listOwnRequests(vault),
  requestListAll: async ({ vault }) => listAllRequests(vault),
  requestAnswer: async ({ vault }, { id, ...given }) => answer(vault, { request: id, ...given }),
};
