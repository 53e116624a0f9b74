import { VaultError, violated } from '../../contract/errors.ts';
import { dropExpiredGrants } from '../access/expired-grants.ts';
import { storedHash } from '../audit/log.ts';
import { type LogView, verifyLog } from '../audit/log-view.ts';
import { wipeX25519Identity, type X25519Identity, x25519IdentityFromRaw } from '../crypto/age/x25519-identity.ts';
import { base64, fromBase64 } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import { signingKeyOf } from '../crypto/signing.ts';
import { personalKeyFromSlot } from '../personal/personal-key.ts';
import type { Database } from '../ports/database.ts';
import type { VaultDatabase } from '../ports/store.ts';
import { type AskedFor, type Proof, proveSecondFactor, secondFactorNeeded } from '../second-factor/prove.ts';
import { Turns } from '../turns.ts';
import { type Approach, type ApproachPurpose, approachVault, leave, type ReachedContent } from './approach.ts';
import type { Authority } from './author-check.ts';
import { readCertificates, verifyOfficerChain } from './certificates.ts';
import { wipeUser, wipeVault } from './close-vault.ts';
import {
  type Computer,
  endsBeforeRemembered,
  type RememberedHead,
  rememberedHead,
  shortenedChain,
  storeComputer,
} from './computer.ts';
import { openDatabaseKeys } from './database-keys.ts';
import { type Directory, type DirectoryUser, findUser, presentKey } from './directory.ts';
import { noteHolder } from './lock-info.ts';
import { requireLoggedCertificates } from './logged-certificates.ts';
import type { Environment, OpenVault, SignedInUser } from './open-vault.ts';
import { rememberPresentHead } from './remember-present-head.ts';
import { attemptSucceeded, beginAttempt, slotsRenamed } from './sign-in-limits.ts';
import {
  alteredCost,
  alteredSlotPart,
  type EverydaySecrets,
  EverydaySecretsSchema,
  openSlot,
  slotId,
} from './slots.ts';
import { writeVaultFile } from './vault-file.ts';
import { officialContent, openCompartments, verifiedDirectory, verifiedKeyring } from './verify-vault.ts';

export interface Credentials {
  readonly name: string;
  readonly password: string;
  /** Of her second factor, as typed. */
  readonly code?: string | undefined;
}

/** A sign-in: an account that has not been activated can do nothing but that. */
export interface SignedIn {
  readonly vault: OpenVault;
  /** As her slot has them; what rewrites the slot puts the new ones here. */
  secrets: EverydaySecrets;
  readonly slot: string;
  readonly proof: Proof;
  /** Attempts with her name that failed since one last succeeded. */
  readonly failedBefore: number;
}

/**
 * Opens a vault for a user. An unknown name, a disabled account and a wrong password take the same way, cost the same
 * work and get the same answer; so does a wrong code. Only the right password without a code is told that one is needed.
 * @throws VaultError `sign-in-failed`, `sign-in-locked-out`, `second-factor-needed`, `integrity-violated`, and those of
 * `approachVault`.
 */
export async function signIn(
  env: Environment,
  folder: string,
  credentials: Credentials,
  purpose: ApproachPurpose = 'work',
): Promise<SignedIn> {
  const approach = await approachVault(env, folder, purpose);
  const limits = approach.paths.signIns;
  const slot = slotOf(approach, approach.reached[0], credentials.name);
  let database: OpenDatabase | null = null;
  let vault: OpenVault | null = null;
  /** Counted as failed, and by now known not to be a guess. */
  let isToTakeBack = false;
  try {
    const failedBefore = await beginAttempt(env.files, limits, slot, env.clock.now());
    const place = { vault: approach.file.content.vault, limits, slot };
    const authenticated = await authenticate(approach, credentials.name, credentials.password);
    const opened = await askSecondFactor(env, place, authenticated, credentials.code);
    isToTakeBack = true;
    database = await openDatabase(env, approach, opened);
    const signedIn = await openVault(env, approach, database, opened, credentials.code);
    vault = signedIn.vault;
    wipeOtherSecrets(approach, vault);
    wipe(...database.databaseKeys);
    if (approach.file.next !== null) {
      await writeVaultFile(env.files, approach.paths.vaultFile, { content: vault.official, next: null });
    }
    await attemptSucceeded(env.files, limits, slot, env.clock.now());
    isToTakeBack = false;
    if (signedIn.slot !== slot) await slotsRenamed(env.files, limits, new Map([[slot, signedIn.slot]]));
    if (approach.computer.root === null) await storeComputer(approach.keychain, vault.id, vault.computer);
    await rememberPresentHead(vault);
    await noteHolder(env, vault);
    return { ...signedIn, failedBefore };
  } catch (error) {
    if (vault !== null) wipeVault(vault);
    wipe(...(database?.databaseKeys ?? []));
    if (isToTakeBack && !(error instanceof VaultError && isRefusal(error))) {
      // What opened its slot was no guess: whatever is wrong behind it must not make its owner wait as well.
      await attemptSucceeded(env.files, limits, slot, env.clock.now()).catch(() => undefined);
    }
    try {
      database?.db.close();
    } finally {
      leave(approach);
    }
    throw error;
  }
}

/** By name, password or code: the attempt stays counted. */
function isRefusal({ code }: VaultError): boolean {
  return code === 'sign-in-failed' || code === 'second-factor-needed';
}

/** True when the only thing that this account may do is to be activated. */
export function isUnactivated({ vault, secrets }: SignedIn): boolean {
  const user = findUser(vault.directory, vault.user.id);
  return user?.state === 'provisional' && secrets.provisional === undefined;
}

export function signInFailed(): VaultError {
  return new VaultError('sign-in-failed', 'wrong name or password');
}

/** A slot that the password opened, and the content of `vault.json` that it stands in. */
export interface OpenedSlot extends ReachedContent {
  readonly secrets: EverydaySecrets;
  /** Its id there. */
  readonly slot: string;
}
type OpenedSlots = readonly [OpenedSlot, ...OpenedSlot[]];

/** With what the code is worth for it; null when it is not right, or is asked for and not there. */
interface AskedSlot extends OpenedSlot {
  readonly proof: Proof | null;
}
type AskedSlots = readonly [AskedSlot, ...AskedSlot[]];

/**
 * Asks for the code, before the database key is opened; those that it is right for come first.
 * @throws VaultError `second-factor-needed`, `sign-in-failed` when it is right for none.
 */
async function askSecondFactor(
  env: Environment,
  place: AskedFor,
  opened: OpenedSlots,
  code: string | undefined,
): Promise<AskedSlots> {
  const factors = opened.map(({ secrets }) => secrets.secondFactor);
  const proofs = await proveSecondFactor(env, place, factors, code);
  const asked = opened.map((one, index): AskedSlot => ({ ...one, proof: proofs[index] ?? null }));
  const [first, ...others] = [...asked.filter(({ proof }) => proof), ...asked.filter(({ proof }) => !proof)];
  if (!first?.proof) throw refusedCode(code);
  return [first, ...others];
}

function refusedCode(code: string | undefined): VaultError {
  return code === undefined ? secondFactorNeeded() : signInFailed();
}

/** Where the slot of a name is in a content. */
export function slotOf({ file }: Approach, { officeSecret }: ReachedContent, name: string): string {
  return slotId(file.content.vault, officeSecret, 'everyday', name);
}

/**
 * Tries the slot of the main content and, during a change, of the one that follows it: which of them is official only the
 * database tells.
 */
export async function authenticate(approach: Approach, name: string, password: string): Promise<OpenedSlots> {
  const opened: OpenedSlot[] = [];
  let altered: string | null = null;
  for (const reached of approach.reached) {
    const { content, officeSecret } = reached;
    const context = { vault: approach.file.content.vault, officeSecret, cost: content.kdf };
    // Of the slots only her own counts: who signs in can make another one useless, which must keep nobody else out.
    const part = alteredSlotPart(context, content.slots);
    if (part === alteredCost) throw violated(part, 'vault.json was altered');
    altered ??= part;
    const slot = slotOf(approach, reached, name);
    const secrets = await openSlot(context, slot, content.slots[slot], password, EverydaySecretsSchema);
    if (secrets) opened.push({ ...reached, secrets, slot });
  }
  const [first, ...others] = opened;
  // Told whoever fails, whatever the name: whether the slot that was altered is hers nobody can say any more.
  if (!first) throw altered === null ? signInFailed() : violated(altered, 'vault.json was altered');
  // A computer that was approved pins the root of the first slot that opens here: nobody without that password made it.
  const root = approach.computer.root ?? first.secrets.root;
  if (opened.some(({ secrets }) => secrets.root !== root)) {
    throw violated('root', 'slot and keychain pin different roots');
  }
  return [first, ...others];
}

export function identitiesOf(secrets: EverydaySecrets): X25519Identity[] {
  const raw = [secrets.identity, ...(secrets.provisional ? [secrets.provisional.identity] : [])];
  return raw.map((identity) => x25519IdentityFromRaw(fromBase64(identity)));
}

/** The database, and what it was opened by. */
export interface OpenDatabase {
  readonly db: VaultDatabase;
  readonly databaseKeys: readonly Buffer[];
  readonly databaseKeyInUse: Buffer;
}

async function openDatabase(env: Environment, approach: Approach, opened: OpenedSlots): Promise<OpenDatabase> {
  const databaseKeys = databaseKeysOf(opened[0]);
  try {
    return await openWith(env, approach, databaseKeys);
  } catch (error) {
    wipe(...databaseKeys);
    throw error;
  }
}

/** @throws VaultError those of `openDatabaseKeys`. */
export function databaseKeysOf({ secrets, content }: OpenedSlot): readonly Buffer[] {
  const identities = identitiesOf(secrets);
  try {
    return openDatabaseKeys(content.databaseKeys[secrets.user], identities, secrets.user);
  } finally {
    for (const identity of identities) wipeX25519Identity(identity);
  }
}

/** @throws VaultError those of `Store.open`, by the last of the keys. */
export async function openWith(
  env: Environment,
  { paths }: Approach,
  databaseKeys: readonly Buffer[],
): Promise<OpenDatabase> {
  const [first, second] = databaseKeys;
  if (!first) throw signInFailed();
  try {
    return { db: await env.store.open(paths.database, first), databaseKeys, databaseKeyInUse: first };
  } catch (error) {
    if (second === undefined) throw error;
    return { db: await env.store.open(paths.database, second), databaseKeys, databaseKeyInUse: second };
  }
}

/**
 * What a sign-in does once the database is open, and leaves again: for whoever wants to know why it is refused. Only for a
 * slot that asks for no second factor.
 * @throws VaultError as `signIn`.
 */
export async function tryToOpen(
  env: Environment,
  approach: Approach,
  database: OpenDatabase,
  [first, ...others]: OpenedSlots,
): Promise<void> {
  const unasked = (one: OpenedSlot): AskedSlot => ({ ...one, proof: { by: 'none' } });
  const { vault } = await openVault(env, approach, database, [unasked(first), ...others.map(unasked)], undefined);
  wipeVault(vault);
}

async function openVault(
  env: Environment,
  approach: Approach,
  { db, databaseKeyInUse }: OpenDatabase,
  opened: AskedSlots,
  code: string | undefined,
): Promise<Omit<SignedIn, 'failedBefore'>> {
  const vault = approach.file.content.vault;
  const { root } = opened[0].secrets;
  const chain = verifyOfficerChain(readCertificates(db), vault, root);
  const log = verifyLog(db, vault, chain);
  requireLoggedCertificates(db, log);
  const remembered = await rememberedHead(approach.keychain, vault);
  const readOnly = isOlderThanRemembered(remembered, db, log);
  // A forged checkpoint by a former officer's key would leave out of the log what the shortened chain leaves out as well.
  if (!readOnly && endsBeforeRemembered(chain, remembered)) throw shortenedChain();
  const authority: Authority = { vault, chain, log };
  const directory = verifiedDirectory(db, vault, chain, log);
  requireOwnSigningKey(directory, approach.computer);
  const official = officialContent(db, authority, directory, approach.file);
  if (official.computers[approach.computer.id] === undefined) {
    throw new VaultError('keychain-entry-missing', 'this computer has no place in this vault any more, or not yet');
  }
  const inUse = opened.find(({ content, slot }) => {
    return JSON.stringify(content.slots[slot]) === JSON.stringify(official.slots[slot]);
  });
  if (!inUse) throw signInFailed();
  const { secrets, proof, slot } = inUse;
  // During a change the code may have been right for the other content's slot, or that one asks for none.
  if (proof === null) throw refusedCode(code);
  const entry = findUser(directory, secrets.user);
  if (!entry || entry.state === 'disabled') throw signInFailed();
  const user = signedInUser(entry, secrets);
  let databaseKeys: readonly Buffer[] = [];
  try {
    databaseKeys = openDatabaseKeys(official.databaseKeys[user.id], user.identities, user.id);
    const keyring = verifiedKeyring(db, authority, directory, entry, user.identities);
    const { personal, secondFactor } = secrets;
    const open: OpenVault = {
      env,
      paths: approach.paths,
      id: vault,
      root,
      db,
      databaseKeys,
      databaseKeyInUse: requireAmong(databaseKeys, databaseKeyInUse, user.id),
      officeSecret: inUse.officeSecret,
      computer: { ...approach.computer, root },
      keychain: approach.keychain,
      user,
      lock: approach.lock,
      fileTurns: new Turns(),
      remade: approach.remade,
      readOnly,
      official,
      chain,
      directory,
      log,
      ...openCompartments(db, { ...authority, directory }, keyring),
      personal: personal && personalKeyFromSlot(vault, personal),
      secondFactor: secondFactor && { codesLeft: secondFactor.codes.length },
    };
    dropExpiredGrants(open);
    return { vault: open, secrets, proof, slot };
  } catch (error) {
    wipeUser(user);
    wipe(...databaseKeys);
    throw error;
  }
}

/** During a change the database may have been opened by the key of the other content. */
function requireAmong(databaseKeys: readonly Buffer[], inUse: Buffer, user: string): Buffer {
  const found = databaseKeys.find((key) => key.equals(inUse));
  if (!found) throw violated(`vault.json databaseKeys ${user}`, 'a database key was altered');
  return found;
}

/** Of the content that is not official. */
function wipeOtherSecrets({ reached }: Approach, vault: OpenVault): void {
  wipe(...reached.map(({ officeSecret }) => officeSecret).filter((secret) => secret !== vault.officeSecret));
}

/** What this computer signs with must be what the others know it by, or nobody would take a message from here. */
export function requireOwnSigningKey(directory: Directory, { id, signing }: Computer): void {
  const known = directory.computers.find((computer) => computer.id === id);
  if (known !== undefined && known.signing !== base64(signing.publicKey)) {
    throw violated('keychain', 'this computer signs with another key');
  }
}

/** Who signed in, by the keys that the directory and her slot agree on. */
function signedInUser(entry: DirectoryUser, secrets: EverydaySecrets): SignedInUser {
  const fresh = signingKeyOf(fromBase64(secrets.signingSeed));
  const provisional = secrets.provisional ? signingKeyOf(fromBase64(secrets.provisional.signingSeed)) : null;
  const known = presentKey(entry).signing;
  const uncertified = provisional !== null && base64(provisional.publicKey) === known;
  if (!uncertified) wipe(provisional?.seed);
  if (!uncertified && base64(fresh.publicKey) !== known) {
    wipe(fresh.seed);
    throw signInFailed();
  }
  return {
    id: entry.id,
    name: entry.name,
    role: entry.role,
    identities: identitiesOf(secrets),
    author: { user: entry.id, signing: fresh },
    directorySigning: uncertified && provisional ? provisional : fresh,
    uncertified,
  };
}

/** True when this computer has seen a younger or another log and nobody accepted this one with a reason. */
export function isOlderThanRemembered(remembered: RememberedHead | null, db: Database, log: LogView): boolean {
  if (remembered === null) return false;
  if (remembered.position > log.head.position) return true;
  const hash = storedHash(db, remembered.position);
  return hash === null || base64(hash) !== remembered.hash;
}
