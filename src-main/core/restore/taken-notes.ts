import { z } from 'zod';
import { newId } from '../crypto/bytes.ts';
import { parseJson } from '../crypto/statement.ts';
import { changeVault } from '../vault/change.ts';
import type { Environment, OpenVault } from '../vault/open-vault.ts';
import { IdSchema, TimeSchema } from '../vault/schemas.ts';
import type { FoundSnapshot } from './find-snapshot.ts';

/*
 * What the log of a vault is to be told of what the recovery key has taken out of its backups (docs/formats.md section 15.8): nobody
 * is signed in for that. A file for each, so that no two programs ever write the same one. No name is in any of them.
 */

const CountSchema = z.int().min(0);
const ofSnapshot = { at: TimeSchema, computer: IdSchema, backup: z.int().min(1) };
const NoteSchema = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('ticket'), ...ofSnapshot, request: IdSchema }),
  z.strictObject({ what: z.literal('documents'), ...ofSnapshot, folder: IdSchema, documents: CountSchema }),
]);
type Note = z.infer<typeof NoteSchema>;

/** What is taken out, beside when and from which snapshot. */
type Taken =
  | { readonly what: 'ticket'; readonly request: string }
  | { readonly what: 'documents'; readonly folder: string; readonly documents: number };

const noteName = /^[0-9a-f]{32}\.json$/;
/** More are told by the next sign-in. */
const mostAtOnce = 500;

const folderOf = ({ env, id }: Pick<OpenVault, 'env' | 'id'>) => `${env.backupFolder(id)}/taken`;

/**
 * Notes that something is about to be taken out of a backup, for the next sign-in on this computer to tell. Where this account has no
 * place in the vault there is no such sign-in, and nothing is noted.
 * @throws VaultError of the file system: what cannot be noted is not taken out.
 */
export async function noteTaken(
  env: Environment,
  vault: string,
  { snapshot: { computer, number } }: FoundSnapshot,
  taken: Taken,
): Promise<void> {
  if ((await env.machine.keychainOf(vault)) === null) return;
  const folder = folderOf({ env, id: vault });
  const note: Note = { at: env.clock.now(), computer, backup: number, ...taken };
  await env.files.makeFolder(folder);
  await env.files.replace(`${folder}/${newId()}.json`, Buffer.from(JSON.stringify(note), 'utf8'));
}

/** Tells the log what was taken out of backups. A vault that takes no changes is told later. @returns how much was told. */
export async function tellTaken(vault: OpenVault): Promise<number> {
  if (vault.readOnly) return 0;
  const { files } = vault.env;
  const folder = folderOf(vault);
  const names = (await files.list(folder)).filter((name) => noteName.test(name)).slice(0, mostAtOnce);
  const notes: Note[] = [];
  for (const name of names) {
    const bytes = await files.read(`${folder}/${name}`);
    const note = NoteSchema.safeParse(bytes && parseJson(bytes)).data;
    if (note) notes.push(note);
  }
  if (notes.length > 0) {
    changeVault(vault, (change) => {
      for (const { what, at: madeAt, ...facts } of notes.sort((a, b) => a.at - b.at)) {
        if (what === 'ticket') change.tell('restore-ticket-made', { ...facts, madeAt });
        else change.tell('backup-documents-taken', { ...facts, madeAt });
      }
    });
  }
  for (const name of names) await files.remove(`${folder}/${name}`);
  return notes.length;
}
