import { randomBytes } from 'node:crypto';
import { VaultError } from '../../contract/errors.ts';
import { wipeCompartmentKey } from '../access/compartment-key.ts';
import { issueKeyrings } from '../access/issue-keyrings.ts';
import { type PreparedKey, prepareKey } from '../access/rekey.ts';
import { commitKinds, emptyLog } from '../audit/log.ts';
import { vouchForComputers } from '../backup/sources/backup-writers.ts';
import {
  generatePostQuantumIdentity,
  type PostQuantumIdentity,
  postQuantumRecipient,
  wipePostQuantumIdentity,
} from '../crypto/age/post-quantum-identity.ts';
import {
  formatX25519Recipient,
  generateX25519Identity,
  wipeX25519Identity,
  type X25519Identity,
} from '../crypto/age/x25519-identity.ts';
import { sha256 } from '../crypto/binding.ts';
import { base64, newId, u64 } from '../crypto/bytes.ts';
import { defaultPasswordCost, type PasswordCost } from '../crypto/password.ts';
import { wipe } from '../crypto/sealing.ts';
import { newSigningKey, type SigningKey } from '../crypto/signing.ts';
import { statementBytes } from '../crypto/statement.ts';
import { beginExchange } from '../people/begin-exchange.ts';
import { requireGoodPassword } from '../people/password-policy.ts';
import { slotFacts } from '../people/slot-writes.ts';
import { beginPersonal, type PreparedPersonal, preparePersonal } from '../personal/personal-compartment.ts';
import { type PersonalKey, personalSecretsOf, wipePersonalKey } from '../personal/personal-key.ts';
import { unfinishedName } from '../ports/file-system.ts';
import type { Keychain } from '../ports/keychain.ts';
import type { VaultDatabase } from '../ports/store.ts';
import { formatKit } from '../recovery/kit.ts';
import { sealRecoveryFile, sealRootFile } from '../recovery/recovery-files.ts';
import { type Contact, contactEntry, keptContact, noContact } from '../settings/contact.ts';
import { Turns } from '../turns.ts';
import { certifyPrivacyOfficer, type PrivacyOfficerCertificate } from './certificates.ts';
import { signRecipients } from './certified-recipients.ts';
import { changeVault } from './change.ts';
import {
  activeEntry,
  newComputer,
  publicComputer,
  recipientOfComputer,
  rememberedHead,
  sealOfficeSecret,
  storeComputer,
  wipeComputer,
} from './computer.ts';
import { sealDatabaseKeys } from './database-keys.ts';
import type { Directory } from './directory.ts';
import { noteHolder } from './lock-info.ts';
import { certificateCommit } from './logged-certificates.ts';
import { type Environment, type OpenVault, type VaultPaths, vaultPaths } from './open-vault.ts';
import { removeCreatedFiles, removeCreation, removeEmptiedFolder } from './remove-creation.ts';
import type { Mailbox } from './schemas.ts';
import { shownName } from './shown-name.ts';
import { sealSlot, slotId } from './slots.ts';
import { type VaultFileContent, writeVaultFile } from './vault-file.ts';

export interface NewVault {
  readonly folder: string;
  readonly office: string;
  readonly contact?: Contact;
  readonly officerName: string;
  readonly passphrase: string;
  readonly keychain: Keychain['kind'];
  /** Weaker only in tests; the floor on reading holds for it too. */
  readonly cost?: PasswordCost;
  /**
   * Called with the text of the recovery key file before the vault comes into being, so that there is never a vault
   * without its kit. When it throws, no vault is made.
   */
  readonly deliverKit: (text: string) => Promise<void>;
  /**
   * Called with the same text before anything of the vault is kept outside its folder, for whoever has the kit proved before
   * she goes on. When it throws, no vault is made.
   */
  readonly proveKit?: (text: string) => Promise<void>;
}

/** Names and contact as they are kept. */
type CheckedVault = NewVault & { readonly contact: Contact };

/** What only the kit opens once the vault is made: this session has no use for it. */
interface KitKeys {
  readonly root: SigningKey;
  readonly recovery: PostQuantumIdentity;
  readonly stepUp: X25519Identity;
}

interface OfficerKeys {
  readonly id: string;
  readonly everyday: X25519Identity;
  readonly stepUp: X25519Identity;
  readonly signing: SigningKey;
}

/**
 * Creates a vault and signs its Privacy Officer in.
 * @throws VaultError `invalid-input` for a name or contact; `vault-exists` when the folder holds anything; `password-too-weak`; `keychain-missing`; `disk-full`;
 * `folder-read-only`.
 */
export async function createVault(env: Environment, given: NewVault): Promise<OpenVault> {
  const wanted: CheckedVault = {
    ...given,
    office: shownName(given.office),
    officerName: shownName(given.officerName),
    contact: keptContact(given.contact ?? noContact),
  };
  requireGoodPassword(wanted.passphrase, {
    name: wanted.officerName,
    office: wanted.office,
    isPrivacyOfficer: true,
  });
  const paths = vaultPaths(wanted.folder);
  const unfinished = await requireFreeFolder(env, paths);
  const kitKeys: KitKeys = {
    root: newSigningKey(),
    recovery: generatePostQuantumIdentity(),
    stepUp: generateX25519Identity(),
  };
  try {
    return await createWith(env, wanted, { paths, unfinished }, kitKeys);
  } finally {
    wipe(kitKeys.root.seed);
    wipePostQuantumIdentity(kitKeys.recovery);
    wipeX25519Identity(kitKeys.stepUp);
  }
}

async function createWith(
  env: Environment,
  wanted: CheckedVault,
  { paths, unfinished }: { paths: VaultPaths; unfinished: boolean },
  { root, recovery: recoveryIdentity, stepUp }: KitKeys,
): Promise<OpenVault> {
  const id = newId();
  const rootKey = base64(root.publicKey);
  const officeSecret = randomBytes(32);
  const databaseKey = randomBytes(48);
  const computer = newComputer(env.machine.name, rootKey);
  const officer: OfficerKeys = { id: newId(), everyday: generateX25519Identity(), stepUp, signing: newSigningKey() };
  const prepared: PreparedKey[] = [];
  const wasThere = (await env.files.stat(paths.folder)) !== null;
  let lock: { release(): void } | null = null;
  let db: VaultDatabase | null = null;
  let personal: PreparedPersonal | null = null;
  try {
    const recovery = await postQuantumRecipient(recoveryIdentity);
    const keychain = env.machine.keychainOfKind(wanted.keychain);
    await env.files.makeFolder(paths.folder);
    if (!unfinished) await env.files.create(paths.creation, new Uint8Array());
    await env.files.makeFolder(paths.objects);
    await env.files.makeFolder(paths.spool);
    lock = env.store.lock(paths.lock);
    await env.store.requireLocking(paths.lock);
    if (unfinished) await removeCreatedFiles(env, paths);
    const rootFile = await sealRootFile(id, root, recovery);
    const recoveryFile = await sealRecoveryFile(id, { databaseKeys: [databaseKey], officeSecret }, recovery);
    await env.files.create(paths.root, rootFile);
    await env.files.create(paths.recovery, recoveryFile);
    db = await env.store.create(paths.database, databaseKey);

    const author = { user: officer.id, signing: officer.signing };
    personal = await preparePersonal(id, recovery, author);
    const certificate = certificateOf(id, officer);
    const certificates = [certifyPrivacyOfficer(root, certificate)];
    const cost = wanted.cost ?? defaultPasswordCost;
    const slots = await officerSlots({ vault: id, officeSecret, cost }, officer, personal.key, rootKey, wanted);
    const placeholder: Mailbox = { compartment: newId(), epoch: 1, recipient: certificate.recipient };
    const content: VaultFileContent = {
      format: 1,
      vault: id,
      kdf: cost,
      slots,
      databaseKeys: { [officer.id]: sealDatabaseKeys([databaseKey], certificate.recipient) },
      computers: { [computer.id]: sealOfficeSecret(id, officeSecret, recipientOfComputer(computer)) },
      recipients: { payload: '', signatures: [{ key: '', signature: '' }] },
      certificates,
    };
    const vault: OpenVault = {
      env,
      paths,
      id,
      root: rootKey,
      db,
      databaseKeys: [databaseKey],
      databaseKeyInUse: databaseKey,
      officeSecret,
      computer,
      keychain,
      lock,
      fileTurns: new Turns(),
      readOnly: false,
      user: {
        id: officer.id,
        name: wanted.officerName,
        role: 'privacy-officer',
        identities: [officer.everyday],
        author,
        directorySigning: officer.signing,
        uncertified: false,
      },
      official: content,
      chain: { certificates: [certificate] },
      directory: firstDirectory(
        env,
        wanted,
        id,
        officer,
        certificate,
        recovery,
        { rootFile, recoveryFile },
        placeholder,
      ),
      log: { head: emptyLog, tailLength: 0, secondEndorsements: [], commits: new Map(), endorsements: new Map() },
      compartments: new Map(),
      broken: new Map(),
      personal: personal.key,
    };
    const audit = await prepareKey(vault, newId(), 1, { purpose: 'audit', of: null });
    prepared.push(audit);
    const inbox = await prepareKey(vault, newId(), 1, { purpose: 'inbox', of: null });
    prepared.push(inbox);
    const exchange = await prepareKey(vault, newId(), 1, { purpose: 'exchange', of: null });
    prepared.push(exchange);
    await writeFirstEntry(vault, content, { audit, inbox, exchange, personal });
    const kit = await formatKit({ vault: id, root: rootKey, identity: recoveryIdentity }, env.clock.now());
    if (wanted.proveKit) {
      await requireKeychain(keychain, id);
      await wanted.proveKit(kit);
    }
    await storeComputer(keychain, id, computer);
    await wanted.deliverKit(kit);
    await env.machine.chooseKeychain(id, wanted.keychain);
    // From here on it is a vault.
    await writeVaultFile(env.files, paths.vaultFile, { content: vault.official, next: null });
    await env.files.remove(paths.creation);
    await noteHolder(env, vault);
    return vault;
  } catch (error) {
    for (const { key } of prepared) wipeCompartmentKey(key);
    if (personal) wipePersonalKey(personal.key);
    wipe(officeSecret, databaseKey, officer.signing.seed);
    wipeX25519Identity(officer.everyday);
    wipeComputer(computer);
    try {
      db?.close();
      if (lock !== null) await removeCreation(env, paths);
    } finally {
      lock?.release();
    }
    if (lock !== null) await removeEmptiedFolder(env, paths, wasThere);
    throw error;
  }
}

/** That it answers is known before anybody prints a kit. @throws VaultError `keychain-missing`. */
async function requireKeychain(keychain: Keychain, vault: string): Promise<void> {
  await rememberedHead(keychain, vault);
}

/**
 * @returns true when the folder holds a creation that did not come to its end: its mark, and no `vault.json`.
 * @throws VaultError `vault-exists` when it holds anything else.
 */
async function requireFreeFolder(env: Environment, paths: VaultPaths): Promise<boolean> {
  const names = await env.files.list(paths.folder);
  const found = names.map((name) => `${paths.folder}/${name}`);
  const unfinished = found.includes(paths.creation) && !found.includes(paths.vaultFile);
  // A creation that was killed before it had made its mark leaves at most a temporary file.
  const isFree = unfinished || names.every((name) => unfinishedName.test(name));
  if (!isFree) throw new VaultError('vault-exists', 'the folder is not empty');
  return unfinished;
}

function certificateOf(vault: string, officer: OfficerKeys): PrivacyOfficerCertificate {
  return {
    kind: 'privacy-officer',
    vault,
    user: officer.id,
    signing: base64(officer.signing.publicKey),
    recipient: formatX25519Recipient(officer.everyday.recipient),
    stepUp: formatX25519Recipient(officer.stepUp.recipient),
    from: 1,
  };
}

async function officerSlots(
  context: { vault: string; officeSecret: Buffer; cost: PasswordCost },
  officer: OfficerKeys,
  personal: PersonalKey,
  root: string,
  wanted: NewVault,
): Promise<VaultFileContent['slots']> {
  const everyday = slotId(context.vault, context.officeSecret, 'everyday', wanted.officerName);
  const stepUp = slotId(context.vault, context.officeSecret, 'step-up', wanted.officerName);
  return {
    [everyday]: await sealSlot(context, everyday, wanted.passphrase, {
      user: officer.id,
      version: 1,
      root,
      identity: base64(officer.everyday.secretKey),
      signingSeed: base64(officer.signing.seed),
      personal: personalSecretsOf(personal),
    }),
    [stepUp]: await sealSlot(context, stepUp, wanted.passphrase, {
      user: officer.id,
      version: 1,
      root,
      stepUp: base64(officer.stepUp.secretKey),
    }),
  };
}

function firstDirectory(
  env: Environment,
  wanted: CheckedVault,
  vault: string,
  officer: OfficerKeys,
  certificate: PrivacyOfficerCertificate,
  recovery: string,
  files: { rootFile: Buffer; recoveryFile: Buffer },
  placeholder: Mailbox,
): Directory {
  return {
    kind: 'directory',
    vault,
    version: 0,
    position: 0,
    accessVersion: 0,
    keyrings: {},
    lists: '',
    office: wanted.office,
    ...contactEntry(wanted.contact),
    users: [
      {
        id: officer.id,
        name: wanted.officerName,
        role: 'privacy-officer',
        state: 'active',
        createdAt: env.clock.now(),
        keys: [{ signing: certificate.signing, recipient: certificate.recipient, from: 1, until: null }],
        exchange: null,
      },
    ],
    computers: [],
    recovery,
    files: { root: sha256(files.rootFile).toString('hex'), recovery: sha256(files.recoveryFile).toString('hex') },
    audit: placeholder,
    inbox: placeholder,
    settings: { idleLockMinutes: 5 },
    pending: [],
  };
}

async function writeFirstEntry(
  vault: OpenVault,
  content: VaultFileContent,
  keys: { audit: PreparedKey; inbox: PreparedKey; exchange: PreparedKey; personal: PreparedPersonal },
): Promise<void> {
  const mailbox = ({ key }: PreparedKey): Mailbox => ({
    compartment: key.compartment,
    epoch: key.epoch,
    recipient: key.recipient,
  });
  const recipients = { vault: vault.id, position: 1, recovery: vault.directory.recovery, inbox: mailbox(keys.inbox) };
  const { computer } = vault;
  changeVault(vault, (change) => {
    vault.db.run("INSERT INTO meta (key, value) VALUES ('vault', ?)", Buffer.from(vault.id, 'hex'));
    for (const [index, statement] of content.certificates.entries()) {
      const bytes = statementBytes(statement);
      vault.db.run('INSERT INTO certificates (number, statement) VALUES (?, ?)', index + 1, bytes);
      change.commit(commitKinds.certificate, u64(index + 1), certificateCommit(bytes));
    }
    change.setDirectory((directory) => ({
      ...directory,
      audit: mailbox(keys.audit),
      inbox: mailbox(keys.inbox),
      users: directory.users.map((user) => ({ ...user, exchange: keys.exchange.key.compartment })),
      computers: [activeEntry(publicComputer(computer), 1)],
    }));
    for (const [purpose, prepared] of [
      ['audit', keys.audit],
      ['inbox', keys.inbox],
    ] as const) {
      change.createCompartment(prepared.key, prepared.row);
      change.setMembers(prepared.key.compartment, { purpose, members: [], archive: null });
    }
    beginExchange(change, keys.exchange, { user: vault.user.id, signing: base64(vault.user.author.signing.publicKey) });
    issueKeyrings(vault, change);
    beginPersonal(vault, change, keys.personal, keys.exchange.key.compartment);
    vouchForComputers(vault, change);
    change.setVaultFile({ ...content, recipients: signRecipients(recipients, vault.user.author.signing) });
    change.tell('vault-created', { officer: vault.user.id, computer: computer.id });
    for (const slot of Object.values(content.slots)) {
      change.tell('slot-written', { user: vault.user.id, ...slotFacts(change.position, slot) });
    }
  });
}
