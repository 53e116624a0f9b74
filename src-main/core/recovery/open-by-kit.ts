import { isViolation, VaultError, violated } from '../../contract/errors.ts';
import { type LogView, verifyLog } from '../audit/log-view.ts';
import { sha256 } from '../crypto/binding.ts';
import { wipe } from '../crypto/sealing.ts';
import type { SigningKey } from '../crypto/signing.ts';
import { type Statement, signStatement } from '../crypto/statement.ts';
import type { VaultDatabase } from '../ports/store.ts';
import { type OfficerChain, readCertificates, verifyOfficerChain } from '../vault/certificates.ts';
import { type Directory, permittedRecoveryFiles } from '../vault/directory.ts';
import { requireLoggedCertificates } from '../vault/logged-certificates.ts';
import { type Environment, type VaultPaths, vaultPaths } from '../vault/open-vault.ts';
import { slotsSealedFor } from '../vault/slots.ts';
import { takeLock } from '../vault/take-lock.ts';
import { readVaultFile, type VaultFile, type VaultFileContent } from '../vault/vault-file.ts';
import { verifiedDirectory } from '../vault/verify-vault.ts';
import { type KeptVaultFile, keptVaultFile, remadeParts } from './kept-vault-file.ts';
import { mistypedLine, type RecoveryKit } from './kit.ts';
import { openRecoveryFile, openRootFile } from './recovery-files.ts';

/** Break-glass brings a vault up to date, as a sign-in does; a check leaves it as it is. */
type KitPurpose = 'recover' | 'check';

/** A vault opened by its recovery key, verified from the root that the kit names; nobody is signed in. */
export interface KitAccess {
  readonly env: Environment;
  readonly paths: VaultPaths;
  readonly kit: RecoveryKit;
  readonly lock: { release(): void };
  readonly root: SigningKey;
  readonly db: VaultDatabase;
  readonly databaseKeys: readonly Buffer[];
  readonly databaseKeyInUse: Buffer;
  readonly officeSecret: Buffer;
  readonly chain: OfficerChain;
  readonly log: LogView;
  readonly directory: Directory;
  /** As the database keeps it: the file itself may be damaged or gone. One that cannot be used is made anew, without recipients. */
  readonly official: VaultFileContent;
  readonly kept: KeptVaultFile;
  /** Those that the log names. */
  readonly certificates: readonly Statement[];
}

/**
 * Opens a vault with nothing but its files and the recovery key: no keychain, no password, no `vault.json`. Nothing that the
 * kit decrypts is used before the root in `root.age` is found to be the one that the kit names.
 * @throws VaultError `recovery-key-wrong-vault`, `invalid-input` reason `recovery-key-mistyped`, `vault-not-found`,
 * `vault-in-use`, `folder-without-locking`, `integrity-violated`; for a check, which changes nothing, `vault-from-older-program`.
 */
export async function openByKit(
  env: Environment,
  folder: string,
  kit: RecoveryKit,
  purpose: KitPurpose,
): Promise<KitAccess> {
  const paths = vaultPaths(folder);
  const file = await requireOwnVault(env, paths, kit);
  const rootFile = await requireFile(env, paths.root, 'root.age');
  const recoveryFile = await requireFile(env, paths.recovery, 'recovery.age');
  const lock = await takeLock(env.store, paths.lock);
  let db: VaultDatabase | null = null;
  const secrets: Buffer[] = [];
  try {
    const { root, databaseKeys, officeSecrets } = await openKitFiles(rootFile, recoveryFile, kit);
    secrets.push(root.seed, ...officeSecrets, ...databaseKeys);
    const open = purpose === 'check' ? env.store.openPresent : env.store.open;
    const opening = await openDatabase((key) => open(paths.database, key), databaseKeys);
    db = opening.db;
    const certificates = readCertificates(db);
    const chain = verifyOfficerChain(certificates, kit.vault, kit.root);
    const log = verifyLog(db, kit.vault, chain);
    requireLoggedCertificates(db, log);
    const directory = verifiedDirectory(db, kit.vault, chain, log);
    // Anybody can seal a file to a public key, also one with a right database key and a wrong office secret.
    requireHash(rootFile, [directory.files.root], 'root.age');
    requireHash(recoveryFile, permittedRecoveryFiles(directory), 'recovery.age');
    const kept = keptVaultFile(db, { vault: kit.vault, chain, log }, directory, file);
    const officeSecret = officialSecret(kit.vault, officeSecrets, kept);
    const official = kept.content ?? {
      format: 1,
      vault: kit.vault,
      ...remadeParts({ vault: kit.vault, officeSecret }, directory, databaseKeys, kept),
      recipients: signStatement({ kind: 'recipients', vault: kit.vault }, [root]),
      certificates,
    };
    const opened = { env, paths, kit, lock, root, ...opening, databaseKeys, officeSecret };
    return { ...opened, chain, certificates, log, directory, official, kept };
  } catch (error) {
    wipe(...secrets);
    release(db, lock);
    throw error;
  }
}

/** Ends what `openByKit` began; every key is wiped. */
export function leaveByKit(access: KitAccess): void {
  wipe(access.root.seed, access.officeSecret, ...access.databaseKeys);
  release(access.db, access.lock);
}

function release(db: VaultDatabase | null, lock: { release(): void }): void {
  try {
    db?.close();
  } finally {
    lock.release();
  }
}

type KitFiles = { readonly root: SigningKey } & Awaited<ReturnType<typeof openRecoveryFile>>;

/** When the kit opens one of the two files, it is the kit of this vault, and the other file is damaged. */
async function openKitFiles(rootFile: Uint8Array, recoveryFile: Uint8Array, kit: RecoveryKit): Promise<KitFiles> {
  const [forRoot, forRecovery] = await Promise.allSettled([
    openRootFile(rootFile, kit),
    openRecoveryFile(recoveryFile, kit),
  ]);
  if (forRoot.status === 'fulfilled' && forRecovery.status === 'fulfilled') {
    return { root: forRoot.value, ...forRecovery.value };
  }
  if (forRoot.status === 'fulfilled') wipe(forRoot.value.seed);
  if (forRecovery.status === 'fulfilled') wipe(...forRecovery.value.databaseKeys, ...forRecovery.value.officeSecrets);
  if (forRoot.status === 'rejected') {
    if (forRecovery.status === 'rejected' || !isForAnotherKit(forRoot.reason)) throw forRoot.reason;
    throw violated('root.age', 'not for the recovery key that opens recovery.age');
  }
  if (forRecovery.status === 'rejected' && !isForAnotherKit(forRecovery.reason)) throw forRecovery.reason;
  throw violated('recovery.age', 'not for the recovery key that opens root.age');
}

function isForAnotherKit(error: unknown): boolean {
  return error instanceof VaultError && error.code === 'recovery-key-wrong-vault';
}

/** @returns null for a file that is lost or cannot be used. */
async function requireOwnVault(env: Environment, paths: VaultPaths, kit: RecoveryKit): Promise<VaultFile | null> {
  try {
    const file = await readVaultFile(env.files, paths.vaultFile);
    const { vault } = file.content;
    if (vault === kit.vault) return file;
    const mistyped = mistypedLine('# vault:', kit.vault, vault);
    throw mistyped ?? new VaultError('recovery-key-wrong-vault', 'the recovery key is of another vault');
  } catch (error) {
    // Lost or damaged: its content is in the database, and which vault it is, root.age tells.
    if (!isViolation(error)) throw error;
    return null;
  }
}

async function requireFile(env: Environment, path: string, part: string): Promise<Uint8Array> {
  const bytes = await env.files.read(path);
  if (bytes === null) throw violated(part, 'there is no such file');
  return bytes;
}

async function openDatabase(
  open: (key: Buffer) => Promise<VaultDatabase>,
  databaseKeys: readonly Buffer[],
): Promise<{ db: VaultDatabase; databaseKeyInUse: Buffer }> {
  let failure: unknown = violated('recovery.age', 'it holds no database key');
  for (const key of databaseKeys) {
    try {
      return { db: await open(key), databaseKeyInUse: key };
    } catch (error) {
      // The present one and the next, while the key is being replaced: the wrong one is as if the file were damaged.
      if (!isViolation(error)) throw error;
      failure = error;
    }
  }
  throw failure;
}

function requireHash(bytes: Uint8Array, permitted: readonly string[], part: string): void {
  if (!permitted.includes(sha256(bytes).toString('hex'))) throw violated(part, 'not the file that the directory names');
}

/** While the office secret is being rotated: the one that most of the official slots are sealed under; the other is wiped. */
function officialSecret(
  vault: string,
  [present, ...others]: readonly [Buffer, ...Buffer[]],
  { slots, costs: [cost, ...otherCosts] }: KeptVaultFile,
): Buffer {
  const opened = (officeSecret: Buffer) =>
    Object.keys(slotsSealedFor({ vault, officeSecret, cost }, slots, otherCosts)).length;
  const next = others.find((officeSecret) => opened(officeSecret) > opened(present));
  wipe(...[present, ...others].filter((secret) => secret !== (next ?? present)));
  return next ?? present;
}
