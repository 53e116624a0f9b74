import { existsSync } from 'node:fs';
import { mkdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { invalidInput, notFound } from '../contract/error-reasons.ts';
import { VaultError } from '../contract/errors.ts';
import type { WindowInput, WindowOutput } from '../contract/window/calls.ts';
import type { Dialogs } from './dialogs.ts';
import { placesFor, safeName } from './export-names.ts';
import type { RunningJob } from './jobs.ts';
import type { VaultHost } from './vault-host.ts';

type Wish = WindowInput<'exportDocuments'>;
type Exported = WindowOutput<'exportDocuments'>;

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
}

/** One document to a file, several into a directory. Null when the user cancelled the dialog. Progress in bytes. */
export async function exportDocuments(
  vault: VaultHost,
  dialogs: Dialogs,
  { folder, documents, version }: Wish,
  job: RunningJob,
): Promise<Exported> {
  const wanted = await find(vault, folder, documents);
  const [first] = wanted;
  if (first !== undefined && wanted.length === 1) {
    const file = await dialogs.saveAs('saveDocument', safeName(path.posix.basename(first.name)));
    if (file === null) return null;
    const one = { folder, document: first.id, outPath: file, ...(version === undefined ? {} : { version }) };
    await vault.call('documentGet', one, job);
    return { name: path.basename(file), saved: 1, failed: [] };
  }
  const directory = await dialogs.chooseFolder('exportFolder', 'exportHere');
  return directory === null ? null : await exportInto(vault, directory, folder, wanted, job);
}

async function exportInto(
  vault: VaultHost,
  directory: string,
  folder: string,
  wanted: readonly Listed[],
  job: RunningJob,
): Promise<NonNullable<Exported>> {
  await requireOutsideVaults(directory);
  const names = wanted.map(({ name }) => name);
  const places = placesFor(directory, names, existsSync);
  const total = wanted.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const failed: NonNullable<Exported>['failed'] = [];
  let before = 0;
  for (const [index, { id, name, sizeBytes }] of wanted.entries()) {
    const outPath = places[index];
    if (outPath === undefined) break;
    const onProgress = (done: number) => job.onProgress(before + done, total);
    try {
      await mkdir(path.dirname(outPath), { recursive: true });
      await vault.call('documentGet', { folder, document: id, outPath }, { signal: job.signal, onProgress });
    } catch (error) {
      const code = error instanceof VaultError ? error.code : 'folder-read-only';
      // What keeps every document from being written is told once, with what is there already left in place.
      if (code === 'cancelled' || code === 'disk-full' || code === 'not-authorised') throw error;
      failed.push({ id, name, error: code });
    }
    before += sizeBytes;
    job.onProgress(before, total);
  }
  return { name: path.basename(directory), saved: wanted.length - failed.length, failed };
}

/**
 * No folder is made for documents within one of a vault, whichever: what lies there that is none of its own makes it refuse to
 * open. Symbolic links are followed first.
 * @throws VaultError `invalid-input` `out-in-vault`; `folder-read-only` for a directory that has gone.
 */
export async function requireOutsideVaults(directory: string): Promise<void> {
  let place = await realpath(directory).catch((cause: unknown) => {
    throw new VaultError('folder-read-only', 'the chosen directory is not there', { cause });
  });
  for (let above = path.dirname(place); ; place = above, above = path.dirname(place)) {
    if (existsSync(path.join(place, 'vault.json')))
      throw invalidInput('out-in-vault', 'outPath', "a vault's own folder");
    if (above === place) return;
  }
}

/** @throws VaultError `not-found` when one of them is not in the folder (any more). */
async function find(vault: VaultHost, folder: string, references: readonly string[]): Promise<Listed[]> {
  const listed = await vault.call('documentList', { folder });
  const byReference = new Map(listed.flatMap((one) => [[one.name, one] as const, [one.id, one] as const]));
  return [...new Set(references)].map((reference) => {
    const found = byReference.get(reference);
    if (found === undefined) throw notFound('document', 'documents', 'no such document in the folder');
    return found;
  });
}
