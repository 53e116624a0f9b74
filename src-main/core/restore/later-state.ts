import { z } from 'zod';
import { violated } from '../../contract/errors.ts';
import { presentMembers } from '../access/member-list.ts';
import { erasedSubjects } from '../audit/tombstones.ts';
import type { PostQuantumIdentity } from '../crypto/age/post-quantum-identity.ts';
import { openWithPostQuantum, sealToPostQuantum } from '../crypto/age/seal.ts';
import { base64 } from '../crypto/bytes.ts';
import type { SigningKey } from '../crypto/signing.ts';
import { parseStatement, signStatement, statementBytes, verifyStatement } from '../crypto/statement.ts';
import { isFolder } from '../folders/find-folder.ts';
import type { RecoveryKit } from '../recovery/kit.ts';
import type { ReadByKit } from '../recovery/read-by-kit.ts';
import { presentOfficer } from '../vault/certificates.ts';
import { IdSchema, KeySchema, PositionSchema, RightsSchema, TimeSchema } from '../vault/schemas.ts';

const LaterStateSchema = z.strictObject({
  kind: z.literal('restore-later'),
  vault: IdSchema,
  at: TimeSchema,
  position: PositionSchema,
  hash: KeySchema,
  officer: PositionSchema,
  disabled: z.array(IdSchema),
  struckOff: z.array(IdSchema),
  erased: z.array(IdSchema),
  folders: z.array(
    z.strictObject({
      id: IdSchema,
      members: z.array(z.strictObject({ user: IdSchema, rights: RightsSchema, endsAt: TimeSchema.nullable() })),
    }),
  ),
});
/** What a later state of a vault says that an earlier one, brought back, has to be told (docs/formats.md sections 15.9 and 15.10). */
export type LaterState = z.infer<typeof LaterStateSchema>;

export function laterStateOf({ vault, auditIdentities }: ReadByKit): LaterState {
  const { id, log, chain, directory, compartments, env } = vault;
  return {
    kind: 'restore-later',
    vault: id,
    at: env.clock.now(),
    position: log.head.position,
    hash: base64(log.head.hash),
    officer: presentOfficer(chain).from,
    disabled: directory.users.filter(({ state }) => state === 'disabled').map((user) => user.id),
    struckOff: directory.computers.filter(({ state }) => state === 'struck-off').map((computer) => computer.id),
    erased: [...erasedSubjects(vault, auditIdentities)].sort(),
    folders: [...compartments.values()].filter(isFolder).map(({ id: folder, members }) => ({
      id: folder,
      members: presentMembers(members).map(({ user, rights, endsAt }) => ({ user, rights, endsAt })),
    })),
  };
}

/**
 * What any of several states says has been taken away: they need not know of each other, where a vault went on from an older state.
 * The rest by the first, whose log is the longest.
 */
export function mergedStates(first: LaterState, others: readonly LaterState[]): LaterState {
  const states = [first, ...others];
  const all = (idsOf: (state: LaterState) => readonly string[]) => [...new Set(states.flatMap(idsOf))].sort();
  const lists = Map.groupBy(
    states.flatMap(({ folders }) => folders),
    ({ id }) => id,
  );
  return {
    ...first,
    erased: all(({ erased }) => erased),
    disabled: all(({ disabled }) => disabled),
    struckOff: all(({ struckOff }) => struckOff),
    folders: [...lists].map(([id, known]) => ({ id, members: leastOf(known.map(({ members }) => members)) })),
  };
}

type Member = LaterState['folders'][number]['members'][number];

/** Whoever is in each of the lists, with what the least of them grants. */
function leastOf([first = [], ...others]: readonly (readonly Member[])[]): Member[] {
  return first.flatMap((member) => {
    const terms = others.map((list) => list.find(({ user }) => user === member.user));
    return terms.reduce<Member[]>(
      (least, one) => (one === undefined ? [] : least.map((before) => lesser(before, one))),
      [member],
    );
  });
}

function lesser(one: Member, other: Member): Member {
  const ends = [one.endsAt, other.endsAt].filter((at) => at !== null);
  return {
    user: one.user,
    rights: one.rights === 'read' ? one.rights : other.rights,
    endsAt: ends.length === 0 ? null : Math.min(...ends),
  };
}

/** For somebody to carry who can neither read it nor make another. @returns base64. */
export async function sealLaterState(later: LaterState, root: SigningKey, recovery: string): Promise<string> {
  const bytes = statementBytes(signStatement(LaterStateSchema.parse(later), [root]));
  return base64(await sealToPostQuantum(bytes, recovery));
}

/** @throws VaultError `integrity-violated` part `later` for one that is not by the root of the kit. */
export async function openLaterState(
  sealed: Uint8Array,
  { vault, root, identity }: Pick<RecoveryKit, 'vault' | 'root'> & { identity: PostQuantumIdentity },
): Promise<LaterState> {
  const bytes = await openWithPostQuantum(sealed, identity);
  if (bytes === null) throw violated('later', 'sealed to another recovery key');
  const expected = { kind: 'restore-later', vault, signers: [root] };
  return verifyStatement(parseStatement(bytes, 'later'), expected, LaterStateSchema);
}
