import { VaultError } from '../../contract/errors.ts';
import { wipeCompartmentKey } from '../access/compartment-key.ts';
import { emptyEpochs } from '../access/empty-epochs.ts';
import { type SealedKeyRow, sealKeyRow } from '../access/key-rows.ts';
import { type PreparedKey, prepareKey } from '../access/rekey.ts';
import { checkCancelled, type Job } from '../job.ts';
import type { OpenCompartment, OpenVault } from '../vault/open-vault.ts';
import { archiveOf, type Escrowed, openEscrow, openEscrowed, requireMemberLists, wipeEscrowed } from './escrow.ts';
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
  /** Every key that was opened from escrow and every new one. */
  wipe(): void;
}

/**
 * Opens everything from escrow as the new Privacy Officer, with keys to come for all of it. Progress in keys.
 * @returns what the caller wipes in the end.
 * @throws VaultError `integrity-violated` for the first thing that is not whole: to go on would take it from everybody.
 */
export async function prepareRekeying(
  access: KitAccess,
  officer: NewOfficer,
  place: PlaceOnComputer,
  job: Job,
): Promise<{ vault: OpenVault; rekeying: Rekeying }> {
  const escrowed = await openEscrow(access, job, (error) => {
    throw error;
  });
  const keys: PreparedKey[] = [];
  const archives: RekeyedArchive[] = [];
  const wipe = () => {
    wipeEscrowed(escrowed);
    for (const { key } of [...keys, ...archives.map(({ next }) => next)]) wipeCompartmentKey(key);
  };
  try {
    requireEveryCompartment(access, escrowed);
    const vault = openVaultFor(access, officer, place);
    for (const one of escrowed.values()) {
      if (one.purpose === 'archive') continue;
      vault.compartments.set(one.id, withKeysInUse(access, openEscrowed(access, one)));
    }
    requireMemberLists(access, [...vault.compartments.values()]);
    for (const compartment of vault.compartments.values()) {
      checkCancelled(job);
      const { id, epoch, members } = compartment;
      keys.push(await prepareKey(vault, id, epoch + 1, { purpose: members.purpose, of: null }));
      const archive = archiveOf(escrowed, compartment);
      if (archive) archives.push(await rekeyedArchive(vault, officer, compartment, archive));
      job.report(keys.length, vault.compartments.size);
    }
    return { vault, rekeying: { keys, archives, compartments: keys.length + archives.length, wipe } };
  } catch (error) {
    wipe();
    throw error;
  }
}

async function rekeyedArchive(
  vault: OpenVault,
  officer: NewOfficer,
  { id: folder, members }: OpenCompartment,
  { id, keys }: Escrowed,
): Promise<RekeyedArchive> {
  const about = { purpose: 'archive', of: folder } as const;
  const recipients = { recovery: vault.directory.recovery, stepUp: officer.certificate.stepUp };
  const former: SealedKeyRow[] = [];
  for (const key of keys.values()) former.push(await sealKeyRow(vault.id, key, about, recipients, officer.signing));
  const next = await prepareKey(vault, id, (members.archive?.epoch ?? 0) + 1, about);
  return { folder, next, former };
}

/** As a sign-in would give it, but with the keys of the new Privacy Officer and of this computer's new place. */
function openVaultFor(access: KitAccess, officer: NewOfficer, place: PlaceOnComputer): OpenVault {
  const { env, paths, kit, db, databaseKeys, officeSecret, lock, official, directory, log } = access;
  const { id, name, role } = officer.user;
  return {
    env,
    paths,
    id: kit.vault,
    root: kit.root,
    db,
    databaseKeys,
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
    readOnly: false,
    official,
    chain: officer.chain,
    directory,
    log,
    compartments: new Map(),
    broken: new Map(),
  };
}

/** A compartment whose every key is lost would go unnoticed otherwise, and its members would lose it. */
function requireEveryCompartment({ db }: KitAccess, escrowed: ReadonlyMap<string, Escrowed>): void {
  for (const row of db.all('SELECT lower(hex(id)) AS id FROM compartments')) {
    if (typeof row.id === 'string' && escrowed.has(row.id)) continue;
    throw new VaultError('integrity-violated', 'a compartment without a key in escrow', {
      details: { part: `compartment ${row.id}` },
    });
  }
}

/** Without the keys of epochs of which nothing is left, which nobody's keyring has either. */
function withKeysInUse({ db }: KitAccess, compartment: OpenCompartment): OpenCompartment {
  const empty = emptyEpochs(db, compartment);
  return { ...compartment, keys: new Map([...compartment.keys].filter(([epoch]) => !empty.includes(epoch))) };
}
