import { issueKeyrings } from '../access/issue-keyrings.ts';
import { type MemberList, presentMember, presentMembers, withMember, withoutMember } from '../access/member-list.ts';
import { beginEpochs } from '../access/withdrawal.ts';
import { commitKinds } from '../audit/log.ts';
import { resignCheckpoint } from '../audit/log-view.ts';
import { vouchForComputers } from '../backup/sources/backup-writers.ts';
import { base64, u64 } from '../crypto/bytes.ts';
import type { PasswordCost } from '../crypto/password.ts';
import { statementBytes } from '../crypto/statement.ts';
import { nextSlotVersion, slotFacts } from '../people/slot-writes.ts';
import { personalSecretsOf } from '../personal/personal-key.ts';
import { planRotations } from '../rotation/rotations.ts';
import { signRecipients } from '../vault/certified-recipients.ts';
import { type Change, changeVaultWithFile } from '../vault/change.ts';
import { activeEntry, publicComputer, recipientOfComputer, sealOfficeSecret } from '../vault/computer.ts';
import { sealDatabaseKeys } from '../vault/database-keys.ts';
import {
  type Directory,
  type DirectoryUser,
  presentKey,
  withLastKeyEnded,
  withStruckOff,
  withUser,
} from '../vault/directory.ts';
import { certificateCommit } from '../vault/logged-certificates.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { Mailbox } from '../vault/schemas.ts';
import { sealSlot, slotId } from '../vault/slots.ts';
import type { Slot, VaultFileContent } from '../vault/vault-file.ts';
import { remadeParts } from './kept-vault-file.ts';
import type { NewOfficer } from './new-officer.ts';
import type { KitAccess } from './open-by-kit.ts';
import type { Rekeying } from './prepare-rekeying.ts';
import { type RecoveredPersonal, writeRecoveredPersonal } from './recovered-personal.ts';

/** The one transaction of a recovery, with `vault.json` around it. */
export async function writeRecovery(
  access: KitAccess,
  vault: OpenVault,
  officer: NewOfficer,
  rekeying: Rekeying & { readonly personal: RecoveredPersonal },
  passphrase: string,
): Promise<void> {
  const version = nextSlotVersion(vault);
  const parts = remadeParts(
    { vault: vault.id, officeSecret: access.officeSecret },
    vault.directory,
    access.databaseKeys,
    access.kept,
  );
  const slots = await newSlots(vault, officer, rekeying.personal, passphrase, { version, cost: parts.kdf });
  const mailboxes = newMailboxes(vault.directory, rekeying);
  const content = nextContent(access, vault, officer, parts, Object.fromEntries(slots), mailboxes.inbox);
  const number = officer.chain.certificates.length;
  await changeVaultWithFile(vault, content, (change) => {
    const certificate = statementBytes(officer.statement);
    vault.db.run('INSERT INTO certificates (number, statement) VALUES (?, ?)', number, certificate);
    change.commit(commitKinds.certificate, u64(number), certificateCommit(certificate));
    resignCheckpoint(vault.db, officer.signing);
    beginEpochs(change, rekeying.keys);
    for (const { next, former } of rekeying.archives) {
      for (const row of former) change.replaceArchiveKey(row);
      change.insertArchiveKey(next.row);
    }
    setMemberLists(vault, change, officer, rekeying);
    change.setDirectory((directory) => nextDirectory(directory, vault, change, officer, mailboxes));
    // Whoever had the old passphrase may have had these too.
    planRotations(change);
    vouchForComputers(vault, change);
    issueKeyrings(vault, change);
    writeRecoveredPersonal(vault, change, rekeying.personal);
    const { broken, listsProven } = rekeying;
    const told = { officer: officer.user.id, computer: vault.computer.id, certificate: number };
    change.tell('recovered', broken.length > 0 ? { ...told, broken } : told);
    if (!listsProven) change.tell('all-grants-ended', { officer: officer.user.id });
    for (const [, slot] of slots) change.tell('slot-written', { user: officer.user.id, ...slotFacts(version, slot) });
  });
}

/** One of the two places of this computer, whose keys open nothing any more. */
export async function strikeOff(vault: OpenVault, id: string, successor: string): Promise<void> {
  const { [id]: _struckOff, ...computers } = vault.official.computers;
  await changeVaultWithFile(vault, { ...vault.official, computers }, (change) => {
    change.setDirectory((directory) => withStruckOff(directory, id, change.position));
    vouchForComputers(vault, change);
    change.tell('computer-struck-off', { computer: id, successor });
  });
}

async function newSlots(
  vault: OpenVault,
  { user, everyday, stepUp, signing }: NewOfficer,
  { prepared }: RecoveredPersonal,
  passphrase: string,
  { version, cost }: { readonly version: number; readonly cost: PasswordCost },
): Promise<[string, Slot][]> {
  const context = { vault: vault.id, officeSecret: vault.officeSecret, cost };
  const common = { user: user.id, version, root: vault.root };
  const first = slotId(vault.id, vault.officeSecret, 'everyday', user.name);
  const second = slotId(vault.id, vault.officeSecret, 'step-up', user.name);
  const personal = personalSecretsOf(prepared.key);
  const keys = { identity: base64(everyday.secretKey), signingSeed: base64(signing.seed), personal };
  return [
    [first, await sealSlot(context, first, passphrase, { ...common, ...keys })],
    [second, await sealSlot(context, second, passphrase, { ...common, stepUp: base64(stepUp.secretKey) })],
  ];
}

interface Mailboxes {
  readonly audit: Mailbox;
  readonly inbox: Mailbox;
}

function newMailboxes({ audit, inbox }: Directory, { keys }: Rekeying): Mailboxes {
  const renewed = (mailbox: Mailbox): Mailbox => {
    const found = keys.find(({ key }) => key.compartment === mailbox.compartment)?.key;
    return found ? { compartment: found.compartment, epoch: found.epoch, recipient: found.recipient } : mailbox;
  };
  return { audit: renewed(audit), inbox: renewed(inbox) };
}

/** Nothing of `vault.json` is carried over but slots: an employee can have committed to anything there. */
function nextContent(
  { databaseKeys, officeSecret, certificates, directory }: KitAccess,
  { id, computer, log }: OpenVault,
  officer: NewOfficer,
  parts: ReturnType<typeof remadeParts>,
  slots: Readonly<Record<string, Slot>>,
  inbox: Mailbox,
): VaultFileContent {
  const recipients = { vault: id, position: log.head.position + 1, recovery: directory.recovery, inbox };
  return {
    format: 1,
    vault: id,
    kdf: parts.kdf,
    slots: { ...parts.slots, ...slots },
    databaseKeys: {
      ...parts.databaseKeys,
      [officer.user.id]: sealDatabaseKeys(databaseKeys, officer.certificate.recipient),
    },
    computers: {
      ...parts.computers,
      [computer.id]: sealOfficeSecret(id, officeSecret, recipientOfComputer(computer)),
    },
    recipients: signRecipients(recipients, officer.signing),
    certificates: [...certificates, officer.statement],
  };
}

/** Members stay, but of lists that may be older ones; of folders the archive has a new key, and where the Privacy Officer is a member it is by her new one. */
function setMemberLists(
  vault: OpenVault,
  change: Change,
  officer: NewOfficer,
  { archives, listsProven }: Rekeying,
): void {
  const nextOf = new Map(archives.map(({ folder, next }) => [folder, next.key]));
  for (const { id } of vault.compartments.values()) {
    let { members } = change.compartment(id);
    if (!listsProven) members = withOwnerOnly(members, vault.directory, id, change.position);
    const next = nextOf.get(id);
    if (next) {
      const { compartment, epoch, recipient } = next;
      members = { ...members, archive: { compartment, epoch, recipient } };
    }
    const own = presentMember(members, officer.user.id);
    if (own) {
      const { user, rights, endsAt } = own;
      const grant = { user, signing: officer.certificate.signing, rights, endsAt };
      members = withMember(members, grant, change.position);
    }
    change.setMembers(id, members);
  }
}

/** Everything that was granted ends; a user's exchange stays hers, as the directory says. */
function withOwnerOnly(list: MemberList, { users }: Directory, compartment: string, position: number): MemberList {
  const ended = presentMembers(list).reduce((left, { user }) => withoutMember(left, user, position), list);
  const owner = users.find(({ exchange, state }) => exchange === compartment && state !== 'disabled');
  if (!owner) return ended;
  const { signing } = presentKey(owner);
  return withMember(ended, { user: owner.id, signing, rights: 'write', endsAt: null }, position);
}

function nextDirectory(
  directory: Directory,
  { computer }: OpenVault,
  { position }: Change,
  { user: { id }, certificate: { signing, recipient } }: NewOfficer,
  mailboxes: Mailboxes,
): Directory {
  const withNewKey = ({ renew: _renewed, ...user }: DirectoryUser): DirectoryUser => ({
    ...user,
    keys: [...withLastKeyEnded(user.keys, position), { signing, recipient, from: position, until: null }],
  });
  return {
    ...withUser(directory, id, withNewKey),
    ...mailboxes,
    computers: [...directory.computers, activeEntry(publicComputer(computer), position)],
  };
}
