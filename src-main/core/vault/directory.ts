import { z } from 'zod';
import { type VaultError, violated } from '../../contract/errors.ts';
import { sha256 } from '../crypto/binding.ts';
import { u64 } from '../crypto/bytes.ts';
import type { SigningKey } from '../crypto/signing.ts';
import { parseStatement, type Statement, signStatement, statementBytes, verifyStatement } from '../crypto/statement.ts';
import type { Database } from '../ports/database.ts';
import { blobOf, integerOf } from '../ports/row.ts';
import { type OfficerChain, presentOfficer } from './certificates.ts';
import {
  HybridRecipientSchema,
  IdSchema,
  KeySchema,
  MailboxSchema,
  PositionSchema,
  RecipientSchema,
  RoleSchema,
  Sha256Schema,
  TimeSchema,
} from './schemas.ts';

const UserKeySchema = z.strictObject({
  signing: KeySchema,
  recipient: RecipientSchema,
  from: PositionSchema,
  until: PositionSchema.nullable(),
  /** Made with the account, under a password that others know: it endorses the keys of its user, and signs nothing else of hers. */
  provisional: z.literal(true).optional(),
});

const DirectoryUserSchema = z.strictObject({
  id: IdSchema,
  name: z.string().min(1).max(200),
  role: RoleSchema,
  state: z.enum(['provisional', 'active', 'disabled']),
  createdAt: TimeSchema,
  keys: z.array(UserKeySchema).min(1),
  exchange: IdSchema.nullable(),
  /** Since when her keys are to be renewed, for a computer that she used was struck off. */
  renew: PositionSchema.optional(),
});
export type DirectoryUser = z.infer<typeof DirectoryUserSchema>;

const DirectoryComputerSchema = z.strictObject({
  id: IdSchema,
  name: z.string().min(1).max(200),
  signing: KeySchema,
  recipient: RecipientSchema,
  state: z.enum(['active', 'struck-off']),
  from: PositionSchema,
  until: PositionSchema.nullable(),
});
export type DirectoryComputer = z.infer<typeof DirectoryComputerSchema>;

/** Rotations that are still to come or under way, in the order in which they are done; an empty list is the normal state. */
export const pendingWork = ['rotate-database-key', 'rotate-office-secret'] as const;
const PendingWorkSchema = z.enum(pendingWork);
export type PendingWork = z.infer<typeof PendingWorkSchema>;

/** Who and what belongs to the vault, signed by the Privacy Officer (docs/formats.md section 7.2). */
const DirectorySchema = z.strictObject({
  kind: z.literal('directory'),
  vault: IdSchema,
  version: z.int().min(1),
  position: PositionSchema,
  accessVersion: z.int().min(1),
  /** `memberListsHash`: for whoever recovers, and has no keyring that would name the lists. */
  lists: KeySchema,
  /** By user: the SHA-256 of her keyring as it lies there, which nobody else can open and so compare. */
  keyrings: z.record(IdSchema, KeySchema),
  office: z.string().min(1).max(200),
  /** How the office is reached, as far as it is said. */
  contact: z
    .strictObject({
      email: z.string().min(1).max(254).optional(),
      telephone: z.string().min(1).max(50).optional(),
      address: z.string().min(1).max(300).optional(),
    })
    .optional(),
  users: z.array(DirectoryUserSchema),
  computers: z.array(DirectoryComputerSchema),
  recovery: HybridRecipientSchema,
  /** `nextRecovery` only while a rotation is under way: of the two, the file is one or the other. */
  files: z.strictObject({ root: Sha256Schema, recovery: Sha256Schema, nextRecovery: Sha256Schema.optional() }),
  audit: MailboxSchema,
  inbox: MailboxSchema,
  settings: z.strictObject({
    idleLockMinutes: z.int().min(1).max(60),
    secondFactor: z.enum(['optional', 'compulsory']).optional(),
  }),
  pending: z.array(PendingWorkSchema),
});
export type Directory = z.infer<typeof DirectorySchema>;

export function signDirectory(directory: Directory, officer: SigningKey): Statement {
  return signStatement(DirectorySchema.parse(directory), [officer]);
}

/** @throws VaultError `integrity-violated` part `directory` when the row is missing, doubled or not the officer's. */
export function readDirectory(
  db: Database,
  vault: string,
  chain: OfficerChain,
): { directory: Directory; bytes: Buffer } {
  const rows = db.all('SELECT version, statement FROM directory');
  const row = rows[0];
  if (!row || rows.length !== 1) throw brokenDirectory();
  const bytes = blobOf(row, 'statement');
  const statement = parseStatement(bytes, 'directory');
  const signers = [presentOfficer(chain).signing];
  const directory = verifyStatement(statement, { kind: 'directory', vault, signers }, DirectorySchema);
  if (directory.version !== integerOf(row, 'version')) throw brokenDirectory();
  return { directory, bytes };
}

export function writeDirectory(db: Database, version: number, statement: Statement): void {
  db.run('DELETE FROM directory');
  db.run('INSERT INTO directory (version, statement) VALUES (?, ?)', version, statementBytes(statement));
}

/** The body of a `directory` commit. */
export function directoryCommit(version: number, bytes: Uint8Array): Buffer {
  return Buffer.concat([u64(version), sha256(bytes)]);
}

/** The SHA-256 that `recovery.age` may have, in hexadecimal: two while a rotation replaces it (docs/formats.md section 5). */
export function permittedRecoveryFiles({ files: { recovery, nextRecovery } }: Directory): readonly string[] {
  return nextRecovery === undefined ? [recovery] : [recovery, nextRecovery];
}

/** The directory with a computer that nothing is taken from any more, from this position on. */
export function withStruckOff(directory: Directory, id: string, until: number): Directory {
  const struckOff = { state: 'struck-off', until } as const;
  return {
    ...directory,
    computers: directory.computers.map((computer) => (computer.id === id ? { ...computer, ...struckOff } : computer)),
  };
}

export function findUser(directory: Directory, id: string): DirectoryUser | null {
  return directory.users.find((user) => user.id === id) ?? null;
}

/** The directory with one user as `update` makes her. */
export function withUser(directory: Directory, id: string, update: (user: DirectoryUser) => DirectoryUser): Directory {
  return { ...directory, users: directory.users.map((user) => (user.id === id ? update(user) : user)) };
}

/** The keys of a user with the one in force ended at `position`. */
export function withLastKeyEnded(keys: DirectoryUser['keys'], position: number): DirectoryUser['keys'] {
  return keys.map((key) => (key.until === null ? { ...key, until: position } : key));
}

/** The key in force of a user: for a provisional account the provisional one. */
export function presentKey(user: DirectoryUser): DirectoryUser['keys'][number] {
  const key = user.keys.at(-1);
  if (!key) throw brokenDirectory();
  return key;
}

function brokenDirectory(): VaultError {
  return violated('directory', 'the directory is not what the Privacy Officer signed');
}
