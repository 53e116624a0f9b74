import type { WindowCallName } from '../../src-main/contract/window/calls.ts';
import type { Subject } from '../../src-main/contract/window/define.ts';

/** What each call that is kept in memory shows: when one of these subjects changes, it is asked anew. */
export const subjectsOf: Partial<Record<WindowCallName, readonly Subject[]>> = {
  startState: ['settings'],
  folderList: ['folders', 'access'],
  folderSummaries: ['folders', 'documents', 'access'],
  folderHistory: ['folders', 'documents', 'access'],
  folderMembers: ['access', 'people'],
  noteList: ['folders'],
  documentList: ['documents'],
  documentVersions: ['documents'],
  documentFind: ['documents', 'folders'],
  archiveList: ['archive'],
  accessOfPerson: ['access', 'folders'],
  userList: ['people'],
  userLeaving: ['people', 'access', 'tasks'],
  computerList: ['computers'],
  inboxList: ['computers', 'requests'],
  taskList: ['tasks'],
  requestListMine: ['requests'],
  requestListAll: ['requests'],
  recentList: ['recent', 'documents', 'folders'],
  auditList: ['log'],
  backupStatus: ['backups'],
  backupTargetList: ['backups'],
  officeSettings: ['settings'],
  secondFactorState: ['second-factor'],
  statusDetailed: ['status', 'people', 'computers', 'folders'],
};
