import path from 'node:path';
import type { CallOutput } from '../../contract/calls.ts';
import { fill } from '../../contract/messages/index.ts';
import { command } from '../command.ts';
import { table } from '../table.ts';
import { UsageError } from '../usage-error.ts';
import { wholeNumber } from '../whole-number.ts';

const folderArgument = { label: 'FOLDER' } as const;
const documentArgument = { label: 'DOC' } as const;

type ImportedFile = CallOutput<'documentAdd'>['files'][number];

/** Skipped below a directory that was given; none of them is a document, so nobody misses them. */
const passedOver: ReadonlySet<string> = new Set(['symbolic-link', 'special-file', 'own-vault']);

/** Whether somebody may think that it is in the vault: an ordinary file, or a path that she named herself. */
function isLeftOut(file: ImportedFile): boolean {
  if (file.outcome === 'failed') return true;
  // Whatever lies below a given path has a name of several parts.
  return file.outcome === 'skipped' && !(passedOver.has(file.reason) && file.name.includes('/'));
}

/** Found documents shown; more would not be read. */
const mostFound = 100;

export const documentCommands = [
  command(
    'doc add',
    { positionals: { folder: folderArgument, paths: { label: 'PATH', many: true } } },
    async ({ call, texts, formats, width }, { folder, paths }) => {
      const report = await call('documentAdd', { folder, paths: paths.map((given) => path.resolve(given)) });
      const { columns, importOutcomes, skipReasons, errors, importFailures, results } = texts;
      const known: Readonly<Record<string, string>> = importFailures;
      // What went as asked is told in numbers; what did not, by name.
      const others = report.files.flatMap((file) => {
        if (file.outcome === 'skipped') return [[file.name, importOutcomes.skipped, skipReasons[file.reason]]];
        if (file.outcome === 'failed')
          return [[file.name, importOutcomes.failed, known[file.error] ?? errors[file.error].at(-1) ?? '']];
        return [];
      });
      const { files: _, ...numbers } = report;
      const counts = Object.entries(numbers).map(([name, count]) => [name, formats.count(count)]);
      return {
        json: report,
        lines: [
          ...table(
            [{ heading: columns.name, long: true }, { heading: columns.state }, { heading: columns.what }],
            others,
            width,
          ),
          fill(results['documents-added'], Object.fromEntries(counts)),
        ],
        exitCode: report.files.some(isLeftOut) ? 1 : 0,
      };
    },
  ),
  command(
    'doc list',
    { positionals: { folder: folderArgument }, options: { bin: { flag: true } } },
    async ({ call, texts, formats, width }, { folder }, { bin }) => {
      const documents = await call('documentList', { folder, binned: bin });
      const { columns, results } = texts;
      const sorted = [...documents].sort((a, b) => formats.compare(a.name, b.name));
      const lines = table(
        [
          { heading: columns.name, long: true },
          { heading: columns.size, right: true },
          { heading: columns.version, right: true },
          { heading: columns.changed },
          ...(bin ? [{ heading: columns.binned }] : []),
          { heading: columns.id },
        ],
        sorted.map(({ id, name, sizeBytes, version, modifiedAt, binned }) => [
          name,
          formats.size(sizeBytes),
          String(version),
          formats.time(modifiedAt),
          ...(bin ? [binned === null ? '' : `${formats.time(binned.at)} ${binned.byName}`] : []),
          id,
        ]),
        width,
      );
      return { json: sorted, lines: lines.length > 0 ? lines : [results.none] };
    },
  ),
  command(
    'doc get',
    {
      positionals: { folder: folderArgument, document: documentArgument },
      options: { out: { label: 'PATH', required: true }, version: { label: 'N' }, overwrite: { flag: true } },
    },
    async ({ call, texts, formats, target }, { folder, document }, { out, version, overwrite }) => {
      const file = await target(out);
      const wanted = version === undefined ? {} : { version: wholeNumber(version) };
      const got = await call('documentGet', { folder, document, outPath: file, overwrite, ...wanted });
      const words = { ...got, file, size: formats.size(got.sizeBytes) };
      return { json: { ...got, file }, lines: [fill(texts.results['document-got'], words)] };
    },
  ),
  command(
    'doc versions',
    { positionals: { folder: folderArgument, document: documentArgument } },
    async ({ call, texts, formats }, { folder, document }) => {
      const versions = await call('documentVersions', { folder, document });
      const { columns } = texts;
      const lines = table(
        [
          { heading: columns.version, right: true },
          { heading: columns.size, right: true },
          { heading: columns.changed },
          { heading: columns.added },
          { heading: columns.by },
        ],
        versions.map(({ number, sizeBytes, modifiedAt, addedAt, authorName }) => [
          String(number),
          formats.size(sizeBytes),
          formats.time(modifiedAt),
          formats.time(addedAt),
          authorName,
        ]),
      );
      return { json: versions, lines };
    },
  ),
  command(
    'doc move',
    { positionals: { folder: folderArgument, document: documentArgument, toFolder: { label: 'TO-FOLDER' } } },
    async ({ call, texts }, { folder, document, toFolder }) => {
      const moved = await call('documentMove', { folder, document, toFolder });
      return { json: moved, lines: [fill(texts.results['document-moved'], moved)] };
    },
  ),
  command(
    'doc rename',
    { positionals: { folder: folderArgument, document: documentArgument, name: { label: 'NAME' } } },
    async ({ call, texts }, { folder, document, name }) => {
      const renamed = await call('documentRename', { folder, document, name });
      return { json: renamed, lines: [fill(texts.results['document-renamed'], renamed)] };
    },
  ),
  command(
    'doc rm',
    {
      positionals: { folder: folderArgument, document: documentArgument },
      options: { definitive: { flag: true }, reason: { label: 'TEXT' } },
    },
    async ({ call, texts }, { folder, document }, { definitive, reason }) => {
      if (reason !== undefined && !definitive) throw new UsageError('reason-without-definitive');
      const why = reason === undefined ? {} : { reason };
      const removed = await call('documentRemove', { folder, document, definitive, ...why });
      const { results } = texts;
      const line = removed.definitive ? results['document-erased'] : results['document-binned'];
      return { json: removed, lines: [fill(line, removed)] };
    },
  ),
  command(
    'doc restore',
    { positionals: { folder: folderArgument, document: documentArgument } },
    async ({ call, texts }, { folder, document }) => {
      const restored = await call('documentRestore', { folder, document });
      return { json: restored, lines: [fill(texts.results['document-restored'], restored)] };
    },
  ),
  command(
    'doc find',
    { positionals: { text: { label: 'TEXT' } } },
    async ({ call, texts, formats, width }, { text }) => {
      const found = await call('documentFind', { text, limit: mostFound });
      const { columns, results } = texts;
      const lines = table(
        [
          { heading: columns.folder, long: true },
          { heading: columns.name, long: true },
          { heading: columns.size, right: true },
          { heading: columns.changed },
          { heading: columns.id },
        ],
        found.map(({ id, name, folderName, sizeBytes, modifiedAt }) => [
          folderName,
          name,
          formats.size(sizeBytes),
          formats.time(modifiedAt),
          id,
        ]),
        width,
      );
      return {
        json: found,
        lines: lines.length > 0 ? lines : [results.none],
        remarks: found.length < mostFound ? [] : [fill(results['most-found'], { count: formats.count(mostFound) })],
      };
    },
  ),
];
