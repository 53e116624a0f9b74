import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { invalidInput } from '../../contract/error-reasons.ts';
import { VaultError } from '../../contract/errors.ts';
import type { Job } from '../job.ts';
import type { FileWriter } from '../ports/file-system.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { StoredVersion } from './reencrypt.ts';
import { withContent } from './version-content.ts';

/** Where a plaintext goes. */
export interface OutPlace {
  /** Absolute. */
  readonly outPath: string;
  readonly overwrite: boolean;
}

/**
 * Symbolic links are followed first: what counts is where the file would lie.
 * @throws VaultError `file-exists`; `invalid-input` for a place where no file can be, or that is the vault's own.
 */
export async function requireOutPlace(
  { env, paths }: Pick<OpenVault, 'env' | 'paths'>,
  { outPath, overwrite }: OutPlace,
): Promise<void> {
  const folder = await env.files.realPath(dirname(outPath));
  const isFolder = folder !== null && (await env.files.look(folder))?.kind === 'folder';
  if (!isFolder) throw invalidInput('out-folder-missing', 'outPath', 'no folder for the file');
  const vault = (await env.files.realPath(paths.folder)) ?? paths.folder;
  const withinVault = relative(vault, resolve(folder, basename(outPath)));
  const isOutside = withinVault === '..' || withinVault.startsWith(`..${sep}`) || isAbsolute(withinVault);
  if (!isOutside) throw invalidInput('out-in-vault', 'outPath', "the vault's own folder");
  const found = await env.files.stat(outPath);
  if (found?.isDirectory) throw invalidInput('out-is-folder', 'outPath', 'a folder');
  if (found && !overwrite) {
    throw new VaultError('file-exists', 'there is a file of that name already', { details: { input: 'outPath' } });
  }
}

/** No export waits so long between two writes: what is older was left by a process that was killed. */
const leftOverAfterMs = 10 * 60 * 1000;

/** A writer in the folder of `outPath`, where what a killed export left in the clear goes first. */
export async function openOutWriter({ env }: OpenVault, { outPath }: Pick<OutPlace, 'outPath'>): Promise<FileWriter> {
  const folder = dirname(outPath);
  // Tidying keeps nobody from working: what really needs the folder tells what is wrong with it.
  await env.files.removeUnfinished(folder, env.clock.now() - leftOverAfterMs).catch(() => 0);
  return await env.files.openWriter(folder);
}

/**
 * Writes the plaintext of a version. The file gets its name once its content is known to be what the record says.
 * @param beforeWriting runs before the first byte of plaintext leaves the vault: the place to tell the log, which then knows
 * also of an export that was killed or failed.
 * @throws VaultError `integrity-violated` part `objects <sha256>`, `file-exists`, `disk-full`, `cancelled`. Progress in bytes.
 */
export async function writeOut(
  vault: OpenVault,
  version: StoredVersion,
  place: OutPlace,
  job: Job,
  beforeWriting: () => void,
): Promise<void> {
  await withContent(vault, version, job, async (stream) => {
    const writer = await openOutWriter(vault, place);
    try {
      beforeWriting();
      await stream((piece) => writer.append(piece));
      await writer.commit(place.outPath, { ifExists: place.overwrite ? 'replace' : 'refuse' });
    } finally {
      await writer.discard();
    }
  });
}
