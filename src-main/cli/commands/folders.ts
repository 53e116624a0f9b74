import type { CallOutput } from '../../contract/calls.ts';
import { fill, type Messages } from '../../contract/messages/index.ts';
import { command } from '../command.ts';
import { endOfDay } from '../end-of-day.ts';
import type { Formats } from '../formats.ts';
import { table } from '../table.ts';
import { resealedLine } from './resealed-line.ts';

const folderArgument = { label: 'FOLDER' } as const;

export const folderCommands = [
  command(
    'folder create',
    { positionals: { name: { label: 'NAME' } }, options: { kind: { values: ['client', 'personnel'] } } },
    async ({ call, texts }, { name }, { kind = 'client' }) => {
      const created = await call('folderCreate', { name, kind });
      return { json: created, lines: [fill(texts.results['folder-created'], created)] };
    },
  ),
  command('folder list', {}, async ({ call, texts, formats, width }) => {
    const { folders, broken } = await call('folderList', {});
    const { columns, kinds, rights: words, results } = texts;
    const sorted = [...folders].sort((a, b) => formats.compare(a.name, b.name));
    const lines = table(
      [
        { heading: columns.name, long: true },
        { heading: columns.kind },
        { heading: columns.rights },
        { heading: columns.created },
        { heading: columns.id },
      ],
      sorted.map(({ id, name, kind, rights, createdAt }) => [
        name,
        kinds[kind],
        words[rights],
        formats.time(createdAt),
        id,
      ]),
      width,
    );
    return {
      json: sorted,
      lines: lines.length > 0 ? lines : [results.none],
      remarks: broken.length > 0 ? [fill(results['folders-broken'], { count: broken.length })] : [],
    };
  }),
  command(
    'folder rename',
    { positionals: { folder: folderArgument, name: { label: 'NAME' } } },
    async ({ call, texts }, { folder, name }) => {
      const renamed = await call('folderRename', { folder, name });
      return { json: renamed, lines: [fill(texts.results['folder-renamed'], renamed)] };
    },
  ),
  command(
    'folder members',
    { positionals: { folder: folderArgument } },
    async ({ call, texts, formats, width }, { folder }) => {
      const members = await call('folderMembers', { folder });
      const { columns, rights: words, results } = texts;
      const lines = table(
        [
          { heading: columns.name, long: true },
          { heading: columns.rights },
          { heading: columns.from },
          { heading: columns.until },
        ],
        wholeTerms(members).map(({ name, rights, since, until, endsAt }) => [
          name,
          words[rights],
          formats.time(since),
          until === null ? lastDay(endsAt, texts, formats) : fill(results['ended-at'], { time: formats.time(until) }),
        ]),
        width,
      );
      return { json: members, lines: lines.length > 0 ? lines : [results.none] };
    },
  ),
  command(
    'folder destroy',
    { positionals: { folder: folderArgument }, options: { reason: { label: 'TEXT', required: true } } },
    async ({ call, texts }, { folder }, { reason }) => {
      const destroyed = await call('folderDestroy', { folder, reason });
      return { json: destroyed, lines: [fill(texts.results['folder-destroyed'], destroyed)] };
    },
  ),
  command(
    'folder grant',
    {
      positionals: { folder: folderArgument, user: { label: 'USER' } },
      options: { rights: { values: ['read', 'write'], required: true }, until: { label: 'DATE' } },
    },
    async ({ call, texts, formats }, { folder, user }, { rights, until }) => {
      const end = until === undefined ? {} : { endsAt: endOfDay(until) };
      const granted = await call('folderGrant', { folder, user, rights, ...end });
      const { results } = texts;
      const last = lastDay(granted.endsAt, texts, formats);
      const words = { user, name: granted.name, rights: texts.rights[granted.rights], until: last };
      return { json: granted, lines: [fill(results[last === '' ? 'folder-granted' : 'folder-granted-until'], words)] };
    },
  ),
  command(
    'folder revoke',
    { positionals: { folder: folderArgument, user: { label: 'USER' } } },
    async ({ call, texts, formats }, { folder, user }) => {
      const revoked = await call('folderRevoke', { folder, user });
      return {
        json: revoked,
        lines: [
          fill(texts.results['folder-revoked'], { user, name: revoked.name }),
          resealedLine(texts, formats, revoked.resealed),
        ],
      };
    },
  ),
];

type Member = CallOutput<'folderMembers'>[number];

/** Each time that somebody had the same rights, once: new keys of hers or another last day begin a new entry in the list. */
function wholeTerms(members: readonly Member[]): Member[] {
  const terms: Member[] = [];
  for (const member of members) {
    const { id, rights, since, until } = member;
    // A grant that was changed at once leaves an entry that never held.
    if (since === until) continue;
    const before = terms.findIndex((term) => term.id === id && term.rights === rights && term.until === since);
    const [former] = before === -1 ? [] : terms.splice(before, 1);
    terms.push(former ? { ...member, since: former.since } : member);
  }
  return terms;
}

/** Until when a grant lasts, in words; empty when it lasts until it is withdrawn. */
function lastDay(endsAt: number | null, { results }: Messages, formats: Formats): string {
  // It ends where the day after begins.
  return endsAt === null ? '' : fill(results['until-day'], { day: formats.day(endsAt - 1) });
}
