import { type Formats, useFormats } from '../../i18n/format.ts';
import { type Say, useTexts } from '../../i18n/texts.ts';
import type { Entry } from './sentence.ts';
import type { logNl } from './texts.nl.ts';
import { logTexts } from './texts.ts';

export interface Fact {
  readonly key: string;
  readonly label: string;
  readonly value: string;
}

type Label = Exclude<keyof typeof logNl & `fact${string}`, 'factDay'>;

/** The facts that people read, in this order. What else an entry holds is for programs, and in the export. */
const labels: Readonly<Record<string, Label>> = {
  reason: 'factReason',
  rights: 'factRights',
  endsAt: 'factEndsAt',
  computer: 'factComputer',
  fingerprint: 'factFingerprint',
  version: 'factVersion',
  added: 'factAdded',
  newVersions: 'factNewVersions',
  documents: 'factDocuments',
  archived: 'factArchived',
  idleLockMinutes: 'factIdleLock',
  secondFactor: 'factSecondFactor',
  officeProfile: 'factOfficeProfile',
  left: 'factLeft',
  found: 'factFound',
  remembered: 'factRemembered',
  findings: 'factFindings',
  report: 'factReport',
};
const words = ['read', 'write', 'compulsory', 'optional'] as const;
const profileParts = ['name', 'email', 'telephone', 'address'] as const;
/** What a date can hold, in ms. */
const latestTime = 8.64e15;

function written(
  name: string,
  value: unknown,
  { names }: Entry,
  say: Say<typeof logNl>,
  formats: Formats,
): string | null {
  if (name === 'endsAt') return typeof value === 'number' && value <= latestTime ? formats.timeInText(value) : null;
  if (typeof value === 'number') return formats.number(value);
  if (typeof value === 'boolean') return say(value ? 'yes' : 'no');
  if (typeof value === 'string') {
    const word = words.find((known) => known === value);
    return word === undefined ? (names[value] ?? value) : say(word);
  }
  if (!Array.isArray(value) || value.length === 0) return null;
  if (name === 'officeProfile')
    return profileParts
      .filter((part) => value.includes(part))
      .map((part) => say(part))
      .join(', ');
  const known = value.flatMap((id) => (typeof id === 'string' && names[id]) || []);
  return known.length === 0 ? formats.number(value.length) : known.join(', ');
}

/** What an entry says beside its sentence. */
export function useFacts(): (entry: Entry) => readonly Fact[] {
  const say = useTexts(logTexts);
  const formats = useFormats();
  return (entry) => {
    const facts = Object.entries(labels).flatMap(([key, label]) => {
      const value = key in entry.facts ? written(key, entry.facts[key], entry, say, formats) : null;
      return value === null ? [] : [{ key, label: say(label), value }];
    });
    const days = Object.entries(Object(entry.facts.days)).flatMap(([day, count]) =>
      typeof count === 'number' && /^\d{4}-\d{2}-\d{2}$/.test(day)
        ? [{ key: day, label: say('factDay', { day: formats.day(day) }), value: say('moreFailures', { count }) }]
        : [],
    );
    return [...facts, ...days];
  };
}
