import { violated } from '../../contract/errors.ts';
import { type CompartmentKey, wipeCompartmentKey } from '../access/compartment-key.ts';
import { openStepUpRow } from '../access/key-rows.ts';
import { auditIdentities, openDetail, storedDetailOf } from '../audit/details.ts';
import { commitKinds } from '../audit/log.ts';
import type { X25519Identity } from '../crypto/age/x25519-identity.ts';
import { idBytes, noBytes } from '../crypto/bytes.ts';
import type { StoredVersion } from '../documents/reencrypt.ts';
import { idOf, integerOf, optionalBlobOf } from '../ports/row.ts';
import { type ArchivedDocument, ArchivedDocumentSchema } from '../records/bodies.ts';
import { type MessageRow, messageRowOf, requireLogged } from '../records/message-rows.ts';
import { openMessage } from '../records/sealed-message.ts';
import { unlessViolated } from '../unless-violated.ts';
import { authorityOf, mayHaveWritten } from '../vault/author-check.ts';
import { presentOfficer } from '../vault/certificates.ts';
import type { OpenCompartment, OpenVault } from '../vault/open-vault.ts';

/** A document in the archive, opened and verified. */
export interface Archived {
  /** The one that it had in the folder. */
  readonly id: string;
  readonly name: string;
  /** The id of the user who sealed it. */
  readonly sealedBy: string;
  readonly body: ArchivedDocument;
  /** Oldest first. */
  readonly versions: readonly (StoredVersion & { readonly body: ArchivedDocument['versions'][number] })[];
}

export interface BrokenArchived {
  readonly id: string;
  /** Null where that cannot be told. */
  readonly folder: string | null;
  readonly problem: 'missing' | 'altered';
}

export interface OpenArchive {
  readonly documents: readonly Archived[];
  readonly broken: readonly BrokenArchived[];
}

/**
 * The archive of a folder, every document of it verified: that the log has it, that somebody who might write in the folder
 * sealed it. What is not so is told by its id.
 * @param stepUp from `stepUp`.
 */
export function openArchive(vault: OpenVault, folder: OpenCompartment, stepUp: X25519Identity): OpenArchive {
  const { archive } = folder.members;
  if (archive === null) return { documents: [], broken: [] };
  const keys = archiveKeys(vault, folder, stepUp);
  try {
    const documents: Archived[] = [];
    const broken: BrokenArchived[] = [];
    const sql = 'SELECT * FROM messages WHERE compartment = ? ORDER BY position, id';
    for (const row of vault.db.all(sql, idBytes(archive.compartment))) {
      const opened = unlessViolated(() => openOne(vault, folder, keys, messageRowOf(vault.db, row)));
      if (opened) documents.push(opened);
      else broken.push({ id: idOf(row, 'id'), folder: folder.id, problem: 'altered' });
    }
    return { documents, broken };
  } finally {
    for (const key of keys.values()) wipeCompartmentKey(key);
  }
}

/** By epoch. One that is not what the Privacy Officer wrote is left out: then nothing that is sealed to it opens. */
function archiveKeys(vault: OpenVault, folder: OpenCompartment, stepUp: X25519Identity): Map<number, CompartmentKey> {
  const keys = new Map<number, CompartmentKey>();
  const mailbox = folder.members.archive;
  if (mailbox === null) return keys;
  const { compartment } = mailbox;
  const sql = 'SELECT epoch, step_up FROM compartment_keys WHERE compartment = ?';
  for (const row of vault.db.all(sql, idBytes(compartment))) {
    const epoch = integerOf(row, 'epoch');
    const expected = { vault: vault.id, compartment, epoch, officerKeys: [presentOfficer(vault.chain).signing] };
    const opened = unlessViolated(() => openStepUpRow(optionalBlobOf(row, 'step_up') ?? noBytes, stepUp, expected));
    if (opened === null) continue;
    const isTheOne = epoch !== mailbox.epoch || opened.key.recipient === mailbox.recipient;
    if (opened.purpose === 'archive' && opened.of === folder.id && isTheOne) keys.set(epoch, opened.key);
    else wipeCompartmentKey(opened.key);
  }
  return keys;
}

function openOne(
  vault: OpenVault,
  folder: OpenCompartment,
  keys: ReadonlyMap<number, CompartmentKey>,
  row: MessageRow,
): Archived {
  const { id } = row;
  const part = `messages ${id}`;
  const position = requireLogged(vault.id, vault.log, row);
  const key = keys.get(row.epoch);
  if (!key) throw violated(part, 'sealed to a key that the archive never had');
  const message = openMessage(vault.id, row.compartment, idBytes(id), row.sealed, [key.identity], part);
  const { author, key: signing, at } = message;
  const isEntitled = mayHaveWritten(authorityOf(vault), folder.members, { author, key: signing, at });
  if (at !== position || !isEntitled) throw violated(part, 'not by somebody who might write in the folder then');
  const parsed = ArchivedDocumentSchema.safeParse(message.body);
  const body = parsed.data;
  if (message.type !== 'archived-document' || body?.folder !== folder.id) {
    throw violated(part, 'not an archived document of this folder');
  }
  const versions = body.versions.flatMap((version, index) => {
    const content = row.contents[index];
    return content ? [{ object: content.object, body: version }] : [];
  });
  if (versions.length !== body.versions.length || row.contents.length !== versions.length) {
    throw violated(part, 'not with the contents that belong to it');
  }
  return { id, name: body.name, sealedBy: author, body, versions };
}

/**
 * Archived documents that the log has and that are not there, with their folder as far as the log's details tell.
 * @returns none of the inbox, which has messages too.
 */
export function missingArchived(vault: OpenVault): BrokenArchived[] {
  const places = new Set([vault.directory.inbox.compartment]);
  for (const { members } of vault.compartments.values()) {
    if (members.archive) places.add(members.archive.compartment);
  }
  const rows = vault.db.all('SELECT id, compartment FROM messages');
  // One that lies where nobody looks is as good as gone.
  const found = rows.filter((row) => places.has(idOf(row, 'compartment')));
  const there = new Set(found.map((row) => idOf(row, 'id')));
  const missing: BrokenArchived[] = [];
  for (const { kind, key } of vault.log.commits.values()) {
    const id = key.toString('hex');
    if (kind !== commitKinds.messageAdded || there.has(id)) continue;
    const told = lastTold(vault, id);
    if (told === 'other') continue;
    missing.push({ id, folder: told, problem: 'missing' });
  }
  return missing;
}

/** The folder that a document was sealed in, `other` for what is no archived document, null when the log does not tell. */
function lastTold(vault: OpenVault, id: string): string | 'other' | null {
  const rows = vault.db.all(
    'SELECT position, number, subject, sealed FROM audit_details WHERE subject = ? ORDER BY position DESC',
    idBytes(id),
  );
  const identities = auditIdentities(vault);
  for (const stored of rows.map(storedDetailOf)) {
    const { sealed } = stored;
    const detail = sealed === null ? null : openDetail(vault, identities, { ...stored, sealed });
    if (detail === null || typeof detail === 'string') continue;
    if (detail.action === 'message-received') return 'other';
    if (detail.action === 'document-sealed') return String(detail.facts.folder);
  }
  return null;
}
