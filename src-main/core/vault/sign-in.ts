import { VaultError } from '../../contract/errors.ts';
import { storedHash } from '../audit/log.ts';
import { type LogView, verifyLog } from '../audit/log-view.ts';
import { type X25519Identity, x25519IdentityFromRaw } from '../crypto/age/x25519-identity.ts';
import { base64, fromBase64 } from '../crypto/bytes.ts';
import { signingKeyOf } from '../crypto/signing.ts';
import type { Database } from '../ports/database.ts';
import type { VaultDatabase } from '../ports/store.ts';
import { type Approach, approachVault, leave } from './approach.ts';
import type { Authority } from './author-check.ts';
import { readCertificates, verifyOfficerChain } from './certificates.ts';
import { rememberedHead } from './computer.ts';
import { registerCopy } from './copies.ts';
import { openDatabaseKeys } from './database-keys.ts';
import { type DirectoryUser, findUser, presentKey } from './directory.ts';
import { noteHolder } from './lock-info.ts';
import type { Environment, OpenVault, SignedInUser } from './open-vault.ts';
import { attemptSucceeded, beginAttempt } from './sign-in-limits.ts';
import { type EverydaySecrets, EverydaySecretsSchema, openSlot, slotId } from './slots.ts';
import { type VaultFileContent, writeVaultFile } from './vault-file.ts';
import { officialContent, openCompartments, verifiedDirectory, verifiedKeyring } from './verify-vault.ts';

export interface Credentials {
  readonly name: string;
  readonly password: string;
}

/** A sign-in: an account that has not been activated can do nothing but that. */
export interface SignedIn {
  readonly vault: OpenVault;
  readonly secrets: EverydaySecrets;
  readonly slot: string;
}

/**
 * Opens a vault for a user. An unknown name, a disabled account and a wrong password take the same way, cost the same
 * work and get the same answer.
 * @throws VaultError `sign-in-failed`, `sign-in-locked-out`, `integrity-violated`, and those of `approachVault`.
 */
export async function signIn(env: Environment, folder: string, credentials: Credentials): Promise<SignedIn> {
  const approach = await approachVault(env, folder);
  let db: Database | null = null;
  try {
    const limits = `${approach.paths.spool}/sign-in.json`;
    const slot = slotId(approach.file.content.vault, approach.officeSecret, 'everyday', credentials.name);
    await beginAttempt(env.files, limits, slot, env.clock.now());
    const { secrets, opened } = await authenticate(approach, slot, credentials.password);
    const database = await openDatabase(env, approach, opened, secrets);
    db = database.db;
    const vault = await openVault(env, approach, database, secrets);
    if (JSON.stringify(vault.official.slots[slot]) !== JSON.stringify(opened.slots[slot])) throw signInFailed();
    await attemptSucceeded(env.files, limits, slot, env.clock.now());
    await noteHolder(env, vault);
    return { vault, secrets, slot };
  } catch (error) {
    db?.close();
    leave(approach);
    throw error;
  }
}

/** True when the only thing that this account may do is to be activated. */
export function isUnactivated({ vault, secrets }: SignedIn): boolean {
  const user = findUser(vault.directory, vault.user.id);
  return user?.state === 'provisional' && secrets.provisional === undefined;
}

export function signInFailed(): VaultError {
  return new VaultError('sign-in-failed', 'wrong name or password');
}

/** Tries the slot of the main content and, during a change, of the one that follows it. */
async function authenticate(
  approach: Approach,
  slot: string,
  password: string,
): Promise<{ secrets: EverydaySecrets; opened: VaultFileContent }> {
  const { content, next } = approach.file;
  let found: { secrets: EverydaySecrets; opened: VaultFileContent } | null = null;
  for (const candidate of next === null ? [content] : [content, next]) {
    const context = { vault: content.vault, officeSecret: approach.officeSecret, cost: content.kdf };
    const secrets = await openSlot(context, slot, candidate.slots[slot], password, EverydaySecretsSchema);
    if (secrets && !found) found = { secrets, opened: candidate };
  }
  if (!found) throw signInFailed();
  if (found.secrets.root !== approach.computer.root) {
    throw new VaultError('integrity-violated', 'slot and keychain pin different roots', { details: { part: 'root' } });
  }
  return found;
}

function identitiesOf(secrets: EverydaySecrets): X25519Identity[] {
  const raw = [secrets.identity, ...(secrets.provisional ? [secrets.provisional.identity] : [])];
  return raw.map((identity) => x25519IdentityFromRaw(fromBase64(identity)));
}

interface OpenDatabase {
  readonly db: VaultDatabase;
  readonly databaseKeys: readonly Buffer[];
}

async function openDatabase(
  env: Environment,
  approach: Approach,
  content: VaultFileContent,
  secrets: EverydaySecrets,
): Promise<OpenDatabase> {
  const sealed = content.databaseKeys[secrets.user];
  const databaseKeys = sealed === undefined ? null : openDatabaseKeys(sealed, identitiesOf(secrets), secrets.user);
  if (databaseKeys === null) throw signInFailed();
  const [first, second] = databaseKeys;
  const copies: string[] = [];
  const open = async (key: Buffer) =>
    await env.store.open(approach.paths.database, key, async (copyPath) => {
      copies.push(copyPath);
    });
  if (!first) throw signInFailed();
  let db: VaultDatabase;
  try {
    db = await open(first);
  } catch (error) {
    if (second === undefined) throw error;
    db = await open(second);
  }
  for (const copy of copies) registerCopy(db, copy, env.clock.now());
  return { db, databaseKeys };
}

async function openVault(
  env: Environment,
  approach: Approach,
  { db, databaseKeys }: OpenDatabase,
  secrets: EverydaySecrets,
): Promise<OpenVault> {
  const vault = approach.file.content.vault;
  const chain = verifyOfficerChain(readCertificates(db), vault, secrets.root);
  const log = verifyLog(db, vault, chain);
  const readOnly = await isOlderThanRemembered(approach, db, log);
  const authority: Authority = { vault, chain, log };
  const directory = verifiedDirectory(db, vault, chain, log);
  const official = officialContent(db, authority, directory, approach.file);
  const entry = findUser(directory, secrets.user);
  if (!entry || entry.state === 'disabled') throw signInFailed();
  const user = signedInUser(entry, secrets);
  const keyring = verifiedKeyring(db, authority, directory, entry, user.identities);
  const { compartments, broken } = openCompartments(db, authority, keyring);
  if (approach.file.next !== null) {
    await writeVaultFile(env.files, approach.paths.vaultFile, { content: official, next: null });
  }
  return {
    env,
    paths: approach.paths,
    id: vault,
    root: secrets.root,
    db,
    databaseKeys,
    officeSecret: approach.officeSecret,
    computer: approach.computer,
    keychain: approach.keychain,
    user,
    lock: approach.lock,
    readOnly,
    official,
    chain,
    directory,
    log,
    compartments,
    broken,
  };
}

/** Who signed in, by the keys that the directory and her slot agree on. */
function signedInUser(entry: DirectoryUser, secrets: EverydaySecrets): SignedInUser {
  const fresh = signingKeyOf(fromBase64(secrets.signingSeed));
  const provisional = secrets.provisional ? signingKeyOf(fromBase64(secrets.provisional.signingSeed)) : null;
  const known = presentKey(entry).signing;
  const uncertified = provisional !== null && base64(provisional.publicKey) === known;
  if (!uncertified && base64(fresh.publicKey) !== known) throw signInFailed();
  return {
    id: entry.id,
    name: entry.name,
    role: entry.role,
    identities: identitiesOf(secrets),
    author: {
      user: entry.id,
      signing: fresh,
      endorsement: uncertified ? (secrets.endorsement ?? null) : null,
    },
    directorySigning: uncertified && provisional ? provisional : fresh,
    uncertified,
  };
}

/** True when this computer has seen a younger or another log and nobody accepted this one with a reason. */
async function isOlderThanRemembered(approach: Approach, db: Database, log: LogView): Promise<boolean> {
  const remembered = await rememberedHead(approach.keychain, approach.file.content.vault);
  if (remembered === null) return false;
  if (remembered.position > log.head.position) return true;
  const hash = storedHash(db, remembered.position);
  return hash === null || base64(hash) !== remembered.hash;
}
