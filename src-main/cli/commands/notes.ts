import { command } from '../command.ts';
import { printable, printableLines } from '../printable.ts';

const folderArgument = { label: 'FOLDER' } as const;

export const noteCommands = [
  command(
    'note add',
    { positionals: { folder: folderArgument }, options: { 'text-file': { label: 'F', required: true } } },
    async ({ call, texts, textFrom }, { folder }, options) => {
      const text = await textFrom(options['text-file'], '--text-file');
      const added = await call('noteAdd', { folder, text });
      return { json: added, lines: [texts.results['note-added']] };
    },
  ),
  command('note list', { positionals: { folder: folderArgument } }, async ({ call, texts, formats }, { folder }) => {
    const notes = await call('noteList', { folder });
    const lines = notes.flatMap(({ text, createdAt, authorName }, index) => [
      ...(index === 0 ? [] : ['']),
      `${formats.time(createdAt)}  ${printable(authorName)}`,
      ...printableLines(text.trimEnd()).map((line) => `  ${line}`),
    ]);
    return {
      // Lists have a name in every entry: a note is called by its first line.
      json: notes.map((note) => ({ ...note, name: firstLine(note.text) })),
      lines: lines.length > 0 ? lines : [texts.results.none],
    };
  }),
];

function firstLine(text: string): string {
  return text.trim().split(/\r\n|\r|\n/, 1)[0] ?? '';
}
