import { type MemberList, mayWriteAt } from '../access/member-list.ts';
import { endorsementBy, type LogView } from '../audit/log-view.ts';
import type { OfficerChain } from './certificates.ts';
import { type Directory, findUser } from './directory.ts';
import type { OpenVault } from './open-vault.ts';

/** What is needed to say whether a signature by some key counts. */
export interface Authority {
  readonly vault: string;
  readonly chain: OfficerChain;
  readonly log: LogView;
}

/** What is needed to say whether somebody wrote, who may sign with a key that is not certified yet. */
export interface AuthorAuthority extends Authority {
  readonly directory: Directory;
}

export function authorityOf({ id: vault, chain, log, directory }: OpenVault): AuthorAuthority {
  return { vault, chain, log, directory };
}

/** What a record, commit or message says of its author. */
export interface Claim {
  readonly author: string;
  readonly key: string;
  readonly at: number;
}

/**
 * True when the claimed key might write in the compartment at that position: as a member, as Privacy Officer, or as the
 * fresh key of an account whose provisional key is a member (docs/formats.md section 7.4).
 */
export function mayHaveWritten(authority: AuthorAuthority, members: MemberList, claim: Claim): boolean {
  const { chain, directory } = authority;
  if (isProvisionalKey(directory, claim)) return false;
  if (mayWriteAt(members, chain, claim.key, claim.at)) {
    return (
      members.members.some((member) => member.signing === claim.key && member.user === claim.author) ||
      chain.certificates.some((officer) => officer.signing === claim.key && officer.user === claim.author)
    );
  }
  const provisional = endorserOf(authority, claim);
  return (
    provisional !== null &&
    mayWriteAt(members, chain, provisional, claim.at) &&
    members.members.some((member) => member.signing === provisional && member.user === claim.author)
  );
}

/**
 * True for a key that somebody else knew as well, who made the account or was told its first password: it endorses the
 * keys of its user, and nothing that it signed besides is hers.
 */
function isProvisionalKey(directory: Directory, { author, key }: Claim): boolean {
  return findUser(directory, author)?.keys.some(({ signing, provisional }) => provisional && signing === key) ?? false;
}

/** The provisional key of the author that had endorsed the claimed key by then; null when there is none. */
export function endorserOf(
  { log, directory }: Pick<AuthorAuthority, 'log' | 'directory'>,
  claim: Claim,
): string | null {
  const endorser = findUser(directory, claim.author)?.keys.find(({ signing, provisional }) => {
    const endorsement = provisional ? endorsementBy(log, signing, claim.author) : null;
    return endorsement !== null && endorsement.signing === claim.key && endorsement.position <= claim.at;
  });
  return endorser?.signing ?? null;
}
