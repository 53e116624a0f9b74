import { invalidInput } from '../../contract/error-reasons.ts';
import { wipe } from '../crypto/sealing.ts';
import type { Job } from '../job.ts';
import { changeVault } from '../vault/change.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { type DocumentReference, findDocument } from './find-document.ts';
import { wantedVersion } from './get-document.ts';
import type { StoredVersion } from './reencrypt.ts';
import { type ShownContent, shownContent } from './shown-content.ts';
import { withContent } from './version-content.ts';

/** The most that is read into memory to be shown. */
const mostShownBytes = 20_000_000;

/** A version of a document as it is shown, without a file outside the vault. */
export interface ReadDocument {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly content: ShownContent;
}

/**
 * Reads a version to show it. What can be shown is told to the log before it is given; of what cannot, nothing is given.
 * @param number of the version; null for the current one.
 * @throws VaultError `not-found`; `invalid-input` reason `too-large-to-show`; `integrity-violated`; `cancelled`.
 */
export async function readDocument(
  vault: OpenVault,
  reference: DocumentReference,
  number: number | null,
  job: Job,
): Promise<ReadDocument> {
  const placed = await findDocument(vault, reference);
  const version = wantedVersion(vault, placed, number);
  const { compartment, document } = placed;
  const content = await readContent(vault, document.name, version, job, () => {
    // As with an export: what a vault that takes no changes is open for is being read.
    if (vault.readOnly) return;
    changeVault(vault, (change) => {
      const facts = { folder: compartment.id, document: document.id, version: version.body.number };
      change.tell('document-read', facts, document.id);
    });
  });
  return { id: document.id, name: document.name, version: version.body.number, content };
}

/**
 * What can be shown of a version, once all of it is known to be what its record says.
 * @param beforeGiving runs before anything of it leaves the vault: the place to tell the log.
 * @throws VaultError `invalid-input` reason `too-large-to-show`; `integrity-violated` part `objects <sha256>`; `cancelled`.
 */
export async function readContent(
  vault: OpenVault,
  name: string,
  version: StoredVersion,
  job: Job,
  beforeGiving: () => void,
): Promise<ShownContent> {
  const { size } = version.body;
  if (size > mostShownBytes) throw invalidInput('too-large-to-show', 'document', 'larger than what is shown');
  const content = Buffer.alloc(size);
  try {
    await withContent(vault, version, job, async (stream) => {
      let at = 0;
      await stream(async (piece) => {
        at += piece.copy(content, at);
      });
    });
    const shown = shownContent(name, content);
    if (shown.kind !== 'none') beforeGiving();
    return shown;
  } finally {
    wipe(content);
  }
}
