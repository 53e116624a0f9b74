import { accessCalls } from '../access.ts';
import { folderCalls } from '../folders.ts';
import { personalCalls } from '../personal.ts';
import { requestCalls } from '../requests.ts';
import { forwarded } from './define.ts';

const { folderCreate, folderList, folderSummaries, folderHistory, folderRename, folderMembers, folderDestroy } =
  folderCalls;

/** Folders, who may open them, and what is asked about them. */
export const folderWindowCalls = {
  folderList: forwarded(folderList),
  folderSummaries: forwarded(folderSummaries),
  folderHistory: forwarded(folderHistory),
  folderMembers: forwarded(folderMembers),
  folderCreate: forwarded(folderCreate, { caller: 'officer', changes: ['folders', 'log'], errors: ['name-taken'] }),
  folderRename: forwarded(folderRename, { changes: ['folders', 'documents', 'log'], errors: ['name-taken'] }),
  folderDestroy: forwarded(folderDestroy, { caller: 'officer', changes: ['folders', 'documents', 'archive', 'log'] }),
  noteAdd: forwarded(folderCalls.noteAdd, { changes: ['folders', 'log'] }),
  noteList: forwarded(folderCalls.noteList),
  folderGrant: forwarded(accessCalls.folderGrant, { caller: 'officer', changes: ['access', 'folders', 'log'] }),
  folderRevoke: forwarded(accessCalls.folderRevoke, { caller: 'officer', changes: ['access', 'folders', 'log'] }),
  folderRekey: forwarded(accessCalls.folderRekey, { caller: 'officer', changes: ['log'] }),
  accessOfPerson: forwarded(accessCalls.accessOfPerson, { caller: 'officer' }),
  requestAsk: forwarded(requestCalls.requestAsk, { changes: ['requests'] }),
  requestListMine: forwarded(requestCalls.requestListMine),
  requestListAll: forwarded(requestCalls.requestListAll, { caller: 'officer' }),
  requestAnswer: forwarded(requestCalls.requestAnswer, { caller: 'officer', changes: ['requests', 'log'] }),
  recentList: forwarded(personalCalls.recentList),
  recentAdd: forwarded(personalCalls.recentAdd, { changes: ['recent'] }),
  draftSave: forwarded(personalCalls.draftSave),
  draftGet: forwarded(personalCalls.draftGet),
};
