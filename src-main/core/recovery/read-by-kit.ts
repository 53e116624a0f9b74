import { isViolation, violated } from '../../contract/errors.ts';
import type { X25519Identity } from '../crypto/age/x25519-identity.ts';
import type { Job } from '../job.ts';
import { newComputer, wipeComputer } from '../vault/computer.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { type Escrowed, openEscrow, openEscrowed, wipeEscrowed } from './escrow.ts';
import { newOfficer } from './new-officer.ts';
import type { KitAccess } from './open-by-kit.ts';
import { openVaultFor } from './prepare-rekeying.ts';

/** A vault that the recovery key has opened, as the Privacy Officer would read it. */
export interface ReadByKit {
  /** Takes no changes. Who is signed in has keys that nobody knows. */
  readonly vault: OpenVault;
  /** All that what the log tells of may be sealed to. */
  readonly auditIdentities: readonly X25519Identity[];
  /** Everything that the recovery key opens, archives included, by id. */
  readonly escrowed: ReadonlyMap<string, Escrowed>;
}

/**
 * Reads a vault by its recovery key: everything that is whole, with no trace in it. What is not whole is in `broken`.
 * @throws VaultError `integrity-violated` where the log cannot be read; `cancelled`; those of `work`.
 */
export async function readByKit<Result>(
  access: KitAccess,
  job: Job,
  work: (read: ReadByKit) => Promise<Result>,
): Promise<Result> {
  const officer = newOfficer(access);
  const computer = newComputer(access.env.machine.name, access.kit.root);
  // A row that does not open is missed by the compartment that it is of.
  const escrowed = await openEscrow(access, { signal: job.signal, report: () => undefined }, () => undefined);
  try {
    const keychain = access.env.machine.keychainOfKind('file');
    const vault = openVaultFor(access, officer, { computer, keychain });
    // Nothing is written with a certificate that is nowhere.
    vault.chain = access.chain;
    vault.readOnly = true;
    for (const one of escrowed.values()) if (one.purpose !== 'archive') openInto(vault, access, one);
    const audit = escrowed.get(access.directory.audit.compartment);
    if (!audit) throw violated('audit log', 'the recovery key opens nothing of it');
    return await work({ vault, auditIdentities: [...audit.keys.values()].map(({ identity }) => identity), escrowed });
  } finally {
    wipeEscrowed(escrowed);
    wipeComputer(computer);
    officer.wipe();
  }
}

function openInto(vault: OpenVault, access: KitAccess, one: Escrowed): void {
  try {
    vault.compartments.set(one.id, openEscrowed(access, one));
  } catch (error) {
    if (!isViolation(error)) throw error;
    vault.broken.set(one.id, { error, keys: one.keys, listHash: '', members: null });
  }
}
