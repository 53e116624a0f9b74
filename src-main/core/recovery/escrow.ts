import { isViolation, type VaultError, violated } from '../../contract/errors.ts';
import { type CompartmentKey, wipeCompartmentKey } from '../access/compartment-key.ts';
import { memberListsHash } from '../access/issue-keyrings.ts';
import { type OpenKeyRow, type Purpose, verifyKeyRow } from '../access/key-rows.ts';
import { openWithPostQuantum } from '../crypto/age/seal.ts';
import { idBytes } from '../crypto/bytes.ts';
import { checkCancelled, type Job } from '../job.ts';
import { blobOf, idOf, integerOf } from '../ports/row.ts';
import type { OpenCompartment } from '../vault/open-vault.ts';
import { openCompartment } from '../vault/verify-vault.ts';
import type { KitAccess } from './open-by-kit.ts';

/** Everything that the recovery key opens of one compartment or archive. */
export interface Escrowed {
  readonly id: string;
  readonly purpose: Purpose;
  /** The folder of an archive. */
  readonly of: string | null;
  /** By epoch, all that there ever were. */
  readonly keys: Map<number, CompartmentKey>;
}

/**
 * Opens every key row with the recovery key. Progress in rows.
 * @param onProblem is given what is wrong with a row, which is then left out; it may throw to end the work.
 * @returns what the caller ends with `wipeEscrowed`.
 * @throws VaultError `cancelled`.
 */
export async function openEscrow(
  access: KitAccess,
  job: Job,
  onProblem: (error: VaultError) => void,
): Promise<Map<string, Escrowed>> {
  const { db, kit, chain } = access;
  const officerKeys = chain.certificates.map(({ signing }) => signing);
  const escrowed = new Map<string, Escrowed>();
  const rows = db.all('SELECT compartment, epoch FROM compartment_keys ORDER BY compartment, epoch');
  try {
    for (const [done, row] of rows.entries()) {
      checkCancelled(job);
      try {
        const [compartment, epoch] = [idOf(row, 'compartment'), integerOf(row, 'epoch')];
        const { purpose, of, key } = await openRow(access, { vault: kit.vault, compartment, epoch, officerKeys });
        const known = escrowed.get(compartment) ?? { id: compartment, purpose, of, keys: new Map() };
        known.keys.set(epoch, key);
        escrowed.set(compartment, known);
      } catch (error) {
        if (!isViolation(error)) throw error;
        onProblem(error);
      }
      job.report(done + 1, rows.length);
    }
    return escrowed;
  } catch (error) {
    wipeEscrowed(escrowed);
    throw error;
  }
}

/** Overwrites every key that `openEscrow` gave. */
export function wipeEscrowed(escrowed: ReadonlyMap<string, Escrowed>): void {
  for (const { keys } of escrowed.values()) for (const key of keys.values()) wipeCompartmentKey(key);
}

async function openRow(
  { db, kit }: KitAccess,
  expected: { vault: string; compartment: string; epoch: number; officerKeys: readonly string[] },
): Promise<OpenKeyRow> {
  const { compartment, epoch } = expected;
  const sql = 'SELECT escrow FROM compartment_keys WHERE compartment = ? AND epoch = ?';
  const row = db.get(sql, idBytes(compartment), epoch);
  let plaintext: Buffer | null;
  try {
    plaintext = row ? await openWithPostQuantum(blobOf(row, 'escrow'), kit.identity) : null;
  } catch {
    // Whatever is wrong with the file, it is not what was escrowed, which is said of it in one way.
    plaintext = null;
  }
  return verifyKeyRow(plaintext, expected);
}

/**
 * A compartment in the state of its last commit, by its escrowed keys: proves that they open it.
 * @throws VaultError `integrity-violated`.
 */
export function openEscrowed(access: KitAccess, { id, keys }: Escrowed): OpenCompartment {
  const authority = { vault: access.kit.vault, chain: access.chain, log: access.log, directory: access.directory };
  return openCompartment(access.db, authority, id, { keys, rights: 'write', listHash: null });
}

/** True when these are the member lists that the directory names. */
export function areMemberLists(
  { kit, directory }: KitAccess,
  compartments: readonly Pick<OpenCompartment, 'id' | 'listHash'>[],
): boolean {
  return memberListsHash(kit.vault, compartments) === directory.lists;
}

/**
 * Makes sure that the member lists are those of the directory, once every compartment is open: no keyring named them.
 * @throws VaultError `integrity-violated` part `member lists`.
 */
export function requireMemberLists(access: KitAccess, compartments: readonly OpenCompartment[]): void {
  if (areMemberLists(access, compartments)) return;
  throw violated('member lists', 'not the member lists that the directory names');
}

/**
 * The archive of a folder, as its member list names it; null when it has none.
 * @throws VaultError `integrity-violated` when the escrowed key is not the one that is sealed to.
 */
export function archiveOf(escrowed: ReadonlyMap<string, Escrowed>, { id, members }: OpenCompartment): Escrowed | null {
  const mailbox = members.archive;
  if (mailbox === null) return null;
  const archive = escrowed.get(mailbox.compartment);
  const isWhole =
    archive?.purpose === 'archive' &&
    archive.of === id &&
    archive.keys.get(mailbox.epoch)?.recipient === mailbox.recipient &&
    Array.from({ length: mailbox.epoch }, (_, index) => index + 1).every((epoch) => archive.keys.has(epoch));
  if (isWhole) return archive;
  throw violated(
    `compartment ${mailbox.compartment} keys`,
    'the escrowed keys of an archive are not those that are sealed to',
  );
}
