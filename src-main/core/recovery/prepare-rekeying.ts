import { isViolation } from '../../contract/errors.ts';
import { wipeCompartmentKey } from '../access/compartment-key.ts';
import { emptyEpochs } from '../access/empty-epochs.ts';
import { type SealedKeyRow, sealKeyRow } from '../access/key-rows.ts';
import { type PreparedKey, prepareKey } from '../access/rekey.ts';
import { base64 } from '../crypto/bytes.ts';
import { checkCancelled, type Job } from '../job.ts';
import { idOf } from '../ports/row.ts';
import { Turns } from '../turns.ts';
import type { BrokenCompartment, OpenCompartment, OpenVault } from '../vault/open-vault.ts';
import { presentMemberList } from '../vault/verify-vault.ts';
import { archiveOf, areMemberLists, type Escrowed, openEscrow, openEscrowed, wipeEscrowed } from './escrow.ts';
import type { NewOfficer } from './new-officer.ts';
import type { KitAccess } from './open-by-kit.ts';
import type { PlaceOnComputer } from './place-on-computer.ts';

/** The archive of a folder with the key that it is sealed to from here on. */
interface RekeyedArchive {
  readonly folder: string;
  readonly next: PreparedKey;
  /** The keys that it was sealed to, for the new step-up identity. */
  readonly former: readonly SealedKeyRow[];
}

/** New keys for everything, made before the transaction that uses them, since sealing to the kit takes time. */
export interface Rekeying {
  readonly keys: readonly PreparedKey[];
  readonly archives: readonly RekeyedArchive[];
  /** How many compartments, archives included. */
  readonly compartments: number;
  /** False where the member lists are not those that the directory names: then they grant nothing any more. */
  readonly listsProven: boolean;
  /** Compartments that were left as they are, with the keys that the recovery key opens of them. */
  readonly broken: readonly string[];
  /** Every key that was opened from escrow and every new one. */
  wipe(): void;
}

/**
 * Opens everything from escrow as the new Privacy Officer, with keys to come for all that is whole. What is not stays as it
 * is, refused to everybody and named at each sign-in: whoever can break a compartment must not keep the Privacy Officer out.
 * Progress in keys.
 * @returns what the caller wipes in the end.
 */
export async function prepareRekeying(
  access: KitAccess,
  officer: NewOfficer,
  place: PlaceOnComputer,
  job: Job,
): Promise<{ vault: OpenVault; rekeying: Rekeying }> {
  // A row that does not open is missed by the compartment that it is of.
  const escrowed = await openEscrow(access, job, () => undefined);
  const keys: PreparedKey[] = [];
  const archives: RekeyedArchive[] = [];
  const wipe = () => {
    wipeEscrowed(escrowed);
    for (const { key } of [...keys, ...archives.map(({ next }) => next)]) wipeCompartmentKey(key);
  };
  try {
    const vault = openVaultFor(access, officer, place);
    const archiveOfFolder = new Map<string, Escrowed | null>();
    for (const one of everyCompartment(access, escrowed)) {
      try {
        const opened = openEscrowed(access, one);
        archiveOfFolder.set(one.id, archiveOf(escrowed, opened));
        vault.compartments.set(one.id, withKeysInUse(access, opened));
      } catch (error) {
        if (!isViolation(error)) throw error;
        vault.broken.set(one.id, { ...brokenOf(access, one), error });
      }
    }
    const listsProven = areMemberLists(access, [
      ...vault.compartments.values(),
      ...[...vault.broken].flatMap(([id, { keys: held, listHash }]) => (held.size > 0 ? [{ id, listHash }] : [])),
    ]);
    if (!listsProven) for (const [id, broken] of vault.broken) vault.broken.set(id, { ...broken, members: null });
    for (const compartment of vault.compartments.values()) {
      checkCancelled(job);
      const { id, epoch, members } = compartment;
      keys.push(await prepareKey(vault, id, epoch + 1, { purpose: members.purpose, of: null }));
      const archive = archiveOfFolder.get(id);
      if (archive) archives.push(await rekeyedArchive(vault, officer, compartment, archive));
      job.report(keys.length, vault.compartments.size);
    }
    const counts = { compartments: keys.length + archives.length, broken: [...vault.broken.keys()] };
    return { vault, rekeying: { keys, archives, listsProven, ...counts, wipe } };
  } catch (error) {
    wipe();
    throw error;
  }
}

async function rekeyedArchive(
  vault: OpenVault,
  officer: NewOfficer,
  { id: folder }: OpenCompartment,
  { id, keys }: Escrowed,
): Promise<RekeyedArchive> {
  const about = { purpose: 'archive', of: folder } as const;
  const recipients = { recovery: vault.directory.recovery, stepUp: officer.certificate.stepUp };
  const former: SealedKeyRow[] = [];
  for (const key of keys.values()) former.push(await sealKeyRow(vault.id, key, about, recipients, officer.signing));
  // An older member list may name an older one than there is.
  const next = await prepareKey(vault, id, Math.max(...keys.keys()) + 1, about);
  return { folder, next, former };
}

/** As a sign-in would give it, but with the keys of the new Privacy Officer and of this computer's new place. */
export function openVaultFor(
  access: KitAccess,
  officer: NewOfficer,
  place: Pick<PlaceOnComputer, 'computer' | 'keychain'>,
): OpenVault {
  const { env, paths, kit, db, databaseKeys, databaseKeyInUse, officeSecret, lock, official, directory, log } = access;
  const { id, name, role } = officer.user;
  return {
    env,
    paths,
    id: kit.vault,
    root: kit.root,
    db,
    databaseKeys,
    databaseKeyInUse,
    officeSecret,
    computer: place.computer,
    keychain: place.keychain,
    user: {
      id,
      name,
      role,
      identities: [officer.everyday],
      author: { user: id, signing: officer.signing },
      directorySigning: officer.signing,
      uncertified: false,
    },
    lock,
    fileTurns: new Turns(),
    readOnly: false,
    official,
    chain: officer.chain,
    directory,
    log,
    compartments: new Map(),
    broken: new Map(),
  };
}

/** Those of which the recovery key opens something, and those of which it opens nothing any more. */
function everyCompartment({ db }: KitAccess, escrowed: ReadonlyMap<string, Escrowed>): Escrowed[] {
  const known = [...escrowed.values()].filter(({ purpose }) => purpose !== 'archive');
  const ids = db.all('SELECT id FROM compartments').map((row) => idOf(row, 'id'));
  const without = ids.filter((id) => !escrowed.has(id));
  return [...known, ...without.map((id): Escrowed => ({ id, purpose: 'folder', of: null, keys: new Map() }))];
}

/** Nobody is shown anything of it; its keys go into the next keyring. */
function brokenOf({ db, kit, chain, log }: KitAccess, { id, keys }: Escrowed): Omit<BrokenCompartment, 'error'> {
  const list = presentMemberList(db, { vault: kit.vault, chain, log }, id, keys);
  return { keys, listHash: list?.listHash ?? noListHash, members: list?.members ?? null };
}

/** Of a list that cannot be read: none has it. */
const noListHash = base64(Buffer.alloc(32));

/** Without the keys of epochs of which nothing is left, which nobody's keyring has either. */
function withKeysInUse({ db }: KitAccess, compartment: OpenCompartment): OpenCompartment {
  const empty = emptyEpochs(db, compartment);
  return { ...compartment, keys: new Map([...compartment.keys].filter(([epoch]) => !empty.includes(epoch))) };
}
