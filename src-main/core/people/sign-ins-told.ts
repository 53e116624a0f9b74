import { z } from 'zod';
import { auditIdentities, openDetail, storedDetailOf } from '../audit/details.ts';
import { turnOfOthers } from '../job.ts';
import { putPersonalRow, readPersonalRow } from '../personal/personal-rows.ts';
import { timeOf } from '../ports/row.ts';
import { presentOfficer, wasOfficerKey } from '../vault/certificates.ts';
import { changeVault } from '../vault/change.ts';
import { type OpenVault, requirePrivacyOfficer } from '../vault/open-vault.ts';
import { IdSchema, PositionSchema, TimeSchema } from '../vault/schemas.ts';
import type { SignedIn } from '../vault/sign-in.ts';

/** What the log says of somebody's sign-ins. */
export interface ToldOfUser {
  /** ms UTC of the last one; null for who never signed in since sign-ins are told. */
  readonly signedInAt: number | null;
  readonly secondFactor: boolean;
}

const ToldSchema = z.strictObject({
  position: PositionSchema,
  users: z.array(z.strictObject({ id: IdSchema, signedInAt: TimeSchema.nullable(), secondFactor: z.boolean() })),
});

/** Of an own compartment, so that a log that was read once is not read again. */
const kept = { type: 'told', key: '' } as const;
const batchRows = 500;

/** Tells the log who signs in, on which computer, and whether by a second factor. */
export function tellSignIn({ vault, proof }: SignedIn): void {
  const { user, computer } = vault;
  changeVault(vault, (change) =>
    change.tell('signed-in', { user: user.id, computer: computer.id, secondFactor: proof.by }),
  );
}

/**
 * By user, from the log. The first time it is read to its end; what it said is kept in the Privacy Officer's own compartment.
 * @throws VaultError `not-authorised`.
 */
export async function toldOfUsers(vault: OpenVault): Promise<ReadonlyMap<string, ToldOfUser>> {
  requirePrivacyOfficer(vault);
  const before = toldBefore(vault);
  const told = new Map<string, ToldOfUser>(before.users.map(({ id, ...one }) => [id, one]));
  const end = vault.log.head.position;
  const identities = auditIdentities(vault);
  for (let from = before.position + 1; from <= end; from += batchRows) {
    const rows = vault.db.all(
      `SELECT d.position, d.number, d.subject, d.sealed, a.at FROM audit_details d JOIN audit a ON a.position = d.position
       WHERE d.position BETWEEN ? AND ? AND d.sealed IS NOT NULL ORDER BY d.position, d.number`,
      from,
      Math.min(end, from + batchRows - 1),
    );
    for (const row of rows) {
      const { sealed, ...stored } = storedDetailOf(row);
      const detail = sealed === null ? null : openDetail(vault, identities, { ...stored, sealed });
      // What is wrong with a detail is told where the log is verified.
      if (detail !== null && typeof detail !== 'string') note(vault, told, detail, timeOf(row, 'at'));
    }
    await turnOfOthers();
  }
  if (end > before.position) keep(vault, end, told);
  return told;
}

function note(
  vault: OpenVault,
  told: Map<string, ToldOfUser>,
  { claim, action, facts }: Exclude<ReturnType<typeof openDetail>, string>,
  at: number,
): void {
  const of = (user: string) => told.get(user) ?? { signedInAt: null, secondFactor: false };
  const { author } = claim;
  if (action === 'signed-in') told.set(author, { ...of(author), signedInAt: at });
  else if (action === 'second-factor-on') told.set(author, { ...of(author), secondFactor: true });
  else if (action === 'second-factor-off') told.set(author, { ...of(author), secondFactor: false });
  else if (
    action === 'user-reset' &&
    typeof facts.user === 'string' &&
    wasOfficerKey(vault.chain, claim.key, claim.at)
  ) {
    told.set(facts.user, { ...of(facts.user), secondFactor: false });
  } else if (action === 'recovered' && wasOfficerKey(vault.chain, claim.key, claim.at)) {
    const officer = presentOfficer(vault.chain).user;
    told.set(officer, { ...of(officer), secondFactor: false });
  }
}

function toldBefore(vault: OpenVault): z.infer<typeof ToldSchema> {
  const { db, id, personal, log } = vault;
  const row = personal ? readPersonalRow(db, id, personal, kept, ToldSchema) : null;
  // One of a log that went on elsewhere says nothing of this one.
  return row !== null && row.position <= log.head.position ? row : { position: 0, users: [] };
}

function keep(vault: OpenVault, position: number, told: ReadonlyMap<string, ToldOfUser>): void {
  const { db, id: vaultId, personal } = vault;
  if (!personal || vault.readOnly) return;
  const users = [...told].map(([id, one]) => ({ id, ...one }));
  db.transaction(() => putPersonalRow(db, vaultId, personal, { ...kept, body: ToldSchema.parse({ position, users }) }));
}
