import { z } from 'zod';
import { isViolation } from '../../contract/errors.ts';
import type { X25519Identity } from '../crypto/age/x25519-identity.ts';
import { sha256 } from '../crypto/binding.ts';
import { idBytes } from '../crypto/bytes.ts';
import { blobOf, idOf } from '../ports/row.ts';
import { openMessage } from '../records/sealed-message.ts';
import { wasOfficerKey } from '../vault/certificates.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { IdSchema, Sha256Schema, TimeSchema } from '../vault/schemas.ts';
import { wasKeyOf } from './details.ts';
import { commitKinds } from './log.ts';
import { commitBody, seenCommit } from './log-view.ts';

/** docs/formats.md section 7.8. */
const TombstoneSchema = z.strictObject({
  documents: z.array(IdSchema),
  objects: z.array(Sha256Schema),
  compartments: z.array(IdSchema),
  erasedAt: TimeSchema,
});

/**
 * Ids that a tombstone names which the log knows: only what is about them may be erased from the log. One that is not as
 * the log says, or by nobody of then, names nothing. Others than the Privacy Officer bury documents, and only such as are
 * really gone: else anybody could rid the log of what it tells of a document that she cannot even see.
 */
export function erasedSubjects(vault: OpenVault, identities: readonly X25519Identity[]): Set<string> {
  const erased = new Set<string>();
  for (const row of vault.db.all('SELECT id, sealed FROM tombstones')) {
    const [id, sealed] = [idOf(row, 'id'), blobOf(row, 'sealed')];
    const seen = seenCommit(vault.log, commitKinds.tombstone, idBytes(id));
    if (!seen || !commitBody(vault.db, seen).equals(sha256(sealed))) continue;
    for (const subject of subjectsOf(vault, identities, { id, sealed, position: seen.position })) erased.add(subject);
  }
  return erased;
}

function subjectsOf(
  vault: OpenVault,
  identities: readonly X25519Identity[],
  { id, sealed, position }: { id: string; sealed: Buffer; position: number },
): readonly string[] {
  try {
    const { compartment } = vault.directory.audit;
    const message = openMessage(vault.id, compartment, idBytes(id), sealed, identities, `tombstone ${id}`);
    const body = message.type === 'tombstone' ? TombstoneSchema.safeParse(message.body) : null;
    const { author, key, at } = message;
    if (!body?.success || at !== position || !wasKeyOf(vault, { author, key, at })) return [];
    const { documents, compartments } = body.data;
    return wasOfficerKey(vault.chain, key, at)
      ? [...documents, ...compartments]
      : documents.filter((document) => !isThere(vault, document));
  } catch (error) {
    if (isViolation(error)) return [];
    throw error;
  }
}

function isThere({ db }: OpenVault, document: string): boolean {
  const id = idBytes(document);
  return ['records', 'messages'].some((table) => db.get(`SELECT 1 FROM ${table} WHERE id = ?`, id) !== undefined);
}
