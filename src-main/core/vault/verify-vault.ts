import { isViolation, VaultError, violated } from '../../contract/errors.ts';
import { openCommit } from '../access/commit.ts';
import {
  blindedCommitId,
  type CompartmentKey,
  compartmentKeyOf,
  wipeCompartmentKey,
} from '../access/compartment-key.ts';
import { computeBuckets, headOf, keyRowsHash } from '../access/head.ts';
import { holderOf } from '../access/issue-keyrings.ts';
import { type KeyringEntry, openKeyring } from '../access/keyring.ts';
import { type MemberList, MemberListSchema, memberListHash } from '../access/member-list.ts';
import { commitKinds } from '../audit/log.ts';
import { commitBody, type LogView, seenCommit } from '../audit/log-view.ts';
import type { X25519Identity } from '../crypto/age/x25519-identity.ts';
import { bind, sha256 } from '../crypto/binding.ts';
import { base64, fromBase64, idBytes, noBytes, u64 } from '../crypto/bytes.ts';
import { signatureBytes, verify } from '../crypto/signing.ts';
import { parseJson } from '../crypto/statement.ts';
import type { Database } from '../ports/database.ts';
import { blobOf, integerOf } from '../ports/row.ts';
import { bodyOf, isSignedByItsKey, openRecord, type RecordPlace } from '../records/sealed-record.ts';
import { unlessViolated } from '../unless-violated.ts';
import { type AuthorAuthority, type Authority, mayHaveWritten } from './author-check.ts';
import { type OfficerChain, presentOfficer, wasOfficerKey } from './certificates.ts';
import { type Directory, type DirectoryUser, directoryCommit, findUser, readDirectory } from './directory.ts';
import type { BrokenCompartment, OpenCompartment } from './open-vault.ts';
import {
  contentHash,
  differingParts,
  type VaultFile,
  type VaultFileContent,
  VaultFileContentSchema,
} from './vault-file.ts';

/** The directory, when it is the one that the log names. @throws VaultError `integrity-violated` part `directory`. */
export function verifiedDirectory(db: Database, vault: string, chain: OfficerChain, log: LogView): Directory {
  const { directory, bytes } = readDirectory(db, vault, chain);
  const seen = seenCommit(log, commitKinds.directory, noBytes);
  if (!seen?.bodyHash.equals(sha256(directoryCommit(directory.version, bytes)))) {
    throw violated('directory', 'the directory is not the one of the last change');
  }
  return directory;
}

/**
 * Which content of `vault.json` is official (docs/formats.md section 4).
 * @throws VaultError `integrity-violated` naming the parts that differ when it is neither.
 */
export function officialContent(
  db: Database,
  authority: Authority,
  directory: Directory,
  file: VaultFile,
): VaultFileContent {
  const seen = seenCommit(authority.log, commitKinds.vaultFile, noBytes);
  if (!seen) throw violated('vault.json', 'the log names no vault.json');
  const { hash } = verifiedVaultFileCommit(authority, directory, commitBody(db, seen), seen.position);
  for (const content of [file.content, file.next]) {
    if (content && contentHash(content).equals(hash)) return content;
  }
  const row = db.get("SELECT value FROM meta WHERE key = 'vault-file'");
  const kept = VaultFileContentSchema.safeParse(row ? parseJson(blobOf(row, 'value')) : undefined);
  const parts = kept.success ? differingParts(file.content, kept.data) : ['vault.json'];
  throw new VaultError('integrity-violated', 'vault.json is not the one of the last change', {
    details: { part: parts[0] ?? 'vault.json', parts },
  });
}

/**
 * Which content of `vault.json` a commit makes official, and who signed that.
 * @throws VaultError `integrity-violated` part `vault.json` when no user did.
 */
export function verifiedVaultFileCommit(
  authority: Authority,
  directory: Directory,
  body: Buffer,
  position: number,
): { hash: Buffer; author: string } {
  const hash = body.subarray(0, 32);
  const author = body.subarray(32, 48).toString('hex');
  const signature = body.subarray(48, 48 + signatureBytes);
  const message = bind(authority.vault, 'vault-file', u64(position), hash);
  // Who left, or signs with a key that has ended, changes nothing any more, whatever she can write to.
  const keys = [
    ...authority.chain.certificates
      .filter((officer) => officer.user === author && wasOfficerKey(authority.chain, officer.signing, position))
      .map(({ signing }) => signing),
    ...(findUser(directory, author)?.keys ?? [])
      .filter(({ from, until }) => from <= position && (until === null || position < until))
      .map(({ signing }) => signing),
  ];
  if (keys.some((key) => verify(fromBase64(key), message, signature))) return { hash, author };
  throw violated('vault.json', 'the log entry for vault.json is not signed by a user of then');
}

/** A user's keyring, opened and checked against the directory. */
export function verifiedKeyring(
  db: Database,
  authority: Authority,
  directory: Directory,
  user: DirectoryUser,
  identities: readonly X25519Identity[],
): KeyringEntry[] {
  const row = db.get('SELECT version, sealed FROM keyrings WHERE user = ?', idBytes(user.id));
  if (!row) throw violated('keyring', 'no keyring');
  return openKeyring(
    blobOf(row, 'sealed'),
    {
      vault: authority.vault,
      holder: holderOf(user),
      version: directory.accessVersion,
      officerKeys: [presentOfficer(authority.chain).signing],
    },
    identities,
  );
}

/** Opens every compartment of a keyring; those that are not in the state of their last commit come back as `broken`. */
export function openCompartments(
  db: Database,
  authority: AuthorAuthority,
  keyring: readonly KeyringEntry[],
): { compartments: Map<string, OpenCompartment>; broken: Map<string, BrokenCompartment> } {
  const keys = new Map<string, HeldByKeyring>();
  for (const { compartment, epoch, identity, rights, listHash } of keyring) {
    const entry = keys.get(compartment) ?? { keys: new Map<number, CompartmentKey>(), rights, listHash };
    entry.keys.set(epoch, compartmentKeyOf(authority.vault, compartment, epoch, identity));
    keys.set(compartment, entry);
  }
  const compartments = new Map<string, OpenCompartment>();
  const broken = new Map<string, BrokenCompartment>();
  try {
    for (const [id, entry] of keys) {
      const opened = openOrBroken(db, authority, id, entry);
      if ('error' in opened) broken.set(id, opened);
      else compartments.set(id, opened);
    }
  } catch (error) {
    for (const held of keys.values()) for (const key of held.keys.values()) wipeCompartmentKey(key);
    throw error;
  }
  return { compartments, broken };
}

function openOrBroken(
  db: Database,
  authority: AuthorAuthority,
  id: string,
  entry: HeldByKeyring,
): OpenCompartment | BrokenCompartment {
  try {
    return openCompartment(db, authority, id, entry);
  } catch (error) {
    if (!isViolation(error)) throw error;
    const list = presentMemberList(db, authority, id, entry.keys);
    const members = list?.listHash === entry.listHash ? list.members : null;
    return { error, keys: entry.keys, listHash: entry.listHash, members };
  }
}

/**
 * What somebody holds of a compartment. `listHash` is null for who has no keyring that would name it: by the kit, which
 * compares all of them with the directory (`memberListsHash`).
 */
interface Held extends Pick<OpenCompartment, 'keys' | 'rights'> {
  readonly listHash: string | null;
}

interface HeldByKeyring extends Held {
  readonly keys: Map<number, CompartmentKey>;
  readonly listHash: string;
}

/** The member list of a compartment that is broken otherwise, signed by the Privacy Officer of some time; null when it is not. */
export function presentMemberList(
  db: Database,
  authority: Authority,
  id: string,
  keys: ReadonlyMap<number, CompartmentKey>,
): { readonly members: MemberList; readonly listHash: string } | null {
  return unlessViolated(() => openMemberList(db, authority, id, keys));
}

/** One compartment in the state of its last commit. @throws VaultError `integrity-violated` part `compartment <id>`. */
export function openCompartment(
  db: Database,
  authority: AuthorAuthority,
  id: string,
  { keys, rights, listHash: expected }: Held,
): OpenCompartment {
  const part = `compartment ${id}`;
  const row = db.get('SELECT epoch, version FROM compartments WHERE id = ?', idBytes(id));
  const epoch = Math.max(...keys.keys());
  const key = keys.get(epoch);
  if (!row || !key || integerOf(row, 'epoch') !== epoch) throw violated(part, 'not of the epoch that was granted');
  const version = integerOf(row, 'version');
  // It goes up by one with an entry; whoever goes through the versions would not come to the end of another.
  if (version > authority.log.head.position) throw violated(part, 'of a version that no log has come to');
  const seen = seenCommit(authority.log, commitKinds.compartment, blindedCommitId(key, version));
  const later = seenCommit(authority.log, commitKinds.compartment, blindedCommitId(key, version + 1));
  if (!seen || later) throw violated(part, 'not in the state of the last commit');
  const commit = openCommit(authority.vault, key, commitBody(db, seen), seen.position);
  const { members, listVersion, listHash } = openMemberList(db, authority, id, keys);
  // Its signature and place are no proof: an officer's key that has ended can sign for the time when it was in force.
  if (expected !== null && listHash !== expected) throw violated(part, 'not the member list of the last change');
  const claim = { author: commit.u, key: commit.k, at: seen.position };
  if (!mayHaveWritten(authority, members, claim)) throw violated(part, 'committed by somebody without the right to');
  const buckets = computeBuckets(db, authority.vault, id);
  const head = headOf(authority.vault, id, epoch, version, buckets);
  if (commit.v !== version || base64(head) !== commit.h) throw violated(part, 'rows are not those of the last commit');
  return { id, keys, epoch, rights, members, listVersion, listHash, version, buckets };
}

function openMemberList(
  db: Database,
  authority: Authority,
  id: string,
  keys: ReadonlyMap<number, CompartmentKey>,
): { members: MemberList; listVersion: number; listHash: string } {
  const row = db.get(
    'SELECT epoch, version, sealed FROM records WHERE id = ? AND compartment = ?',
    idBytes(id),
    idBytes(id),
  );
  const key = row ? keys.get(integerOf(row, 'epoch')) : undefined;
  if (!row || !key) throw violated(`compartment ${id}`, 'no member list');
  const version = integerOf(row, 'version');
  const place: RecordPlace = { vault: authority.vault, compartment: id, table: 'records', id, version };
  const record = openRecord(place, key.recordKey, blobOf(row, 'sealed'));
  if (!isSignedByItsKey(place, record) || !wasOfficerKey(authority.chain, record.key, record.at)) {
    throw violated(`compartment ${id}`, 'the member list is not by the Privacy Officer');
  }
  const { keyRows, ...members } = bodyOf(place, record, 'member-list', MemberListSchema);
  const archive = members.archive?.compartment ?? null;
  if (base64(keyRowsHash(db, authority.vault, id, archive)) !== keyRows) {
    throw violated(`compartment ${id} keys`, 'the key rows are not those that the Privacy Officer wrote');
  }
  return { members, listVersion: version, listHash: memberListHash(authority.vault, id, record.plaintext) };
}
