import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { invalidInput } from '../../contract/error-reasons.ts';
import { VaultError } from '../../contract/errors.ts';
import { fromBase64 } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import { checkCancelled, type Job } from '../job.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { OpenedObject } from './opened-object.ts';
import { allEnded, PieceSlots, streamPieces } from './pieces.ts';
import type { StoredVersion } from './reencrypt.ts';

/** Where a plaintext goes. */
export interface OutPlace {
  /** Absolute. */
  readonly outPath: string;
  readonly overwrite: boolean;
}

/** @throws VaultError `file-exists`; `invalid-input` for a place where no file can be, or that is the vault's own. */
export async function requireOutPlace({ env, paths }: OpenVault, { outPath, overwrite }: OutPlace): Promise<void> {
  const folder = await env.files.stat(dirname(outPath));
  const found = await env.files.stat(outPath);
  const withinVault = relative(resolve(paths.folder), resolve(outPath));
  const isOutside = withinVault.startsWith(`..${sep}`) || isAbsolute(withinVault);
  if (!folder?.isDirectory) throw invalidInput('out-folder-missing', 'outPath', 'no folder for the file');
  if (!isOutside) throw invalidInput('out-in-vault', 'outPath', "the vault's own folder");
  if (found?.isDirectory) throw invalidInput('out-is-folder', 'outPath', 'a folder');
  if (found && !overwrite) throw new VaultError('file-exists', 'there is a file of that name already');
}

/**
 * Writes the plaintext of a version. The file gets its name once its content is known to be what the record says.
 * @param beforePlacing runs just before that: the place to tell the log.
 * @throws VaultError `integrity-violated` part `objects <sha256>`, `file-exists`, `disk-full`, `cancelled`. Progress in bytes.
 */
export async function writeOut(
  vault: OpenVault,
  version: StoredVersion,
  { outPath, overwrite }: OutPlace,
  job: Job,
  beforePlacing: () => void,
): Promise<void> {
  const { files, hasher } = vault.env;
  const { size: sizeBytes, sha256, fileKey: sealedKey } = version.body;
  const fileKey = fromBase64(sealedKey);
  const slots = new PieceSlots(hasher);
  const hash = hasher.sha256(sizeBytes);
  const content = { object: version.object, fileKey, sizeBytes };
  const source = await OpenedObject.open(vault, content, (given) => {
    checkCancelled(job);
    job.report(given, sizeBytes);
  });
  try {
    const writer = await files.openWriter(dirname(outPath));
    try {
      await streamPieces(
        slots.all,
        (slot) => source.read(slot.plain),
        async (slot, bytes) => {
          const piece = slot.plain.subarray(0, bytes);
          await allEnded([hash.update(piece), writer.append(piece)]);
        },
      );
      if ((await hash.digest()).toString('hex') !== sha256) {
        const part = `objects ${version.object.toString('hex')}`;
        throw new VaultError('integrity-violated', 'an object is not what its record says', { details: { part } });
      }
      beforePlacing();
      await writer.commit(outPath, { ifExists: overwrite ? 'replace' : 'refuse' });
    } finally {
      await writer.discard();
    }
  } finally {
    await source.close();
    hash.abandon();
    slots.wipe();
    wipe(fileKey);
  }
}
