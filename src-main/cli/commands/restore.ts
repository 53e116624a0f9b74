import path from 'node:path';
import type { CallOutput } from '../../contract/calls.ts';
import { fill, type Messages } from '../../contract/messages/index.ts';
import { type CommandContext, command } from '../command.ts';
import type { Formats } from '../formats.ts';
import { sourceOptions, withSource } from '../restore-source.ts';
import { table } from '../table.ts';
import { UsageError } from '../usage-error.ts';
import { distinct, exitCodeOf, findingLines } from './finding-lines.ts';

const keyFile = { label: 'F' } as const;
const snapshotOption = { label: 'BACKUP' } as const;
const required = { required: true } as const;

export const restoreCommands = [
  command(
    'restore list',
    { options: { ...sourceOptions, 'recovery-key-file': keyFile } },
    async (context, _, options) => {
      const kitText = await kitTextOf(context, options['recovery-key-file'] ?? null);
      const listed = await withSource(context, options, (source) => context.ask('restoreList', { source, kitText }));
      const { texts } = context;
      return {
        json: listed,
        lines: () => [...findingLines(listed.findings, texts), ...listLines(listed, context)],
        exitCode: exitCodeOf(listed.findings),
        remarks: listed.writers.flatMap(({ isStale }) => (isStale ? [texts.results['restore-stale']] : [])).slice(0, 1),
      };
    },
  ),
  command(
    'restore verify',
    { options: { ...sourceOptions, 'recovery-key-file': keyFile } },
    async (context, _, options) => {
      const kitText = await kitTextOf(context, options['recovery-key-file'] ?? null);
      const verified = await withSource(context, options, (source) =>
        context.ask('restoreVerify', { source, kitText }),
      );
      const { texts, formats } = context;
      const { vault, snapshots, files, bytes, findings } = verified;
      const words = {
        name: vault,
        count: formats.count(findings.length),
        snapshots: formats.count(snapshots),
        files: formats.count(files),
        read: formats.count(files),
        size: formats.size(bytes),
      };
      const last = texts.backups[findings.length === 0 ? 'verified-clean' : 'verified-found'];
      return {
        json: verified,
        lines: () => [...findingLines(findings, texts), fill(last, words)],
        exitCode: exitCodeOf(findings),
      };
    },
  ),
  command(
    'restore request',
    { options: { out: { label: 'F', ...required }, keychain: { values: ['os', 'file'] } } },
    async ({ ask, texts, target }, _, { out, keychain = 'os' }) => {
      const asked = await ask('restoreRequest', { keychain, outPath: await target(out) });
      const { results } = texts;
      return {
        json: asked,
        lines: [fill(results['restore-requested'], asked), fill(results['control-words'], asked)],
      };
    },
  ),
  command(
    'restore ticket',
    {
      options: {
        request: { label: 'F', ...required },
        snapshot: { ...snapshotOption, ...required },
        'recovery-key-file': { ...keyFile, ...required },
        out: { label: 'F', ...required },
        fingerprint: { label: 'WORDS' },
        ...sourceOptions,
      },
    },
    async (context, _, { snapshot, out, ...options }) => {
      const { ask, texts, formats, textFrom, question, target } = context;
      const request = await textFrom(options.request, '--request');
      const kitText = await textFrom(options['recovery-key-file'], '--recovery-key-file');
      const outPath = await target(out);
      // Comparing is for people, so the words are typed from the other screen and never taken from the request.
      const fingerprint = options.fingerprint ?? (await question(texts.prompts.fingerprint));
      const made = await withSource(context, options, (source) =>
        ask('restoreTicket', { source, snapshot, request, fingerprint, kitText, outPath }),
      );
      const words = { ...made, backup: made.snapshot.id, time: formats.time(made.snapshot.at) };
      return {
        json: made,
        lines: [...findingLines(made.findings, texts), fill(texts.results['ticket-made'], words)],
        exitCode: exitCodeOf(made.findings),
      };
    },
  ),
  command(
    'restore vault',
    {
      options: {
        snapshot: snapshotOption,
        'recovery-key-file': keyFile,
        ticket: { label: 'F' },
        to: { label: 'DIR' },
        'in-place': { flag: true },
        'accept-findings': { flag: true },
        ...sourceOptions,
      },
    },
    async (context, _, { snapshot = null, ticket, to, ...options }) => {
      const kit = options['recovery-key-file'];
      if ((kit === undefined) === (ticket === undefined)) throw new UsageError('ticket-or-key');
      const inPlace = options['in-place'];
      if ((to === undefined) !== inPlace) throw new UsageError('to-or-in-place');
      const folder = to === undefined ? context.vault : path.resolve(to);
      const by =
        ticket === undefined
          ? ({ kind: 'recovery-key', kitText: await context.textFrom(kit ?? '', '--recovery-key-file') } as const)
          : ({ kind: 'ticket', path: path.resolve(ticket) } as const);
      const acceptFindings = options['accept-findings'];
      const outcome = await withSource(context, options, (source) =>
        context.ask('restoreVault', { source, snapshot, by, folder, inPlace, acceptFindings }),
      );
      return { json: outcome, lines: vaultLines(outcome, context), exitCode: outcome.restored === null ? 5 : 0 };
    },
  ),
  command(
    'restore doc',
    {
      positionals: { folder: { label: 'FOLDER' } },
      options: {
        document: { label: 'DOC' },
        snapshot: { ...snapshotOption, ...required },
        'recovery-key-file': { ...keyFile, ...required },
        to: { label: 'DIR', ...required },
        ...sourceOptions,
      },
    },
    async (context, { folder }, { document = null, snapshot, to, ...options }) => {
      const kitText = await context.textFrom(options['recovery-key-file'], '--recovery-key-file');
      const written = await withSource(context, options, (source) =>
        context.ask('restoreDocuments', { source, snapshot, kitText, folder, document, to: path.resolve(to) }),
      );
      const { texts, formats } = context;
      const { documents, failed } = written;
      const words = { ...written, documents: formats.count(documents.length), time: formats.time(written.snapshot.at) };
      const reasons: Readonly<Record<string, string>> = texts.importFailures;
      return {
        json: written,
        lines: [
          fill(texts.results['documents-restored'], words),
          ...(failed.length === 0
            ? []
            : [fill(texts.results['documents-not-restored'], { count: formats.count(failed.length) })]),
          ...failed.map(({ name, code }) => `  ${name}: ${reasons[code] ?? code}`),
        ],
        exitCode: failed.length === 0 ? 0 : failed.some(({ code }) => code === 'integrity-violated') ? 5 : 1,
      };
    },
  ),
  command(
    'restore finish',
    {
      options: {
        'recovery-key-file': { ...keyFile, ...required },
        'new-password-file': { label: 'F', ...required },
        keychain: { values: ['os', 'file'] },
        'without-backups': { flag: true },
        ...sourceOptions,
      },
    },
    async (context, _, { keychain, ...options }) => {
      const { ask, vault, textFrom, secretFrom } = context;
      const kitText = await textFrom(options['recovery-key-file'], '--recovery-key-file');
      const newPassphrase = await secretFrom(options['new-password-file']);
      const wanted = { vault, kitText, newPassphrase, ...(keychain && { keychain }) };
      const finished = options['without-backups']
        ? await ask('restoreFinish', { ...wanted, source: null })
        : await withSource(context, options, (source) => ask('restoreFinish', { ...wanted, source }));
      return { json: finished, lines: finishedLines(finished, context) };
    },
  ),
];

function finishedLines(finished: CallOutput<'restoreFinish'>, { texts, formats }: CommandContext): string[] {
  const { officer, replayed, from, unread, lostEntries, struckOff, broken, pending } = finished;
  const { results } = texts;
  const counts = Object.entries(replayed).map(([name, count]) => [name, formats.count(count)]);
  const toDo = pending.map((ceremony) => texts.pending[ceremony]);
  return [
    fill(results['restore-finished'], { name: officer.name, ...Object.fromEntries(counts) }),
    results['restore-known-from'][from ?? 'none'],
    ...(unread === 0 ? [] : [fill(results['restore-unread'], { count: formats.count(unread) })]),
    ...(lostEntries === null ? [] : [fill(results['restore-lost'], { count: formats.count(lostEntries) })]),
    ...(finished.officerChangedSince ? [results['restore-officer-since']] : []),
    ...struckOff.map(({ name }) => fill(results['restore-struck-off'], { name })),
    ...(finished.setAside === null ? [] : [fill(results['restore-set-aside-kept'], { name: finished.setAside })]),
    ...broken.map((id) => fill(results['recovery-broken'], { id })),
    ...(finished.grantsEnded ? [results['recovery-grants']] : []),
    ...(toDo.length === 0 ? [] : [fill(results['still-to-come'], { pending: toDo.join(', ') })]),
  ];
}

async function kitTextOf({ textFrom }: CommandContext, file: string | null): Promise<string | null> {
  return file === null ? null : await textFrom(file, '--recovery-key-file');
}

function listLines({ writers }: CallOutput<'restoreList'>, { texts, formats, width }: CommandContext): string[] {
  const { results, columns } = texts;
  if (writers.length === 0) return [results['restore-none']];
  return writers.flatMap((writer) => [
    writerLine(writer, texts, formats),
    ...table(
      [
        { heading: columns.backup },
        { heading: columns.time },
        { heading: columns.state },
        { heading: columns.documents },
        { heading: columns.size },
      ],
      writer.snapshots.map(({ id, at, state, documents, bytes, isWhole }) => [
        id,
        formats.time(at),
        texts.snapshotStates[isWhole ? state : 'damaged'],
        formats.count(documents),
        formats.size(bytes),
      ]),
      width,
    ),
  ]);
}

function writerLine(
  { computer, isVouchedFor, lastSignAt }: CallOutput<'restoreList'>['writers'][number],
  { results }: Messages,
  formats: Formats,
): string {
  if (!isVouchedFor) return fill(results['restore-not-vouched'], { computer });
  if (lastSignAt === null) return fill(results['restore-writer-silent'], { computer });
  return fill(results['restore-writer'], { computer, time: formats.time(lastSignAt) });
}

function vaultLines(outcome: CallOutput<'restoreVault'>, { texts, formats }: CommandContext): string[] {
  const { results } = texts;
  const { restored, findings, lastSignAt, isStale, isAcceptable, rootFingerprint } = outcome;
  const seen = findingLines(findings, texts);
  if (restored === null) {
    const count = formats.count(distinct(findings).length);
    const time = lastSignAt === null ? results.none : formats.time(lastSignAt);
    return [
      ...seen,
      fill(results['restore-refused'], { count, time }),
      ...(isStale ? [results['restore-stale']] : []),
      results[isAcceptable ? 'restore-accept' : 'restore-hopeless'],
    ];
  }
  const { folder, snapshot, documents, bytes, setAside } = restored;
  const words = {
    folder,
    time: formats.time(snapshot.at),
    documents: formats.count(documents),
    size: formats.size(bytes),
  };
  return [
    ...seen,
    fill(results['restore-root'], { fingerprint: rootFingerprint }),
    ...(setAside === null ? [] : [fill(results['vault-set-aside'], { name: setAside })]),
    fill(results['vault-restored'], words),
  ];
}
