import { describe, expect, test } from 'vitest';
import { roleTexts } from '../../src-renderer/app/role-texts.ts';
import { actionsNl } from '../../src-renderer/features/log/actions.nl.ts';
import { type Entry, isNameless, sentenceOf } from '../../src-renderer/features/log/sentence.ts';
import { actionTexts, logTexts } from '../../src-renderer/features/log/texts.ts';
import { sayIn } from '../support/say.ts';

const inWords = (entry: Entry, language: 'nl' | 'en') =>
  sentenceOf(entry, {
    say: sayIn(logTexts, language),
    sayAction: sayIn(actionTexts, language),
    sayRole: sayIn(roleTexts, language),
  });

const names = { p: 'Petra', s: 'Sanne', f: 'Jansen Holding', d: 'Polis.pdf' };
const entry = (name: string, facts: Entry['facts'], more: Partial<Entry> = {}): Entry => ({
  id: '1.0',
  name,
  position: 1,
  at: 0,
  actor: { id: 'p', name: 'Petra' },
  subject: null,
  facts,
  names,
  erased: false,
  problem: null,
  ...more,
});

describe('an entry of the log in a sentence', () => {
  test('names who, what and where, and says a right in words', () => {
    const granted = entry('folder-granted', { folder: 'f', user: 's', rights: 'write', endsAt: null });
    expect(inWords(granted, 'nl')).toBe('gaf Sanne toegang tot ‘Jansen Holding’: wijzigen');
    expect(inWords(granted, 'en')).toBe('gave Sanne access to “Jansen Holding”: write');
    expect(inWords(entry('user-added', { user: 's', role: 'employee' }), 'nl')).toBe('voegde Sanne toe als medewerker');
    expect(inWords(entry('user-added', { user: 's', role: 'it-admin' }), 'nl')).toBe(
      'voegde Sanne toe als IT-beheerder',
    );
  });

  test('counts what was added, old documents with new versions too', () => {
    const added = entry('documents-added', { folder: 'f', added: ['a', 'b'], newVersions: ['c'] });
    expect(inWords(added, 'nl')).toBe('nam 3 documenten op in ‘Jansen Holding’');
    expect(inWords(entry('documents-added', { folder: 'f', added: ['a'], newVersions: [] }), 'en')).toBe(
      'added 1 document to “Jansen Holding”',
    );
  });

  test('counts failed attempts as what they were, of a passphrase that is asked again too', () => {
    const told = (count: number) => entry('sign-ins-failed', { days: { '2026-11-22': count } });
    expect(inWords(told(1), 'nl')).toBe('noteerde: er was 1 mislukte poging met een wachtwoord of code');
    expect(inWords(told(3), 'nl')).toBe('noteerde: er waren 3 mislukte pogingen met een wachtwoord of code');
    expect(inWords(told(2), 'en')).toBe('noted: there were 2 failed attempts with a password or code');
  });

  test('says of a document without a name that it is sealed', () => {
    const read = entry('document-read', { folder: 'f', document: 'x' });
    expect(inWords(read, 'nl')).toBe('las een verzegeld document in ‘Jansen Holding’');
    expect(isNameless(read)).toBe(true);
    const sealed = entry('document-sealed', { folder: 'f', document: 'x' });
    expect(inWords(sealed, 'en')).toBe('sealed a document of “Jansen Holding”');
    expect(isNameless(entry('document-read', { folder: 'f', document: 'd' }))).toBe(false);
    expect(isNameless(entry('signed-in', {}))).toBe(false);
  });

  test('is whole for every action, also when nothing it names is known any more', () => {
    for (const language of ['nl', 'en'] as const) {
      for (const action of Object.keys(actionsNl)) {
        const sentence = inWords(entry(action, {}, { names: {} }), language);
        expect(sentence, action).not.toMatch(/\{\{|undefined|null/);
        expect(sentence.length, action).toBeGreaterThan(5);
      }
    }
  });

  test('says so when it was erased, cannot be read, or is of a later program', () => {
    expect(inWords(entry('', {}, { erased: true }), 'nl')).toContain('definitief gewist');
    expect(inWords(entry('', {}, { problem: 'detail-altered' }), 'nl')).toBe('(niet te lezen)');
    expect(inWords(entry('moon-landed-on', {}), 'en')).toContain('moon-landed-on');
  });
});
