import { randomBytes } from 'node:crypto';
import { wipe } from '../crypto/sealing.ts';
import type { Job } from '../job.ts';
import { changeInTurn, changeVault } from '../vault/change.ts';
import { forgetCopies, removeCopiesSince } from '../vault/copies.ts';
import { sealDatabaseKeys } from '../vault/database-keys.ts';
import { presentKey } from '../vault/directory.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { VaultFileContent } from '../vault/vault-file.ts';
import { withoutPending } from './pending.ts';
import { layNextRecovery, permitting, replaceRecoveryFile, takeNextRecovery } from './recovery-file.ts';

const rotation = 'rotate-database-key';
const databaseKeyBytes = 48;

/**
 * A new key for `vault.db`, from the first step on (docs/formats.md section 5): the kit and everybody open the vault at every
 * instant, and with the former key nothing that is written from here on. Cannot be stopped. Progress in pages, each three times.
 * @throws VaultError of the disk and of damaged pages: what is half-done then goes on at the Privacy Officer's next sign-in.
 */
export async function rotateDatabaseKey(vault: OpenVault, report: Job['report']): Promise<void> {
  await vault.fileTurns.take(async () => {
    const present = vault.databaseKeyInUse;
    const next = randomBytes(databaseKeyBytes);
    try {
      const alone = await giveBothKeys(vault, present, next);
      await removeCopies(vault);
      vault.db.rekey(next, report);
      vault.databaseKeyInUse = next;
      await dropFormerKey(vault);
      changeVault(vault, (change) => {
        change.setDirectory((directory) => withoutPending(permitting(directory, alone), rotation));
        change.tell('rotation-ended', { rotation });
      });
    } finally {
      if (!vault.databaseKeys.includes(next)) wipe(next);
    }
  });
}

/**
 * The last step of it that concerns the vault's files, which is anybody's who finds the database under the second of two keys:
 * from here on nobody is given the first. The caller has the turn at the files.
 */
export async function dropFormerKey(vault: OpenVault): Promise<void> {
  // Until it is, a power cut could bring the file back that only the first key opens.
  await vault.env.files.syncFolder(vault.paths.folder);
  await takeNextRecovery(vault);
  await giveKeys(vault, [vault.databaseKeyInUse], () => undefined);
}

/** Steps 1 to 3. @returns the SHA-256 of the `recovery.age` with the new key alone. */
async function giveBothKeys(vault: OpenVault, present: Buffer, next: Buffer): Promise<string> {
  const { officeSecret } = vault;
  const secrets = { databaseKeys: [present, next], officeSecret };
  const both = await replaceRecoveryFile(vault, secrets, (change) => change.tell('rotation-begun', { rotation }));
  const alone = await layNextRecovery(vault, { databaseKeys: [next], officeSecret });
  await giveKeys(vault, [present, next], (change) => {
    change.setDirectory((directory) => permitting(directory, both, alone));
  });
  return alone;
}

async function giveKeys(
  vault: OpenVault,
  keys: readonly Buffer[],
  work: Parameters<typeof changeInTurn<void>>[2],
): Promise<void> {
  await changeInTurn(vault, withDatabaseKeys(vault, keys), (change) => {
    work(change);
    change.tell('rotation-continued', { rotation });
  });
  const former = vault.databaseKeys;
  vault.databaseKeys = keys;
  wipe(...former.filter((key) => !keys.includes(key)));
}

/** Sealed to the key in force of everybody in the directory, whatever stood there. */
function withDatabaseKeys({ official, directory }: OpenVault, keys: readonly Buffer[]): VaultFileContent {
  const users = directory.users.filter(({ state }) => state !== 'disabled');
  const entries = users.map((user) => [user.id, sealDatabaseKeys(keys, presentKey(user).recipient)]);
  return { ...official, databaseKeys: Object.fromEntries(entries) };
}

/** Their key goes, so that nobody could open them any more. */
async function removeCopies(vault: OpenVault): Promise<void> {
  const copies = await removeCopiesSince(vault, 0);
  if (copies.length === 0) return;
  changeVault(vault, (change) => {
    forgetCopies(vault, copies);
    change.tell('copies-expired', { copies });
  });
}
