import { VaultError } from '../../contract/errors.ts';
import { type MemberList, mayWriteAt } from '../access/member-list.ts';
import { commitKinds } from '../audit/log.ts';
import { type LogView, seenCommit } from '../audit/log-view.ts';
import { sha256 } from '../crypto/binding.ts';
import { fromBase64 } from '../crypto/bytes.ts';
import { type Statement, statementBytes, verifyStatement } from '../crypto/statement.ts';
import { EndorsementSchema, type OfficerChain } from './certificates.ts';

/** What is needed to say whether a signature by some key counts. */
export interface Authority {
  readonly vault: string;
  readonly chain: OfficerChain;
  readonly log: LogView;
}

/** What a record, commit or message says of its author. */
export interface Claim {
  readonly author: string;
  readonly key: string;
  readonly at: number;
  readonly endorsement: Statement | null;
}

/**
 * True when the claimed key might write in the compartment at that position: as a member, as Privacy Officer, or as the
 * fresh key of an account whose provisional key is a member (docs/formats.md section 7.4).
 */
export function mayHaveWritten(authority: Authority, members: MemberList, claim: Claim): boolean {
  if (mayWriteAt(members, authority.chain, claim.key, claim.at)) {
    return (
      members.members.some((member) => member.signing === claim.key && member.user === claim.author) ||
      authority.chain.certificates.some((officer) => officer.signing === claim.key && officer.user === claim.author)
    );
  }
  if (claim.endorsement === null) return false;
  const provisional = endorserOf(authority, claim);
  return (
    provisional !== null &&
    mayWriteAt(members, authority.chain, provisional, claim.at) &&
    members.members.some((member) => member.signing === provisional && member.user === claim.author)
  );
}

/** The provisional key that endorsed the claimed key, first of its endorsements in the log; null when there is none. */
export function endorserOf(authority: Authority, claim: Claim): string | null {
  const provisional = claim.endorsement?.signatures[0]?.key;
  if (claim.endorsement === null || provisional === undefined) return null;
  const seen = seenCommit(authority.log, commitKinds.endorsement, fromBase64(provisional));
  if (seen === null || seen.position > claim.at) return null;
  if (!seen.bodyHash.equals(sha256(statementBytes(claim.endorsement)))) return null;
  try {
    const endorsement = verifyStatement(
      claim.endorsement,
      { kind: 'endorsement', vault: authority.vault, signers: [provisional] },
      EndorsementSchema,
    );
    return endorsement.signing === claim.key && endorsement.user === claim.author ? provisional : null;
  } catch (error) {
    // A broken endorsement endorses nobody; anything else is not ours to hide.
    if (error instanceof VaultError) return null;
    throw error;
  }
}
