import { checkFileKey } from '../check/check-file-key.ts';
import type { Findings } from '../check/findings.ts';
import type { Progress } from '../check/progress.ts';
import { splitAgeFile, unwrapFileKey } from '../crypto/age/header.ts';
import type { X25519Identity } from '../crypto/age/x25519-identity.ts';
import { idBytes, largestU32, u64 } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import { blobOf, idOf, integerOf } from '../ports/row.ts';
import { ArchivedDocumentSchema } from '../records/bodies.ts';
import { messageRowOf, requireLogged } from '../records/message-rows.ts';
import { openMessage } from '../records/sealed-message.ts';
import type { Escrowed } from './escrow.ts';
import type { KitAccess } from './open-by-kit.ts';

/** That the escrowed keys open every message: those of the inbox, and every archived document with each version's header. */
export async function proveMessages(
  { db, kit, log }: KitAccess,
  escrowed: ReadonlyMap<string, Escrowed>,
  findings: Findings,
  progress: Progress,
): Promise<void> {
  const ids = db.all('SELECT id FROM messages').map((row) => idOf(row, 'id'));
  for (const id of ids) {
    const part = `messages ${id}`;
    findings.attempt(part, () => {
      const row = db.get('SELECT * FROM messages WHERE id = ?', idBytes(id));
      if (!row) return;
      const message = messageRowOf(db, row);
      requireLogged(kit.vault, log, message);
      const compartment = escrowed.get(message.compartment);
      const key = compartment?.keys.get(message.epoch);
      if (!compartment || !key) return findings.add(part, 'altered', 'sealed to a key that was never escrowed');
      const opened = openMessage(kit.vault, compartment.id, idBytes(id), message.sealed, [key.identity], part);
      if (compartment.purpose !== 'archive') return;
      const body = ArchivedDocumentSchema.safeParse(opened.body);
      if (!body.success) return findings.add(part, 'altered', 'not an archived document');
      for (const [number, { header }] of message.contents.entries()) {
        checkFileKey(findings, part, unwrapFileKey(header, [key.identity]), body.data.versions[number]?.fileKey);
      }
    });
    await progress.step();
  }
}

interface Detail {
  readonly position: number;
  readonly number: number;
  readonly sealed: Buffer;
}

/**
 * That the escrowed keys of the audit log open what it tells: every tombstone, and of the details the first of each epoch,
 * found by halving. A detail says nowhere which key it is sealed to, but one epoch follows the other.
 */
export async function proveAuditKeys(
  { db, kit, directory, log }: KitAccess,
  escrowed: ReadonlyMap<string, Escrowed>,
  findings: Findings,
  progress: Progress,
): Promise<void> {
  const { compartment } = directory.audit;
  const keys = [...(escrowed.get(compartment)?.keys.values() ?? [])].sort((a, b) => b.epoch - a.epoch);
  const identities = keys.map(({ identity }) => identity);
  for (const row of db.all('SELECT id, sealed FROM tombstones')) {
    const part = `tombstones ${idOf(row, 'id')}`;
    const id = idBytes(idOf(row, 'id'));
    findings.attempt(part, () => openMessage(kit.vault, compartment, id, blobOf(row, 'sealed'), identities, part));
  }
  const firstFrom = (position: number): Detail | null => {
    const row = db.get(
      `SELECT position, number, sealed FROM audit_details WHERE position >= ? AND sealed IS NOT NULL
       ORDER BY position, number LIMIT 1`,
      position,
    );
    return row
      ? {
          position: integerOf(row, 'position'),
          number: integerOf(row, 'number', largestU32),
          sealed: blobOf(row, 'sealed'),
        }
      : null;
  };
  for (let detail = firstFrom(1); detail !== null; ) {
    const { position, number, sealed } = detail;
    const part = `audit log ${position}`;
    const id = Buffer.concat([u64(position), u64(number)]);
    findings.attempt(part, () => openMessage(kit.vault, compartment, id, sealed, identities, part));
    const opener = openerOf(detail, identities);
    let [same, other] = [position, log.head.position + 1];
    while (other - same > 1) {
      const middle = Math.floor((same + other) / 2);
      const there = firstFrom(middle);
      if (there === null || openerOf(there, identities) !== opener) other = middle;
      else same = Math.min(there.position, other - 1);
    }
    await progress.step();
    detail = firstFrom(other);
  }
}

/** Which of the identities a detail is sealed to; -1 when it is none of them, or no age file any more. */
function openerOf({ sealed }: Detail, identities: readonly X25519Identity[]): number {
  return identities.findIndex((identity) => {
    try {
      const fileKey = unwrapFileKey(splitAgeFile(sealed).header, [identity]);
      wipe(fileKey);
      return fileKey !== null;
    } catch {
      return false;
    }
  });
}
