import { z } from 'zod';
import type { AuditProblem } from '../../contract/audit.ts';
import { isViolation } from '../../contract/errors.ts';
import type { X25519Identity } from '../crypto/age/x25519-identity.ts';
import { largestU32, u64 } from '../crypto/bytes.ts';
import type { SqlRow } from '../ports/database.ts';
import { integerOf, optionalBlobOf } from '../ports/row.ts';
import { openMessage } from '../records/sealed-message.ts';
import { type Claim, endorserOf } from '../vault/author-check.ts';
import { wasOfficerKey } from '../vault/certificates.ts';
import { findUser } from '../vault/directory.ts';
import { compartmentOf, type OpenVault } from '../vault/open-vault.ts';
import { isShowable } from './facts.ts';

/** A detail of an entry as it lies in the log. */
export interface StoredDetail {
  readonly position: number;
  readonly number: number;
  /** The id of what it is about, where erasing that takes the detail along. */
  readonly subject: string | null;
  /** Null once it was erased. */
  readonly sealed: Buffer | null;
}

/** What was done, by whom. */
export interface OpenDetail {
  readonly claim: Claim;
  readonly action: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** By whom it is, is known also when it says more than can be shown. */
  readonly problem: 'facts-too-large' | null;
}

const BodySchema = z.looseObject({ action: z.string().min(1).max(100) });

/** Columns `position`, `number`, `subject` and `sealed`. */
export function storedDetailOf(row: SqlRow): StoredDetail {
  return {
    position: integerOf(row, 'position'),
    number: integerOf(row, 'number', largestU32),
    subject: optionalBlobOf(row, 'subject')?.toString('hex') ?? null,
    sealed: optionalBlobOf(row, 'sealed'),
  };
}

/** The keys of the audit details, newest first. @throws VaultError `not-found` for everybody but the Privacy Officer. */
export function auditIdentities(vault: OpenVault): X25519Identity[] {
  const { keys } = compartmentOf(vault, vault.directory.audit.compartment);
  return [...keys.values()].sort((a, b) => b.epoch - a.epoch).map(({ identity }) => identity);
}

/** Opens a detail that was not erased; a string says what is wrong with it. */
export function openDetail(
  vault: OpenVault,
  identities: readonly X25519Identity[],
  { position, number, sealed }: StoredDetail & { readonly sealed: Buffer },
): OpenDetail | AuditProblem {
  try {
    const id = Buffer.concat([u64(position), u64(number)]);
    const part = `audit log ${position}`;
    const message = openMessage(vault.id, vault.directory.audit.compartment, id, sealed, identities, part);
    const body = BodySchema.safeParse(message.body);
    if (message.type !== 'audit' || message.at !== position || !body.success) return 'detail-altered';
    const { author, key, at } = message;
    const claim: Claim = { author, key, at };
    if (!wasKeyOf(vault, claim)) return 'detail-author-unknown';
    const { action, ...facts } = body.data;
    if (!isShowable(facts, sealed.length)) return { claim, action, facts: {}, problem: 'facts-too-large' };
    return { claim, action, facts, problem: null };
  } catch (error) {
    if (isViolation(error)) return 'detail-altered';
    throw error;
  }
}

/** True when the key was its author's at that position: in the directory, or endorsed by her provisional one that was. */
export function wasKeyOf(vault: OpenVault, claim: Claim): boolean {
  const officer = vault.chain.certificates.some(({ user, signing }) => user === claim.author && signing === claim.key);
  if (officer && wasOfficerKey(vault.chain, claim.key, claim.at)) return true;
  const keys = (findUser(vault.directory, claim.author)?.keys ?? []).filter(
    ({ from, until }) => from <= claim.at && (until === null || claim.at < until),
  );
  const provisional = endorserOf({ log: vault.log, directory: vault.directory }, claim);
  return keys.some((key) => (key.provisional ? key.signing === provisional : key.signing === claim.key));
}
