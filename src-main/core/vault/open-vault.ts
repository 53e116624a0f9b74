import type { z } from 'zod';
import { VaultError, violated } from '../../contract/errors.ts';
import type { TargetCredentials, TargetSettings } from '../../contract/targets.ts';
import type { CompartmentKey } from '../access/compartment-key.ts';
import type { MemberList } from '../access/member-list.ts';
import type { ArchiveSession } from '../archive/archive-session.ts';
import type { LogView } from '../audit/log-view.ts';
import type { RetentionRules } from '../backup/prune/retention-rules.ts';
import type { X25519Identity } from '../crypto/age/x25519-identity.ts';
import type { SigningKey } from '../crypto/signing.ts';
import type { PersonalKey } from '../personal/personal-key.ts';
import type { Clock } from '../ports/clock.ts';
import type { FileSystem } from '../ports/file-system.ts';
import type { HeaderSealer } from '../ports/header-sealer.ts';
import type { ImportSource } from '../ports/import-source.ts';
import type { Keychain } from '../ports/keychain.ts';
import type { Machine } from '../ports/machine.ts';
import type { PatchedFile } from '../ports/patched-file.ts';
import type { SmallFileSealer } from '../ports/small-file-sealer.ts';
import type { Store, VaultDatabase } from '../ports/store.ts';
import type { StreamHasher } from '../ports/stream-hasher.ts';
import type { Target } from '../ports/target.ts';
import type { Author } from '../records/sealed-record.ts';
import type { Enrolment } from '../second-factor/enrol.ts';
import type { Turns } from '../turns.ts';
import type { OfficerChain } from './certificates.ts';
import type { Computer } from './computer.ts';
import type { Directory } from './directory.ts';
import type { Rights, Role } from './schemas.ts';
import type { VaultFileContent } from './vault-file.ts';

/** What the core is given of the outside. */
export interface Environment {
  readonly files: FileSystem;
  readonly importSource: ImportSource;
  readonly hasher: StreamHasher;
  readonly smallFiles: SmallFileSealer;
  readonly headers: HeaderSealer;
  readonly store: Store;
  readonly machine: Machine;
  readonly clock: Clock;
  /** It connects with its first call. */
  readonly openTarget: (settings: TargetSettings, credentials: TargetCredentials) => Target;
  /**
   * What tells a folder that is a target from others; `make` lays it where there is none.
   * @throws VaultError as every call of a target.
   */
  readonly targetMarker: (folder: string, ifAbsent: 'make' | 'refuse') => Promise<string>;
  /** As they are kept: `settings` on disk, `credentials` in the keychain. */
  readonly targetSchemas: {
    readonly settings: z.ZodType<TargetSettings>;
    readonly credentials: z.ZodType<TargetCredentials>;
  };
  /** To change in place a file that is there. */
  readonly openPatched: (path: string) => Promise<PatchedFile>;
  /** Where this computer keeps what it knows of the backups of a vault (docs/formats.md section 15.8). */
  readonly backupFolder: (vault: string) => string;
  /** For how long backups are kept. @throws VaultError `integrity-violated` when the program's own rules are damaged. */
  readonly retentionRules: () => Promise<RetentionRules>;
}

/** Paths inside a vault's folder (docs/formats.md section 3). */
export function vaultPaths(folder: string) {
  return {
    folder,
    vaultFile: `${folder}/vault.json`,
    database: `${folder}/vault.db`,
    root: `${folder}/root.age`,
    recovery: `${folder}/recovery.age`,
    /** What is to take the place of that, during a rotation. */
    nextRecovery: `${folder}/recovery.age.next`,
    objects: `${folder}/objects`,
    spool: `${folder}/spool`,
    /** The record of failed sign-ins. */
    signIns: `${folder}/spool/sign-in.json`,
    lock: `${folder}/lock`,
    lockInfo: `${folder}/lock.info`,
    /** There while a restored vault waits to be finished. */
    restored: `${folder}/restored.json`,
    /** There while a vault is being created. */
    creation: `${folder}/.tmp-creation`,
  } as const;
}
export type VaultPaths = ReturnType<typeof vaultPaths>;

/** A compartment that the signed-in user has the keys of, its state verified against the audit log. */
export interface OpenCompartment {
  readonly id: string;
  /** All epochs of which rows may be left; `epoch` is the one that is written. */
  readonly keys: ReadonlyMap<number, CompartmentKey>;
  readonly epoch: number;
  readonly rights: Rights;
  readonly members: MemberList;
  /** Of the record that holds them. */
  readonly listVersion: number;
  /** Of the same, as the keyring names it: `memberListHash`. */
  readonly listHash: string;
  readonly version: number;
  readonly buckets: Buffer;
}

/** A compartment in the keyring whose state is not the one of the last commit: nothing of it is shown and nothing written. */
export interface BrokenCompartment {
  readonly error: VaultError;
  /** As the keyring has them, to be carried over into the next one. */
  readonly keys: ReadonlyMap<number, CompartmentKey>;
  /** Of the member list that the keyring names. */
  readonly listHash: string;
  /** Null where the list that lies there is not that one. */
  readonly members: MemberList | null;
}

export interface SignedInUser {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** The identities that her keyring and database key may be sealed to: one, or two while not certified. */
  readonly identities: readonly X25519Identity[];
  readonly author: Author;
  /** The key that the directory knows her by: the provisional one while she is not certified. */
  readonly directorySigning: SigningKey;
  /** True between the first sign-in and the Privacy Officer's next one. */
  readonly uncertified: boolean;
}

/** A vault with somebody signed in. The fields that change do so only after their transaction is durable. */
export interface OpenVault {
  readonly env: Environment;
  readonly paths: VaultPaths;
  readonly id: string;
  readonly root: string;
  readonly db: VaultDatabase;
  /** The keys of the database (48 bytes: key and salt) as `vault.json` has them for her: one, or two during a rotation. */
  databaseKeys: readonly Buffer[];
  /** The one of them that opens it. */
  databaseKeyInUse: Buffer;
  officeSecret: Buffer;
  readonly computer: Computer;
  readonly keychain: Keychain;
  readonly user: SignedInUser;
  readonly lock: { release(): void };
  /** Whoever changes a file beside the database in several steps, or copies them all, has the others wait meanwhile. */
  readonly fileTurns: Turns;
  /** As `Approach` has it: what a check tells of. */
  readonly remade?: readonly string[];
  /** Set when the vault is older than this computer remembers: nothing is written until that is accepted. */
  readOnly: boolean;
  official: VaultFileContent;
  chain: OfficerChain;
  directory: Directory;
  log: LogView;
  compartments: Map<string, OpenCompartment>;
  readonly broken: Map<string, BrokenCompartment>;
  /** Her own compartment; not there for an account from before there were any, until its sign-in has made it. */
  personal?: PersonalKey | undefined;
  /** Set when her slot has a second factor: how many recovery codes are left. */
  secondFactor?: { readonly codesLeft: number } | undefined;
  /** Set while she is setting one up. */
  enrolment?: Enrolment | undefined;
  /** Set while the Privacy Officer has the archive open. */
  archive?: ArchiveSession | undefined;
}

export function isPrivacyOfficer(vault: OpenVault): boolean {
  return vault.user.role === 'privacy-officer';
}

/** @throws VaultError `not-authorised`. */
export function requirePrivacyOfficer(vault: OpenVault): void {
  if (!isPrivacyOfficer(vault)) throw new VaultError('not-authorised', 'only the Privacy Officer may do this');
}

/** @throws VaultError `vault-read-only` while an older state than this computer remembers is not accepted. */
export function requireChangeable({ readOnly }: Pick<OpenVault, 'readOnly'>): void {
  if (readOnly) throw new VaultError('vault-read-only', 'the vault is older than this computer remembers');
}

/**
 * A compartment of the signed-in user.
 * @throws VaultError `not-found` when she has no key of it, whether it exists or not; what is wrong when it is broken.
 */
export function compartmentOf(vault: OpenVault, id: string): OpenCompartment {
  const broken = vault.broken.get(id);
  if (broken) throw broken.error;
  const compartment = vault.compartments.get(id);
  if (!compartment) throw new VaultError('not-found', 'no such compartment');
  return compartment;
}

/** The key that is written with. */
export function presentKeyOf(compartment: OpenCompartment): CompartmentKey {
  return keyOfEpoch(compartment, compartment.epoch);
}

/** @throws VaultError `integrity-violated` for a row of an epoch that nobody was given a key of. */
export function keyOfEpoch(compartment: OpenCompartment, epoch: number): CompartmentKey {
  const key = compartment.keys.get(epoch);
  if (!key) {
    throw violated(`compartment ${compartment.id}`, 'a row of an epoch without a key');
  }
  return key;
}
