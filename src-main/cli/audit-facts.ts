import type { CallOutput } from '../contract/calls.ts';
import { fill, type Messages } from '../contract/messages/index.ts';
import type { Formats } from './formats.ts';
import { wordFor } from './word-for.ts';

type Entry = Pick<CallOutput<'auditList'>[number], 'subject' | 'facts' | 'names'>;

/** For programs: they are in the JSON and the CSV. */
const technical: ReadonlySet<string> = new Set([
  'archive',
  'certificate',
  'compartment',
  'epoch',
  'message',
  'note',
  'record',
  'rememberedHash',
  'slotHash',
  'slotVersion',
]);

/** Whose value is a word of the format, shown in the reader's language. */
const wordFacts: ReadonlySet<string> = new Set(['rights', 'role', 'secondFactor', 'officeProfile', 'rotation']);

const longestList = 3;
/** In characters; a reason has up to 2,000. One line that has more would make every line of the table as wide. */
const longestLine = 3000;
/** What a date can hold, in ms. */
const latestTime = 8.64e15;

/** The facts of an entry that people read, on one line: ids by their names, unless the entry has them beside. */
export function auditFacts({ subject, facts, names }: Entry, texts: Messages, formats: Formats): string {
  const labels: Readonly<Record<string, string>> = texts.facts;
  const words: Readonly<Record<string, string>> = {
    ...texts.rights,
    ...texts.roles,
    ...texts.secondFactors,
    ...texts.profileParts,
    ...texts.rotations,
  };
  const written = (value: unknown): string | null => {
    if (value === null || (subject !== null && value === subject.id)) return null;
    if (typeof value === 'number') return formats.count(value);
    if (typeof value !== 'string') return JSON.stringify(value);
    return wordFor(names, value) ?? (isId(value) ? null : value);
  };
  const listed = (values: readonly unknown[]): string | null => {
    const known = values.map(written).filter((value) => value !== null);
    if (known.length === 0) return values.length === 0 ? null : formats.count(values.length);
    const more = values.length - Math.min(known.length, longestList);
    return `${known.slice(0, longestList).join(', ')}${more > 0 ? ` +${more}` : ''}`;
  };
  const line = Object.entries(facts)
    .flatMap(([name, value]) => {
      const label = wordFor(labels, name) ?? name;
      if (technical.has(name)) return [];
      if (name === 'days') return failedSignIns(value, texts, formats);
      // It ends where the day after begins.
      if (name === 'endsAt' && isTime(value)) return [`${label}: ${formats.day(value - 1)}`];
      if (name.endsWith('At') && isTime(value)) return [`${label}: ${formats.time(value)}`];
      const worded = (one: unknown) =>
        wordFacts.has(name) && typeof one === 'string' ? (wordFor(words, one) ?? one) : one;
      const text = Array.isArray(value) ? listed(value.map(worded)) : written(worded(value));
      return text === null ? [] : [`${label}: ${text}`];
    })
    .join('; ');
  return line.length > longestLine ? `${line.slice(0, longestLine)}…` : line;
}

/** Counts by day. */
function failedSignIns(days: unknown, { facts }: Messages, formats: Formats): string[] {
  return Object.entries(Object(days)).flatMap(([day, count]) => {
    const at = Date.parse(`${day}T00:00`);
    if (typeof count !== 'number' || !isTime(at)) return [];
    return [fill(facts['failed-sign-ins'], { count: String(count), day: formats.day(at) })];
  });
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= latestTime;
}

function isId(value: string): boolean {
  return /^[0-9a-f]{32}$/.test(value);
}
