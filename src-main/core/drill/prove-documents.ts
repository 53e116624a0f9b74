import type { Findings } from '../check/findings.ts';
import { idBytes } from '../crypto/bytes.ts';
import { ContentProver } from '../documents/prove-content.ts';
import type { StoredVersion } from '../documents/reencrypt.ts';
import { checkCancelled, type Job } from '../job.ts';
import { idOf } from '../ports/row.ts';
import { ArchivedDocumentSchema } from '../records/bodies.ts';
import { verifiedMessages } from '../records/message-rows.ts';
import { readVersion } from '../records/open-row.ts';
import { rowsOf } from '../records/rows-of.ts';
import { openMessage } from '../records/sealed-message.ts';
import type { ReadByKit } from '../recovery/read-by-kit.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { type Tally, tallied } from './tally.ts';

/** Versions of documents whose content was opened and has the hash that its author signed. */
export interface ProvedDocuments {
  readonly documents: number;
  /** Of the sealed archive. */
  readonly archived: number;
  readonly bytes: number;
  /** Those of folders, beside the vault that is worked in. */
  readonly beside: Tally;
}

/**
 * Opens every version of every document of a restored vault, of folders and of the archive, and compares it with its record; of
 * folders also with the vault that is worked in, where that still has it. Progress in bytes.
 * @throws VaultError `cancelled`.
 */
export async function proveDocuments(
  restored: ReadByKit,
  live: OpenVault,
  findings: Findings,
  job: Job,
): Promise<ProvedDocuments> {
  const { vault } = restored;
  const beside = tallied();
  const counts = { documents: 0, archived: 0, bytes: 0 };
  const prover = new ContentProver(vault);
  const prove = async (part: string, version: StoredVersion): Promise<boolean> => {
    checkCancelled(job);
    const before = counts.bytes;
    const watched: Job = { signal: job.signal, report: (done) => job.report(before + done, null) };
    const isProved = await findings.attemptAsync(part, async () => {
      await prover.prove(version, watched);
      return true;
    });
    counts.bytes += version.body.size;
    return isProved === true;
  };
  try {
    for (const compartment of vault.compartments.values()) {
      for (const row of rowsOf(vault.db, 'contents', compartment.id)) {
        const id = idOf(row, 'id');
        const part = `contents ${id}`;
        const version = findings.attempt(part, () => readVersion(vault, compartment, id));
        if (!version || !(await prove(part, version))) continue;
        counts.documents += 1;
        const there = findings.attempt(`vault ${part}`, () => {
          const place = live.compartments.get(compartment.id);
          return { version: place ? readVersion(live, place, id) : null };
        });
        if (there === null) continue;
        if (there.version === null) beside.gone += 1;
        else if (there.version.body.sha256 === version.body.sha256) beside.same += 1;
        else findings.add(part, 'altered', 'the vault that is worked in has another content of this version');
      }
    }
    for (const [part, version] of archivedVersions(restored, findings)) {
      if (await prove(part, version)) counts.archived += 1;
    }
    return { ...counts, beside };
  } finally {
    prover.wipe();
  }
}

/** With the part that each is named by. */
function* archivedVersions(
  { vault, escrowed }: ReadByKit,
  findings: Findings,
): Generator<readonly [part: string, version: StoredVersion]> {
  for (const archive of escrowed.values()) {
    if (archive.purpose !== 'archive') continue;
    const part = `compartment ${archive.id}`;
    const messages = findings.attempt(part, () => verifiedMessages(vault.db, vault.id, vault.log, archive.id));
    for (const { id, epoch, sealed, contents } of messages ?? []) {
      const identity = archive.keys.get(epoch)?.identity;
      // Of one that does not open the proof of the recovery key tells.
      const opened =
        identity &&
        findings.attempt(`messages ${id}`, () =>
          openMessage(vault.id, archive.id, idBytes(id), sealed, [identity], `messages ${id}`),
        );
      const body = ArchivedDocumentSchema.safeParse(opened?.body);
      if (!body.success) continue;
      for (const [index, version] of body.data.versions.entries()) {
        const object = contents[index]?.object;
        if (object) yield [`messages ${id}`, { object, body: version }];
      }
    }
  }
}
