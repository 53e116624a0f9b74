import { expect, test, vi } from 'vitest';
import { auditFacts } from '../../../src-main/cli/audit-facts.ts';
import { formatsOf } from '../../../src-main/cli/formats.ts';
import { languages } from '../../../src-main/contract/messages/index.ts';

const [sanne, jansen, letter] = ['0'.repeat(32), '1'.repeat(32), '2'.repeat(32)];
const names = { [sanne]: 'Sanne', [jansen]: 'Jansen' };
const nothing = { subject: null, names, facts: {} };

function shown(facts: Record<string, unknown>, subject: string | null = null): { nl: string; en: string } {
  const entry = { ...nothing, facts, subject: subject === null ? null : { id: subject, name: 'x' } };
  return {
    nl: auditFacts(entry, languages.nl, formatsOf('nl')),
    en: auditFacts(entry, languages.en, formatsOf('en')),
  };
}

test('failed sign-ins are counted by day', () => {
  expect(shown({ days: { '2026-11-22': 11, '2026-11-23': 1 } })).toEqual({
    nl: '11 mislukte pogingen met een wachtwoord of code op 22-11-2026; 1 mislukte pogingen met een wachtwoord of code op 23-11-2026',
    en: '11 failed attempts with a password or code on 2026-11-22; 1 failed attempts with a password or code on 2026-11-23',
  });
});

test('of the profile of an office the parts that are other ones are said', () => {
  expect(shown({ officeProfile: ['email', 'address'] })).toEqual({
    nl: 'kantoorprofiel gewijzigd: e-mailadres, postadres',
    en: 'office profile changed: e-mail address, postal address',
  });
});

test('days are those of the log, and times those of the computer, wherever it stands', () => {
  const endsAt = Date.UTC(2026, 10, 22, 23, 30);
  vi.stubEnv('TZ', 'America/New_York');
  const west = shown({ days: { '2026-11-22': 2 }, endsAt }).en;
  vi.stubEnv('TZ', 'Europe/Amsterdam');
  const east = shown({ days: { '2026-11-22': 2 }, endsAt });
  vi.unstubAllEnvs();
  expect(west).toBe('2 failed attempts with a password or code on 2026-11-22; last day: 2026-11-22');
  expect(east).toEqual({
    nl: '2 mislukte pogingen met een wachtwoord of code op 22-11-2026; laatste dag: 23-11-2026',
    en: '2 failed attempts with a password or code on 2026-11-22; last day: 2026-11-23',
  });
});

test('what is for programs is left out: hashes, versions of slots, empty lists, and what the entry is about', () => {
  const technical = {
    slotVersion: 3,
    slotHash: 'ab'.repeat(32),
    epoch: 2,
    newVersions: [],
    endsAt: null,
    note: letter,
    archive: 'a',
    certificate: 1,
    compartment: 'b',
    message: 'c',
    record: 'd',
    rememberedHash: 'e',
  };
  expect(shown({ ...technical, folder: jansen }, jansen)).toEqual({ nl: '', en: '' });
});

test('ids have their names, lists of ids without a name are counted, words are in the language', () => {
  const facts = {
    user: sanne,
    folder: jansen,
    rights: 'read',
    added: [letter, letter],
    compartments: [jansen, letter],
  };
  expect(shown(facts)).toEqual({
    nl: 'gebruiker: Sanne; dossier: Jansen; rechten: lezen; opgenomen: 2; sleutels: Jansen +1',
    en: 'user: Sanne; folder: Jansen; rights: read; added: 2; keys: Jansen +1',
  });
});

test('of a long list three names are shown, and how many are left; roles have their words', () => {
  const four = ['3', '4', '5', '6'].map((digit) => digit.repeat(32));
  const known = Object.fromEntries(four.map((id, index) => [id, `Folder ${index + 1}`]));
  const entry = { ...nothing, names: known, facts: { compartments: [...four, letter], role: 'it-admin' } };
  expect(auditFacts(entry, languages.en, formatsOf('en'))).toBe(
    'keys: Folder 1, Folder 2, Folder 3 +2; role: IT administrator',
  );
  expect(auditFacts(entry, languages.nl, formatsOf('nl'))).toBe(
    'sleutels: Folder 1, Folder 2, Folder 3 +2; rol: IT-beheerder',
  );
});

test('a fact of a newer version is shown by its own name', () => {
  expect(shown({ something: 'new' }).en).toBe('something: new');
});

test('what somebody made up is shown as it is, and cut short', () => {
  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    const facts = JSON.parse(`{ "${name}": "${name}", "rights": "${name}", "endsAt": 1e300 }`);
    expect(shown(facts).en).toBe(`${name}: ${name}; rights: ${name}; last day: ${formatsOf('en').count(1e300)}`);
  }
  for (const days of [null, 'abc', 7, { x: 1 }, { '2026-11-22': { toString: 1 } }]) expect(shown({ days }).en).toBe('');
  expect(shown({ reason: 'x'.repeat(1_000_000) }).en.length).toBeLessThan(4000);
});
