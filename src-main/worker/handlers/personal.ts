import type { personalCalls } from '../../contract/personal.ts';
import type { Handlers } from '../handler.ts';

export const personalHandlers: Handlers<typeof personalCalls> = {
  recentList: async () => ({ documents: [], folders: [] }),
  recentAdd: async () => ({}),
  draftSave: async () => ({}),
  draftGet: async () => ({ text: null, savedAt: null }),
};
