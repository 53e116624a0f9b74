import type { personalCalls } from '../../contract/personal.ts';
import { draftOf, saveDraft } from '../../core/personal/drafts.ts';
import { addRecent, recentList } from '../../core/personal/recent.ts';
import type { Handlers } from '../handler.ts';

export const personalHandlers: Handlers<typeof personalCalls> = {
  recentList: async ({ vault }) => recentList(vault),
  recentAdd: async ({ vault }, opened) => {
    addRecent(vault, opened);
    return {};
  },
  draftSave: async ({ vault }, { key, text }) => {
    saveDraft(vault, key, text);
    return {};
  },
  draftGet: async ({ vault }, { key }) => draftOf(vault, key) ?? { text: null, savedAt: null },
};
