import { randomBytes } from 'node:crypto';
import { wipe } from '../crypto/sealing.ts';
import { slotHash } from '../people/slot-writes.ts';
import { slotsTold } from '../people/slots-told.ts';
import { unlessViolated, unlessViolatedAsync } from '../unless-violated.ts';
import { changeInTurn, changeVault } from '../vault/change.ts';
import { sealOfficeSecret } from '../vault/computer.ts';
import { noteHolder } from '../vault/lock-info.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { slotContextOf } from '../vault/own-slot.ts';
import { slotsRenamed } from '../vault/sign-in-limits.ts';
import { type SlotPurpose, slotId, slotUnder } from '../vault/slots.ts';
import type { Slot, VaultFileContent } from '../vault/vault-file.ts';
import { withoutPending } from './pending.ts';
import { layNextRecovery, permitting, replaceRecoveryFile, takeNextRecovery } from './recovery-file.ts';

const rotation = 'rotate-office-secret';
const officeSecretBytes = 32;

/**
 * A new office secret, from the first step on (docs/formats.md section 5): everybody's password stays, and each computer that is
 * active has its copy. With the former one no slot opens that is written from here on. Cannot be stopped.
 * @throws VaultError of the disk: what is half-done then goes on at the Privacy Officer's next sign-in.
 */
export async function rotateOfficeSecret(vault: OpenVault): Promise<void> {
  await vault.fileTurns.take(async () => {
    const next = randomBytes(officeSecretBytes);
    try {
      const alone = await makeOfficial(vault, next);
      await takeNextRecovery(vault);
      // Where nobody is signed in, there is none.
      if ((await vault.env.files.look(vault.paths.lockInfo)) !== null) await noteHolder(vault.env, vault);
      changeVault(vault, (change) => {
        change.setDirectory((directory) => permitting(directory, alone));
        change.tell('recovery-file-renewed', {});
      });
    } finally {
      if (vault.officeSecret !== next) wipe(next);
    }
  });
}

/** Steps 1 to 5 but for `recovery.age`. @returns the SHA-256 of the one with the new secret alone. */
async function makeOfficial(vault: OpenVault, next: Buffer): Promise<string> {
  const databaseKeys = [vault.databaseKeyInUse];
  const secrets = { databaseKeys, officeSecret: vault.officeSecret, nextOfficeSecret: next };
  const both = await replaceRecoveryFile(vault, secrets, (change) => change.tell('rotation-begun', { rotation }));
  const alone = await layNextRecovery(vault, { databaseKeys, officeSecret: next });
  const slots = slotsUnder(vault, next);
  const told = unlessViolated(() => slotsTold(vault));
  await changeInTurn(vault, withOfficeSecret(vault, next, slots), (change) => {
    change.setDirectory((directory) => withoutPending(permitting(directory, both, alone), rotation));
    change.tell('rotation-ended', { rotation });
    for (const { user, purpose, before, after } of slots) {
      // One that its user did not write must not pass for hers from here on.
      if (!told?.get(user)?.[purpose].has(slotHash(before))) continue;
      change.tell('slot-resealed', { user, slotHash: slotHash(after) });
    }
  });
  const former = vault.officeSecret;
  vault.officeSecret = next;
  wipe(former);
  const ids = new Map(slots.map(({ from, to }) => [from, to]));
  // A record that was altered begins anew at the next sign-in.
  await unlessViolatedAsync(() => slotsRenamed(vault.env.files, vault.paths.signIns, ids));
  return alone;
}

/** A slot of somebody in the directory, as it is and as it will be. */
interface MovedSlot {
  readonly user: string;
  readonly purpose: SlotPurpose;
  readonly from: string;
  readonly to: string;
  readonly before: Slot;
  readonly after: Slot;
}

/** Of everybody in the directory; what opens for nobody and what is nobody's stays behind. */
function slotsUnder(vault: OpenVault, officeSecret: Buffer): MovedSlot[] {
  const context = slotContextOf(vault);
  const users = vault.directory.users.filter(({ state }) => state !== 'disabled');
  return users.flatMap(({ id: user, name, role }) => {
    const purposes: readonly SlotPurpose[] = role === 'privacy-officer' ? ['everyday', 'step-up'] : ['everyday'];
    return purposes.flatMap((purpose): MovedSlot[] => {
      const [from, to] = [vault.officeSecret, officeSecret].map((secret) => slotId(vault.id, secret, purpose, name));
      const before = from === undefined ? undefined : vault.official.slots[from];
      if (from === undefined || to === undefined || before === undefined) return [];
      const after = slotUnder(context, from, before, { officeSecret, id: to });
      return after === null ? [] : [{ user, purpose, from, to, before, after }];
    });
  });
}

function withOfficeSecret(
  { id, official, directory }: OpenVault,
  officeSecret: Buffer,
  slots: readonly MovedSlot[],
): VaultFileContent {
  const computers = directory.computers.filter(({ state }) => state === 'active');
  return {
    ...official,
    slots: Object.fromEntries(slots.map(({ to, after }) => [to, after])),
    computers: Object.fromEntries(
      computers.map((computer) => [computer.id, sealOfficeSecret(id, officeSecret, computer.recipient)]),
    ),
  };
}
