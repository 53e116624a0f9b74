import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ImportedFile } from '../../../src-main/contract/documents.ts';
import { getDocument } from '../../../src-main/core/documents/get-document.ts';
import { importDocuments } from '../../../src-main/core/documents/import-documents.ts';
import { type Job, unwatched } from '../../../src-main/core/job.ts';
import type { FileSystem } from '../../../src-main/core/ports/file-system.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { type TempFolder, tempFolder } from '../../support/temp-folder.ts';

/** A file outside the vault, with its folders. @returns its path. */
export function put(folder: TempFolder, name: string, content: string | Uint8Array): string {
  const file = folder.file(name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

/** Imports one file of this name and content. */
export async function add(
  vault: OpenVault,
  folder: string,
  name: string,
  content: string | Uint8Array,
): Promise<ImportedFile> {
  const [file] = await importDocuments(vault, folder, [put(tempFolder(), name, content)], unwatched);
  if (!file) throw new Error('nothing came of the import');
  return file;
}

/** The content of a document as it is written out. */
export async function contentOf(
  vault: OpenVault,
  folder: string,
  document: string,
  version: number | null = null,
  job: Job = unwatched,
): Promise<Buffer> {
  const outPath = tempFolder().file('out');
  await getDocument(vault, { folder, document }, { version, outPath, overwrite: false }, job);
  return readFileSync(outPath);
}

/** Every file below `objects`, sorted. */
export function objectFiles(vault: Pick<OpenVault, 'paths'>): string[] {
  return readdirSync(vault.paths.objects, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(vault.paths.objects, path.join(parentPath, name)))
    .sort();
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A job that is cancelled when it has reported so much. */
export function cancelledAt(enough: (done: number) => boolean): Job {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    report: (done) => {
      if (enough(done)) controller.abort();
    },
  };
}

/** The same session with some calls of its file system replaced. */
export function withFiles(vault: OpenVault, replaced: Partial<FileSystem>): OpenVault {
  const files = new Proxy(vault.env.files, {
    get: (target, name) => {
      const value: unknown = Reflect.get(replaced, name) ?? Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { ...vault, env: { ...vault.env, files } };
}

/** Every file is streamed, as long ones are. */
export function withoutSmallFiles(vault: OpenVault): OpenVault {
  const { smallFiles } = vault.env;
  return { ...vault, env: { ...vault.env, smallFiles: { longestBytes: -1, seal: smallFiles.seal.bind(smallFiles) } } };
}
