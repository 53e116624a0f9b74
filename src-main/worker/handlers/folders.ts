import type { folderCalls } from '../../contract/folders.ts';
import { createFolder } from '../../core/folders/create-folder.ts';
import { destroyFolder } from '../../core/folders/destroy-folder.ts';
import { folderHistory } from '../../core/folders/folder-history.ts';
import { folderMembers } from '../../core/folders/folder-members.ts';
import { listFolders } from '../../core/folders/list-folders.ts';
import { addNote, listNotes } from '../../core/folders/notes.ts';
import { renameFolder } from '../../core/folders/rename-folder.ts';
import { summariseFolders } from '../../core/folders/summarise-folders.ts';
import type { Handlers } from '../handler.ts';

export const folderHandlers: Handlers<typeof folderCalls> = {
  folderCreate: async ({ vault }, wanted) => await createFolder(vault, wanted),
  folderList: async ({ vault }) => listFolders(vault),
  folderRename: async ({ vault }, { folder, name }) => renameFolder(vault, folder, name),
  folderMembers: async ({ vault }, { folder }) => folderMembers(vault, folder),
  folderDestroy: async ({ vault }, { folder, reason }) => await destroyFolder(vault, folder, reason),
  folderSummaries: async ({ vault }) => await summariseFolders(vault),
  folderHistory: async ({ vault }, { folder, ...page }) => await folderHistory(vault, folder, page),
  noteAdd: async ({ vault }, { folder, text }) => addNote(vault, folder, text),
  noteList: async ({ vault }, { folder }) => await listNotes(vault, folder),
};
