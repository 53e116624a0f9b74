import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';

export type Rights = 'read' | 'write';
export type Member = WindowOutput<'folderMembers'>[number];
type Happened = WindowOutput<'folderHistory'>[number];
type User = WindowOutput<'userList'>[number];

/** That somebody has a folder, seen from either side. Times in ms UTC. */
export interface Grant {
  readonly folder: { readonly id: string; readonly name: string; readonly kind: 'client' | 'personnel' };
  readonly person: { readonly id: string; readonly name: string };
  readonly rights: Rights;
  readonly since: number;
  /** When it is going to end; null: it is not. */
  readonly endsAt: number | null;
}

/** Who gave somebody what she has now, by the folder's records; null when they do not say. */
export function giverOf(member: Member, history: readonly Happened[]): string | null {
  const given = history.find(
    ({ what, name, at }) => what === 'access-given' && name === member.name && at === member.since,
  );
  return given?.byName ?? null;
}

/** Who can be given a folder of a kind: the vault refuses all others. @param members who have it already, by id. */
export function candidates(
  users: readonly User[],
  kind: 'client' | 'personnel',
  members: ReadonlySet<string>,
): readonly User[] {
  const roles = kind === 'personnel' ? ['office-manager'] : ['office-manager', 'employee'];
  return users.filter(({ id, role, state }) => state !== 'disabled' && roles.includes(role) && !members.has(id));
}
