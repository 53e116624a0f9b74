import type { MemberList } from '../access/member-list.ts';
import { EntryTimes } from '../audit/entry-times.ts';
import { type AddedVersion, addedVersions } from '../documents/added-versions.ts';
import { requireBinning } from '../documents/bin-term.ts';
import { type FolderIndex, folderIndex, type IndexedDocument } from '../documents/folder-index.ts';
import { nameOfUser } from '../people/find-user.ts';
import { unlessViolated } from '../unless-violated.ts';
import type { OpenCompartment, OpenVault } from '../vault/open-vault.ts';
import { findFolder } from './find-folder.ts';
import { listNotes, type Note } from './notes.ts';

/** Something that happened in a folder. */
export interface FolderEvent {
  readonly id: string;
  /** The document, note, person or folder concerned. */
  readonly name: string;
  readonly what:
    | 'folder-created'
    | 'document-added'
    | 'version-added'
    | 'document-binned'
    | 'note-added'
    | 'access-given'
    | 'access-ended';
  /** ms UTC. */
  readonly at: number;
  readonly by: string | null;
  readonly byName: string | null;
  readonly document: string | null;
  readonly version: number | null;
}

/**
 * What the records of a folder tell of its past, newest first: nothing of what was erased, sealed or moved away.
 * @param page `before` in ms UTC, exclusive; what happened at one time is never divided, so that a page may be longer than
 * `limit`.
 * @throws VaultError `not-found`; `integrity-violated` for a note in another's name.
 */
export async function folderHistory(
  vault: OpenVault,
  reference: string,
  { before = Number.POSITIVE_INFINITY, limit }: { before?: number | undefined; limit: number },
): Promise<FolderEvent[]> {
  const { compartment, name, body } = findFolder(vault, reference);
  const { id, members } = compartment;
  const versions = await addedVersions(vault, id);
  const index = await folderIndex(vault, id);
  const notes = await listNotes(vault, id);
  const times = new EntryTimes(vault);
  const events = [
    createdEvent(vault, { id, name, at: body.createdAt }),
    ...documentEvents(vault, versions.values(), index, times),
    ...[...index.documents].flatMap((document) => binEvent(vault, compartment, document) ?? []),
    ...notes.map(noteEvent),
    ...accessEvents(vault, members, times),
  ].filter(({ at }) => at < before);
  events.sort((a, b) => b.at - a.at);
  const last = events[limit - 1]?.at ?? Number.NEGATIVE_INFINITY;
  return events.filter(({ at }) => at >= last);
}

const none = { by: null, byName: null, document: null, version: null } as const;
/** In characters. */
const longestNoteName = 80;

/** Its record tells when, not by whom: whoever has renamed it has signed it. Where there was one Privacy Officer it was she. */
function createdEvent(vault: OpenVault, about: Pick<FolderEvent, 'id' | 'name' | 'at'>): FolderEvent {
  const [officer, ...others] = new Set(vault.chain.certificates.map(({ user }) => user));
  const by = officer === undefined || others.length > 0 ? null : officer;
  return { ...none, ...about, what: 'folder-created', by, byName: by && nameOfUser(vault, by) };
}

/** One for each change of a document: one that was moved here or returned brought all its versions at once. */
function documentEvents(
  vault: OpenVault,
  versions: Iterable<AddedVersion>,
  index: FolderIndex,
  times: EntryTimes,
): FolderEvent[] {
  const { position } = vault.log.head;
  const latest = new Map<string, AddedVersion>();
  const first = new Map<string, number>();
  for (const version of versions) {
    if (version.writtenAt > position) continue;
    const change = `${version.document} ${version.writtenAt}`;
    if ((latest.get(change)?.number ?? 0) < version.number) latest.set(change, version);
    first.set(version.document, Math.min(first.get(version.document) ?? position, version.writtenAt));
  }
  return [...latest.values()].flatMap(({ id, document, number, by, writtenAt }): FolderEvent[] => {
    const known = index.document(document);
    if (!known) return [];
    const what = first.get(document) === writtenAt ? 'document-added' : 'version-added';
    const byName = by && nameOfUser(vault, by);
    return [{ id, name: known.name, what, at: times.at(writtenAt), by, byName, document, version: number }];
  });
}

/** Null for what lies in no bin, or was put there by nobody rightful. */
function binEvent(vault: OpenVault, compartment: OpenCompartment, document: IndexedDocument): FolderEvent | null {
  if (document.body.binned === null) return null;
  return unlessViolated(() => {
    const { by, at } = requireBinning(vault, compartment, document);
    const { id, name } = document;
    const byName = nameOfUser(vault, by);
    return { id: `${id}:bin`, name, what: 'document-binned', at, by, byName, document: id, version: null };
  });
}

function noteEvent({ id, text, createdAt: at, author, authorName }: Note): FolderEvent {
  const name = (text.trimStart().split('\n')[0] ?? '').slice(0, longestNoteName);
  return { ...none, id, name, what: 'note-added', at, by: author, byName: authorName };
}

/** An entry that only goes on under another key of the same person is no event. */
function accessEvents(vault: OpenVault, { members }: MemberList, times: EntryTimes): FolderEvent[] {
  return members.flatMap(({ user, from, until, rights, endsAt }): FolderEvent[] => {
    const own = members.filter((member) => member.user === user);
    const goesOn = own.some((member) => member.until === from && member.rights === rights && member.endsAt === endsAt);
    const isFollowed = own.some((member) => member.from === until);
    const event = (what: 'access-given' | 'access-ended', position: number): FolderEvent => {
      const id = `${user}:${position}:${what}`;
      const by = officerAt(vault, position);
      return { ...none, id, name: nameOfUser(vault, user), what, at: times.at(position), ...by };
    };
    return [
      ...(goesOn ? [] : [event('access-given', from)]),
      ...(until === null || isFollowed ? [] : [event('access-ended', until)]),
    ];
  });
}

/** Nobody else changes access. */
function officerAt(vault: OpenVault, position: number): Pick<FolderEvent, 'by' | 'byName'> {
  const by = vault.chain.certificates.filter(({ from }) => from <= position).at(-1)?.user ?? null;
  return { by, byName: by && nameOfUser(vault, by) };
}
