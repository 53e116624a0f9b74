import { z } from 'zod';
import type { Problem } from '../../../contract/check.ts';
import { violated } from '../../../contract/errors.ts';
import { sha256 } from '../../crypto/binding.ts';
import { base64, fromBase64 } from '../../crypto/bytes.ts';
import {
  parseStatement,
  type Statement,
  statementBytes,
  unverifiedPayload,
  verifyStatement,
} from '../../crypto/statement.ts';
import { unlessViolated } from '../../unless-violated.ts';
import { garbageName, hashInName, heartbeatName, snapshotName } from './names.ts';
import {
  type Garbage,
  GarbageSchema,
  type Heartbeat,
  HeartbeatSchema,
  mostBytes,
  type Snapshot,
  SnapshotSchema,
} from './statements.ts';
import type { Writer } from './writer-file.ts';

/** Whose statements count. */
export type Signer = Pick<Writer, 'vault' | 'computer' | 'signing'>;

/** A statement that is what its name says and what the writer signed, or what is wrong with it. */
export type Examined<Payload> =
  | { readonly payload: Payload; readonly sha256: string }
  | { readonly problem: Problem; readonly what: string };

type Kind = keyof typeof mostBytes;

interface SignedFile<Payload> {
  readonly kind: Kind;
  readonly schema: z.ZodType<Payload>;
  readonly nameOf: (payload: Payload, sha256: string) => string;
}

const AnyStatementSchema = z.looseObject({ kind: z.string(), vault: z.string(), computer: z.string() });

/** @param name from the writer's folder. */
export function examineSnapshot(name: string, bytes: Uint8Array, signer: Signer): Examined<Snapshot> {
  const nameOf = ({ number }: Snapshot, hash: string) => snapshotName(number, hash);
  return examine(name, bytes, signer, { kind: 'backup-snapshot', schema: SnapshotSchema, nameOf });
}

export function examineHeartbeat(name: string, bytes: Uint8Array, signer: Signer): Examined<Heartbeat> {
  const nameOf = ({ day }: Heartbeat, hash: string) => heartbeatName(day, hash);
  return examine(name, bytes, signer, { kind: 'backup-heartbeat', schema: HeartbeatSchema, nameOf });
}

export function examineGarbage(name: string, bytes: Uint8Array, signer: Signer): Examined<Garbage> {
  const nameOf = ({ at }: Garbage, hash: string) => garbageName(at, hash);
  return examine(name, bytes, signer, { kind: 'backup-garbage', schema: GarbageSchema, nameOf });
}

/** @throws VaultError `integrity-violated`, naming the file, when it is not what the writer left there under that name. */
export function verifySnapshot(name: string, bytes: Uint8Array, signer: Signer): Snapshot {
  const examined = examineSnapshot(name, bytes, signer);
  if ('problem' in examined) throw violated(partOfWriter(signer, name), examined.what);
  return examined.payload;
}

/** How findings and errors name a file of a writer: from the folder of the vault on. */
export function partOfWriter({ computer }: Pick<Signer, 'computer'>, name: string): string {
  return `writers/${computer}/${name}`;
}

function examine<Payload>(
  name: string,
  bytes: Uint8Array,
  { vault, computer, signing }: Signer,
  { kind, schema, nameOf }: SignedFile<Payload>,
): Examined<Payload> {
  const altered = (what: string) => ({ problem: 'altered', what }) as const;
  if (bytes.length > mostBytes[kind]) return altered('larger than such a file can be');
  const hash = sha256(bytes).toString('hex');
  if (hashInName(name) !== hash) return altered('it has another hash than its name says');
  const statement = unlessViolated(() => parseStatement(bytes, name));
  const head = AnyStatementSchema.safeParse(statement && unverifiedPayload(statement));
  if (!statement || head.data?.kind !== kind) return altered('not a statement of this kind');
  if (!isAsWritten(statement, bytes)) return altered('not as a writer writes it');
  if (head.data.vault !== vault) return { problem: 'foreign', what: 'of another vault' };
  if (head.data.computer !== computer) return { problem: 'foreign', what: 'of another computer' };
  const signed = unlessViolated(() => ({ payload: signedBy(statement, { kind, vault, signers: [signing] }) }));
  if (signed === null) return { problem: 'forged', what: 'not signed by the computer whose backups these are' };
  const parsed = schema.safeParse(signed.payload);
  if (!parsed.success) return altered('not what this version of the format has');
  if (nameOf(parsed.data, hash) !== name) return altered('its name says something else than it does');
  return { payload: parsed.data, sha256: hash };
}

/**
 * Byte for byte. Whoever has the target could write the same statement in other ways, each a file of its own with the signature of
 * the writer: they would pass for two of one number.
 */
function isAsWritten(statement: Statement, bytes: Uint8Array): boolean {
  const { payload, signatures } = statement;
  const [only, ...others] = signatures;
  const texts = [payload, only?.signature ?? ''];
  const isPlain = texts.every((text) => base64(fromBase64(text)) === text);
  return isPlain && others.length === 0 && statementBytes(statement).equals(bytes);
}

/** Whoever signed, before what: a fault of the format is none of the signature. */
function signedBy(statement: Statement, expected: Parameters<typeof verifyStatement>[1]): unknown {
  return verifyStatement(statement, expected, z.unknown());
}
