import { z } from 'zod';
import { bind, sha256 } from '../crypto/binding.ts';
import { base64, idBytes } from '../crypto/bytes.ts';
import { type OfficerChain, wasOfficerKey } from '../vault/certificates.ts';
import {
  IdSchema,
  KeySchema,
  MailboxSchema,
  PositionSchema,
  type Rights,
  RightsSchema,
  TimeSchema,
} from '../vault/schemas.ts';
import { PurposeSchema } from './key-rows.ts';

const MemberSchema = z.strictObject({
  user: IdSchema,
  signing: KeySchema,
  rights: RightsSchema,
  from: PositionSchema,
  until: PositionSchema.nullable(),
  endsAt: TimeSchema.nullable(),
});
export type Member = z.infer<typeof MemberSchema>;

/** Who belongs to a compartment, past members included; written by the Privacy Officer (docs/formats.md section 7.4). */
export const MemberListSchema = z.strictObject({
  purpose: PurposeSchema,
  members: z.array(MemberSchema),
  archive: MailboxSchema.nullable(),
  /** The id of the record of type `folder`, so that a folder's name is found without opening all its documents. */
  folder: IdSchema.optional(),
  /** `keyRowsHash`: members cannot open these rows, and see by it that nobody replaced them. */
  keyRows: KeySchema,
});
export type MemberList = Omit<z.infer<typeof MemberListSchema>, 'keyRows'>;

/**
 * What a keyring and the directory name a member list by, base64: over its signed plaintext, which no re-keying changes
 * (docs/formats.md section 7.4).
 */
export function memberListHash(vault: string, compartment: string, plaintext: Uint8Array): string {
  return base64(sha256(bind(vault, 'member-list', idBytes(compartment), plaintext)));
}

/** The entries that are in force: not ended. A user has at most one. */
export function presentMembers(list: MemberList): Member[] {
  return list.members.filter((member) => member.until === null);
}

export function presentMember(list: MemberList, user: string): Member | null {
  return presentMembers(list).find((member) => member.user === user) ?? null;
}

/** True when `signing` had `write` in the compartment, or was the Privacy Officer, at `position`. */
export function mayWriteAt(list: MemberList, chain: OfficerChain, signing: string, position: number): boolean {
  if (wasOfficerKey(chain, signing, position)) return true;
  return list.members.some(
    (member) =>
      member.signing === signing &&
      member.rights === 'write' &&
      member.from <= position &&
      (member.until === null || position < member.until),
  );
}

/** The list with `user`'s entry in force ended at `position`. */
export function withoutMember(list: MemberList, user: string, position: number): MemberList {
  const members = list.members.map((member) =>
    member.user === user && member.until === null ? { ...member, until: position } : member,
  );
  return { ...list, members };
}

/** The list with a new entry for a user from `position` on; her former entry in force ends there. */
export function withMember(
  list: MemberList,
  grant: { user: string; signing: string; rights: Rights; endsAt: number | null },
  position: number,
): MemberList {
  const ended = withoutMember(list, grant.user, position);
  return { ...ended, members: [...ended.members, { ...grant, from: position, until: null }] };
}

/**
 * The list once a user's fresh key is certified: what she was granted under her provisional key counts for the fresh one,
 * from the position of its endorsement or, of a later grant, from that grant on.
 */
export function withCertifiedKey(list: MemberList, user: string, signing: string, endorsedAt: number): MemberList {
  const members = list.members.flatMap((member) => {
    if (member.user !== user || member.until !== null) return [member];
    const from = Math.max(member.from, endorsedAt);
    const provisional = member.from < from ? [{ ...member, until: from }] : [];
    return [...provisional, { ...member, signing, from }];
  });
  return { ...list, members };
}
