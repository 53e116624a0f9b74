import { z } from 'zod';
import { VaultError } from '../../contract/errors.ts';
import { countRows } from '../records/count-rows.ts';
import { type OpenVault, requireChangeable } from '../vault/open-vault.ts';
import { TimeSchema } from '../vault/schemas.ts';
import { ownPersonalRows, putPersonalRow, readPersonalRow, removePersonalRow } from './personal-rows.ts';

const type = 'draft';
const mostDrafts = 200;

const DraftSchema = z.strictObject({ text: z.string().max(100_000), savedAt: TimeSchema });
export type Draft = z.infer<typeof DraftSchema>;

/** @param key what it belongs to. @returns null when there is none. */
export function draftOf({ db, id, personal }: OpenVault, key: string): Draft | null {
  return personal ? readPersonalRow(db, id, personal, { type, key }, DraftSchema) : null;
}

/**
 * Keeps what the signed-in user is writing; an empty text forgets it. Of too many the one saved longest ago goes.
 * @throws VaultError `vault-read-only`.
 */
export function saveDraft(vault: OpenVault, key: string, text: string): void {
  requireChangeable(vault);
  const { db, id, personal, env } = vault;
  if (!personal) throw new VaultError('internal', 'no compartment of her own');
  db.transaction(() => {
    if (text === '') return removePersonalRow(db, personal, type, key);
    putPersonalRow(db, id, personal, { type, key, body: DraftSchema.parse({ text, savedAt: env.clock.now() }) });
    if (countRows(db, 'personal_rows', personal.compartment) > mostDrafts) dropOldest(vault);
  });
}

function dropOldest({ db, id, personal }: OpenVault): void {
  if (!personal) return;
  const drafts = ownPersonalRows(db, id, personal)
    .filter((row) => row.type === type)
    .map(({ key, body }) => ({ key, savedAt: DraftSchema.safeParse(body).data?.savedAt ?? 0 }))
    .sort((a, b) => b.savedAt - a.savedAt);
  for (const { key } of drafts.slice(mostDrafts)) removePersonalRow(db, personal, type, key);
}
