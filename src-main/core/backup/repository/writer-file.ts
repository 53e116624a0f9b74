import { z } from 'zod';
import { violated } from '../../../contract/errors.ts';
import type { Findings } from '../../check/findings.ts';
import { sha256 } from '../../crypto/binding.ts';
import {
  parseJson,
  type Statement,
  StatementSchema,
  unverifiedPayload,
  verifyStatement,
} from '../../crypto/statement.ts';
import { unlessViolated } from '../../unless-violated.ts';
import { type OfficerChain, presentOfficer, verifyOfficerChain } from '../../vault/certificates.ts';
import { partOfWriter } from './examine-file.ts';
import { writerName } from './names.ts';
import { BackupWriterSchema } from './statements.ts';

/** The certificates, and the statement of the last Privacy Officer among them (docs/formats.md section 15.5). */
const WriterFileSchema = z.strictObject({
  certificates: z.array(StatementSchema).min(1).max(1000),
  writer: StatementSchema,
});

export const mostWriterBytes: number = 2 * 1024 * 1024;

/** A computer whose backups count, as far as one file of `writer/` says. */
export interface Writer {
  readonly vault: string;
  readonly computer: string;
  /** base64 of the key that it signs with. */
  readonly signing: string;
  /**
   * Who vouches for it. A former Privacy Officer's key can make a chain that ends with it, so that what is known to go on
   * further, from another writer or a computer of the vault, is to be compared with it.
   */
  readonly chain: OfficerChain;
}

/** A writer by all its files. */
export interface KnownWriter extends Writer {
  /** Hashes of those that verify. */
  readonly files: ReadonlySet<string>;
}

export interface NamedBytes {
  /** From the writer's folder. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export function writerFileBytes(certificates: readonly Statement[], writer: Statement): Buffer {
  return Buffer.from(JSON.stringify({ certificates, writer }), 'utf8');
}

/**
 * @param root base64 of the root's public key, which the verifier brings: from a kit, a slot or a keychain.
 * @throws VaultError `integrity-violated` part `certificates` or `backup-writer`.
 */
export function verifyWriter(bytes: Uint8Array, vault: string, root: string): Writer {
  const file = parsedFile(bytes);
  if (file === null) throw violated('backup-writer', 'not a file of a writer');
  const chain = verifyOfficerChain(file.certificates, vault, root);
  const officer = presentOfficer(chain);
  // Where it stands is its signer's own claim: a key that has ended could say so of a time when it was in force.
  const expected = { kind: 'backup-writer', vault, signers: [officer.signing] };
  const writer = verifyStatement(file.writer, expected, BackupWriterSchema);
  if (writer.from < officer.from) throw violated('backup-writer', 'not by the Privacy Officer of then');
  return { vault, computer: writer.computer, signing: writer.signing, chain };
}

/**
 * The writer by all files of its `writer/`: the one with the longest chain counts. What is wrong with one of them, or between
 * them, goes into `findings`.
 * @returns null when none of them verifies.
 */
export function verifyWriterFiles(
  files: readonly NamedBytes[],
  { vault, computer, root }: { readonly vault: string; readonly computer: string; readonly root: string },
  findings: Findings,
): KnownWriter | null {
  const verified: { readonly part: string; readonly writer: Writer; readonly hash: string }[] = [];
  for (const { name, bytes } of files) {
    const part = partOfWriter({ computer }, name);
    const hash = sha256(bytes).toString('hex');
    if (name !== writerName(hash)) {
      findings.add(part, 'altered', 'it has another hash than its name says');
      continue;
    }
    if (isOfAnotherVault(bytes, vault)) {
      findings.add(part, 'foreign', 'of another vault');
      continue;
    }
    const writer = unlessViolated(() => verifyWriter(bytes, vault, root));
    if (writer === null) findings.add(part, 'forged', 'not vouched for by the Privacy Officer of this vault');
    else if (writer.computer !== computer) findings.add(part, 'foreign', 'of another computer');
    else verified.push({ part, writer, hash });
  }
  const [first, ...others] = verified.toSorted((a, b) => lengthOf(b.writer) - lengthOf(a.writer));
  if (!first) return null;
  for (const { part, writer } of others) {
    if (writer.signing === first.writer.signing && isBeginning(writer.chain, first.writer.chain)) continue;
    findings.add(part, 'forked', 'it contradicts the one with the longest chain');
  }
  return { ...first.writer, files: new Set(verified.map(({ hash }) => hash)) };
}

function isOfAnotherVault(bytes: Uint8Array, vault: string): boolean {
  const file = parsedFile(bytes);
  const head = z.looseObject({ vault: z.string() }).safeParse(file && unverifiedPayload(file.writer));
  return head.success && head.data.vault !== vault;
}

function parsedFile(bytes: Uint8Array): z.infer<typeof WriterFileSchema> | null {
  if (bytes.length > mostWriterBytes) return null;
  return WriterFileSchema.safeParse(parseJson(bytes)).data ?? null;
}

function lengthOf({ chain }: Writer): number {
  return chain.certificates.length;
}

function isBeginning(shorter: OfficerChain, longer: OfficerChain): boolean {
  return shorter.certificates.every(
    (certificate, index) => JSON.stringify(certificate) === JSON.stringify(longer.certificates[index]),
  );
}
