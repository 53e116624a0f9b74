import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { VaultError } from '../../contract/errors.ts';
import { fromBase64 } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import { checkCancelled, type Job } from '../job.ts';
import { changeVault } from '../vault/change.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { type DocumentReference, findDocument, type PlacedDocument } from './find-document.ts';
import { openVersions } from './list-documents.ts';
import { OpenedObject } from './opened-object.ts';
import { allEnded, PieceSlots, streamPieces } from './pieces.ts';
import { isByItsAuthor, type OpenVersion, readRecord } from './read-row.ts';
import { DocumentBodySchema } from './schemas.ts';

export interface Export {
  /** The number of a version; null for the current one. */
  readonly version: number | null;
  /** Absolute. */
  readonly outPath: string;
  readonly overwrite: boolean;
}

/**
 * Writes a version of a document to a file outside the vault. The file gets its name when its content is known to be what
 * its author signed, and the log has been told, so that nothing leaves unnoticed.
 * @throws VaultError `not-found`, `file-exists`, `invalid-input`, `integrity-violated`, `cancelled`.
 */
export async function getDocument(
  vault: OpenVault,
  reference: DocumentReference,
  wanted: Export,
  job: Job,
): Promise<{ id: string; name: string; version: number; sizeBytes: number; sha256: string }> {
  const placed = await findDocument(vault, reference);
  const version = wantedVersion(vault, placed, wanted.version);
  await requirePlace(vault, wanted);
  const { compartment, document } = placed;
  const { number, sha256, size: sizeBytes } = version.body;
  await writeOut(vault, version, wanted, job, () => {
    // A vault that takes no changes can still be read: that is what it is open for.
    if (vault.readOnly) return;
    changeVault(vault, (change) => {
      change.tell('document-exported', { folder: compartment.id, document: document.id, version: number }, document.id);
    });
  });
  return { id: document.id, name: document.name, version: number, sizeBytes, sha256 };
}

function wantedVersion(
  vault: OpenVault,
  { compartment, document }: PlacedDocument,
  number: number | null,
): OpenVersion {
  const record = readRecord(vault, compartment, document.id, 'document', DocumentBodySchema);
  if (!record || !isByItsAuthor(vault, compartment, record)) throw notSigned(`records ${document.id}`);
  const versions = openVersions(vault, compartment, document);
  const version = versions.find(({ body }) => body.number === (number ?? document.body.current));
  if (!version) throw new VaultError('not-found', 'no such version', { details: { input: 'version' } });
  if (!isByItsAuthor(vault, compartment, version)) throw notSigned(`contents ${version.id}`);
  return version;
}

/** @throws VaultError `file-exists`; `invalid-input` for a place where no file can be, or that is the vault's own. */
async function requirePlace({ env, paths }: OpenVault, { outPath, overwrite }: Export): Promise<void> {
  const folder = await env.files.stat(dirname(outPath));
  const found = await env.files.stat(outPath);
  const withinVault = relative(resolve(paths.folder), resolve(outPath));
  const isOutside = withinVault.startsWith(`..${sep}`) || isAbsolute(withinVault);
  if (!folder?.isDirectory || found?.isDirectory || !isOutside) {
    throw new VaultError('invalid-input', 'no place for a file', { details: { input: 'outPath' } });
  }
  if (found && !overwrite) throw new VaultError('file-exists', 'there is a file of that name already');
}

async function writeOut(
  vault: OpenVault,
  version: OpenVersion,
  { outPath, overwrite }: Export,
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
        throw notSigned(`objects ${version.object.toString('hex')}`);
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

function notSigned(part: string): VaultError {
  return new VaultError('integrity-violated', 'not what somebody who may write has signed', { details: { part } });
}
