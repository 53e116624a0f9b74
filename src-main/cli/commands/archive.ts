import { fill } from '../../contract/messages/index.ts';
import { command } from '../command.ts';
import { table } from '../table.ts';
import { wholeNumber } from '../whole-number.ts';

const folderArgument = { label: 'FOLDER' } as const;
const documentArgument = { label: 'DOC' } as const;
const reasonOption = { label: 'TEXT', required: true } as const;

/** Sealing is for whoever may write; the rest asks the Privacy Officer's passphrase again. */
export const archiveCommands = [
  command(
    'doc seal',
    { positionals: { folder: folderArgument, documents: { label: 'DOC', many: true } } },
    async ({ call, texts }, { folder, documents }) => {
      const sealed = await call('documentSeal', { folder, documents: [...documents] });
      return { json: sealed, lines: [fill(texts.results['documents-sealed'], { documents: sealed.length })] };
    },
  ),
  command('archive list', {}, async ({ call, texts, formats, passwordAgain, width }) => {
    const { documents, broken } = await call('archiveList', {
      password: await passwordAgain(texts.prompts['password-for-archive']),
    });
    const { columns, results } = texts;
    const lines = table(
      [
        { heading: columns.folder, long: true },
        { heading: columns.name, long: true },
        { heading: columns.size, right: true },
        { heading: columns.version, right: true },
        { heading: columns.sealed },
        { heading: columns.by },
        { heading: columns.id },
      ],
      documents.map(({ id, name, folderName, sizeBytes, version, sealedAt, sealedByName }) => [
        folderName,
        name,
        formats.size(sizeBytes),
        String(version),
        formats.time(sealedAt),
        sealedByName,
        id,
      ]),
      width,
    );
    return {
      json: documents,
      lines: lines.length > 0 ? lines : [results.none],
      remarks: broken.length > 0 ? [fill(results['archive-broken'], { count: broken.length })] : [],
      exitCode: broken.length > 0 ? 5 : 0,
    };
  }),
  command(
    'archive open',
    {
      positionals: { folder: folderArgument, document: documentArgument },
      options: { reason: reasonOption, out: { label: 'PATH', required: true }, version: { label: 'N' } },
    },
    async ({ call, texts, formats, passwordAgain, target }, { folder, document }, { reason, out, version }) => {
      const file = await target(out);
      const wanted = version === undefined ? {} : { version: wholeNumber(version) };
      const stepUp = { reason, password: await passwordAgain(texts.prompts['password-for-archive']) };
      const opened = await call('archiveOpen', { folder, document, outPath: file, ...wanted, ...stepUp });
      const words = { ...opened, file, size: formats.size(opened.sizeBytes) };
      return { json: { ...opened, file }, lines: [fill(texts.results['archive-opened'], words)] };
    },
  ),
  command(
    'archive return',
    { positionals: { folder: folderArgument, document: documentArgument }, options: { reason: reasonOption } },
    async ({ call, texts, passwordAgain }, { folder, document }, { reason }) => {
      const returned = await call('archiveReturn', {
        folder,
        document,
        reason,
        password: await passwordAgain(texts.prompts['password-for-archive']),
      });
      return { json: returned, lines: [fill(texts.results['archive-returned'], returned)] };
    },
  ),
];
