import { fill } from '../../contract/messages/index.ts';
import { command } from '../command.ts';
import { endOfDay } from '../end-of-day.ts';
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
  command('folder list', {}, async ({ call, texts, formats }) => {
    const { folders, broken } = await call('folderList', {});
    const { columns, kinds, rights: words, results } = texts;
    const sorted = [...folders].sort((a, b) => formats.compare(a.name, b.name));
    const lines = table(
      [
        { heading: columns.name },
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
    async ({ call, texts, formats }, { folder }) => {
      const members = await call('folderMembers', { folder });
      const { columns, rights: words, results } = texts;
      const lines = table(
        [{ heading: columns.name }, { heading: columns.rights }, { heading: columns.from }, { heading: columns.until }],
        members.map(({ name, rights, since, until, endsAt }) => {
          const end = until ?? endsAt;
          return [name, words[rights], formats.time(since), end === null ? '' : formats.time(end)];
        }),
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
    async ({ call, texts }, { folder, user }, { rights, until }) => {
      const end = until === undefined ? {} : { endsAt: endOfDay(until) };
      const granted = await call('folderGrant', { folder, user, rights, ...end });
      const words = { user, name: granted.name, rights: texts.rights[granted.rights] };
      return { json: granted, lines: [fill(texts.results['folder-granted'], words)] };
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
