import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { roleTexts } from '../../app/role-texts.ts';
import { type Say, useTexts } from '../../i18n/texts.ts';
import { actionsNl } from './actions.nl.ts';
import type { logNl } from './texts.nl.ts';
import { actionTexts, logTexts } from './texts.ts';

/** One line of the log. */
export type Entry = WindowOutput<'auditList'>[number];
type Facts = Entry['facts'];

type ActionKey = keyof typeof actionsNl;
const actionKeys: ReadonlySet<string> = new Set(Object.keys(actionsNl));
const isAction = (name: string): name is ActionKey => actionKeys.has(name);

const text = (facts: Facts, name: string): string | null => {
  const value = facts[name];
  return typeof value === 'string' ? value : null;
};
const listed = (facts: Facts, name: string): readonly unknown[] => {
  const value = facts[name];
  return Array.isArray(value) ? value : [];
};
const sum = (days: unknown): number =>
  Object.values(Object(days)).reduce<number>((total, count) => total + (typeof count === 'number' ? count : 0), 0);

/** Whether it is about a document whose name only the open archive has: what is erased takes its entries with it. */
export function isNameless({ facts, names, subject }: Entry): boolean {
  const id = text(facts, 'document');
  return id !== null && names[id] === undefined && (subject?.id !== id || subject.name === null);
}

/** What the sentences name, each in words also where the log knows no name of it any more. */
function valuesOf(entry: Entry, say: Say<typeof logNl>, role: (name: string) => string) {
  const { name, facts, names, subject, actor } = entry;
  const named = (id: string | null): string | null => {
    const known = id === null ? null : (names[id] ?? (id === subject?.id ? subject.name : null));
    return known === null ? null : say('quoted', { name: known });
  };
  const person = (id: string | null): string =>
    id === null ? say('somebody') : id === actor?.id ? say('myself') : (names[id] ?? say('somebody'));
  const folder = named(text(facts, 'folder')) ?? say('aFolder');
  const taken = listed(facts, 'added').length + listed(facts, 'newVersions').length;
  const rights = text(facts, 'rights');
  const rows = facts.rows;
  return {
    folder,
    part: named(text(facts, 'compartment')) ?? say('aPart'),
    document:
      named(text(facts, 'document')) ?? say(isNameless(entry) && name !== 'document-sealed' ? 'aSealed' : 'aDocument'),
    documents: say('documents', { count: taken + listed(facts, 'documents').length }),
    rows: say('rows', { count: typeof rows === 'number' ? rows : 0 }),
    user: person(text(facts, 'user')),
    owner: person(text(facts, 'owner')),
    computer: named(text(facts, 'computer')) ?? say('aComputer'),
    from: named(text(facts, 'from')) ?? say('aFolder'),
    to: named(text(facts, 'to')) ?? say('aFolder'),
    rights: rights === 'read' || rights === 'write' ? say(rights) : '',
    role: role(text(facts, 'role') ?? ''),
    task: named(text(facts, 'task')) ?? say('aTask'),
    answer: text(facts, 'state') === 'granted' ? say('granted') : say('refused'),
    rotation: say(text(facts, 'rotation') === 'rotate-office-secret' ? 'officeSecret' : 'databaseKey'),
    failures: say('failures', { count: sum(facts.days) }),
  };
}

interface Says {
  readonly say: Say<typeof logNl>;
  readonly sayAction: Say<typeof actionsNl>;
  readonly sayRole: Say<typeof roleTexts.nl>;
}

/** What was done in an entry, in words, behind the name of who did it. */
export function sentenceOf(entry: Entry, { say, sayAction, sayRole }: Says): string {
  const role = (name: string) => {
    const known = (['privacy-officer', 'office-manager', 'employee', 'it-admin'] as const).find((one) => one === name);
    if (known === undefined) return name;
    const word = sayRole(known);
    // Amid a sentence a role is no name, but for those with capitals of their own.
    return /^[A-Z][^A-Z]+$/.test(word) ? word.toLocaleLowerCase() : word;
  };
  const { name, facts, erased } = entry;
  if (erased) return say('erased');
  if (name === '') return say('unreadable');
  if (!isAction(name)) return say('unknownAction', { action: name });
  if (name === 'archive-listed' && text(facts, 'folder') === null) return say('allFolders');
  return sayAction(name, valuesOf(entry, say, role));
}

/** `sentenceOf` in the language of the moment. */
export function useSentence(): (entry: Entry) => string {
  const say = useTexts(logTexts);
  const sayAction = useTexts(actionTexts);
  const sayRole = useTexts(roleTexts);
  return (entry) => sentenceOf(entry, { say, sayAction, sayRole });
}
