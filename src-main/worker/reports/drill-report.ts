import type { ReportDocument, ReportSection } from '../../adapters/reports/render-report.ts';
import type { DrillResult } from '../../contract/drill.ts';
import { fill, type Language, languages } from '../../contract/messages/index.ts';
import { type DrillReportTexts, drillReportTexts } from './drill-report-texts.ts';
import { type ReportWords, reportWords } from './report-words.ts';

/** By whom a drill was done, for those who read its report. */
export interface DrillSigner {
  readonly office: string;
  readonly officer: string;
  readonly computer: string;
  readonly program: string;
  /** Verification characters of the key that signs, and of the root that it hangs on. */
  readonly key: string;
  readonly root: string;
}

/** More than anybody reads; the program's own check names the rest. */
const mostFindings = 50;

/** The report of a drill for people, without the name of a client. */
export function drillReport(result: DrillResult, signer: DrillSigner, language: Language): ReportDocument {
  const texts = drillReportTexts[language];
  const words = reportWords(language);
  const sections: readonly ReportSection[] = [
    whoSection(result, signer, texts, words),
    backupSection(result, texts, words),
    timeSection(result, texts, words),
    comparedSection(result, texts, words),
    findingsSection(result, texts, language, words),
    ...(result.passed ? [texts.proves] : []),
    texts.provesNot,
    { heading: texts.signature.heading, points: texts.signature.points.map((point) => fill(point, { ...signer })) },
  ];
  return {
    title: texts.title,
    language,
    author: signer.officer,
    lead: [result.passed ? texts.passed : texts.failed, ...(result.isStale ? [texts.stale] : [])],
    sections,
  };
}

function whoSection(
  { startedAt, endedAt }: DrillResult,
  { office, officer, computer, program }: DrillSigner,
  { who }: DrillReportTexts,
  { moment }: ReportWords,
): ReportSection {
  return {
    heading: who.heading,
    facts: [
      [who.office, office],
      [who.officer, officer],
      [who.computer, computer],
      [who.program, `Dossierkluis ${program}`],
      [who.started, moment(startedAt)],
      [who.ended, moment(endedAt)],
    ],
  };
}

function backupSection(
  { target, snapshot, startedAt, beside, repository }: DrillResult,
  { backup }: DrillReportTexts,
  { moment, duration, count, size }: ReportWords,
): ReportSection {
  return {
    heading: backup.heading,
    facts: [
      [backup.target, target],
      [backup.id, snapshot.id],
      [backup.at, moment(snapshot.at)],
      [backup.age, duration(Math.max(0, startedAt - snapshot.at))],
      ...(beside === null
        ? []
        : [[backup.since, fill(backup.entries, { count: count(beside.entriesSince) })] as const]),
      [backup.content, `${count(snapshot.documents)} (${size(snapshot.bytes)})`],
      [backup.repository, `${count(repository.snapshots)} (${size(repository.bytes)})`],
    ],
  };
}

function timeSection(
  { startedAt, endedAt, restoreMs }: DrillResult,
  { time }: DrillReportTexts,
  { duration }: ReportWords,
): ReportSection {
  const totalMs = endedAt - startedAt;
  return {
    heading: time.heading,
    facts: [
      [time.restore, restoreMs === null ? time.notRestored : duration(restoreMs)],
      ...(restoreMs === null ? [] : [[time.compare, duration(Math.max(0, totalMs - restoreMs))] as const]),
      [time.total, duration(totalMs)],
    ],
  };
}

function comparedSection(
  { proved, beside }: DrillResult,
  { compared }: DrillReportTexts,
  { count, size }: ReportWords,
): ReportSection {
  if (proved === null || beside === null) return { heading: compared.heading, points: [compared.nothing] };
  const tally = ({ same, changed, gone }: typeof beside.records) =>
    fill(compared.tally, { same: count(same), changed: count(changed), gone: count(gone) });
  return {
    heading: compared.heading,
    facts: [
      [compared.documents, count(proved.documents)],
      [compared.archived, count(proved.archived)],
      [compared.read, size(proved.bytes)],
      [compared.beside, tally(beside.documents)],
      [compared.records, count(proved.records)],
      [compared.recordsBeside, tally(beside.records)],
      [compared.pages, count(proved.pages)],
      [compared.keys, count(proved.keys)],
      [compared.access, fill(compared.accessLists, { lists: count(proved.accessLists), people: count(proved.people) })],
      [compared.entries, fill(compared.chain, { count: count(proved.entries) })],
    ],
  };
}

function findingsSection(
  { findings }: DrillResult,
  { findings: texts }: DrillReportTexts,
  language: Language,
  { count }: ReportWords,
): ReportSection {
  if (findings.length === 0) return { heading: texts.heading, points: [texts.none] };
  const { problems } = languages[language];
  const distinct = [...new Set(findings.map(({ part, problem }) => `${problems[problem]}: ${part}`))];
  const more = distinct.length - mostFindings;
  return {
    heading: texts.heading,
    points: [...distinct.slice(0, mostFindings), ...(more > 0 ? [fill(texts.more, { count: count(more) })] : [])],
  };
}
