import { invalidInput } from '../../contract/error-reasons.ts';
import { folderIndex } from '../documents/folder-index.ts';
import { nameOfUser } from '../people/find-user.ts';
import { type NoteBody, NoteBodySchema } from '../records/bodies.ts';
import { readRecord, requireByItsAuthor } from '../records/open-row.ts';
import { isKitOf } from '../recovery/kit-text.ts';
import { changeVault } from '../vault/change.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { findFolder, findWritableFolder } from './find-folder.ts';

export interface Note extends NoteBody {
  readonly id: string;
  /** The id of the user who wrote it. */
  readonly author: string;
  readonly authorName: string;
}

/** @throws VaultError `not-found`, `not-authorised`; `invalid-input` for the recovery key of this vault. */
export function addNote(vault: OpenVault, folder: string, text: string): { id: string; createdAt: number } {
  const { compartment } = findWritableFolder(vault, folder);
  if (isKitOf(Buffer.from(text, 'utf8'), vault.id)) {
    // As for documents: whoever could open the folder would have the whole vault.
    throw invalidInput('own-recovery-key', 'text', 'the recovery key of this vault');
  }
  return changeVault(vault, (change) => {
    const body: NoteBody = { text, createdAt: change.at };
    const id = change.insertRecord(compartment.id, 'note', body);
    // About the folder: a note is erased with it.
    change.tell('note-added', { folder: compartment.id, note: id }, compartment.id);
    return { id, createdAt: body.createdAt };
  });
}

/** The notes of a folder, oldest first. @throws VaultError `not-found`; `integrity-violated` for one in another's name. */
export async function listNotes(vault: OpenVault, folder: string): Promise<Note[]> {
  const { compartment } = findFolder(vault, folder);
  const { notes } = await folderIndex(vault, compartment.id);
  return [...notes]
    .flatMap((id) => readRecord(vault, compartment, id, 'note', NoteBodySchema) ?? [])
    .map((note) => {
      requireByItsAuthor(vault, compartment, note);
      const { author } = note.record;
      return { ...note.body, id: note.id, author, authorName: nameOfUser(vault, author) };
    })
    .sort((a, b) => a.createdAt - b.createdAt);
}
