import { describe, expect, it } from 'vitest';
import { candidates, giverOf } from '../../src-renderer/features/access/grants.ts';
import { archivedNamed } from '../../src-renderer/features/archive/archived.ts';
import { folderRows, foldersNamed } from '../../src-renderer/features/folders/folder-row.ts';
import { latestOnly } from '../../src-renderer/features/folders/latest-only.ts';
import { formatsOf } from '../../src-renderer/i18n/format.ts';
import { personSortName, sortName } from '../../src-renderer/i18n/sort-name.ts';

describe('the list of folders', () => {
  const folder = { id: 'f', name: 'Zoë Özdemir', kind: 'client' as const, createdAt: 1, rights: 'read' as const };

  it('stands before what takes longer to know, and takes it in when it comes', () => {
    expect(folderRows([folder], undefined)).toEqual([{ ...folder, documents: null, changedAt: null, people: null }]);
    const summary = { id: 'f', documents: 0, changedAt: null, people: 2, since: null };
    expect(folderRows([folder], [summary])[0]).toMatchObject({ documents: 0, changedAt: null, people: 2 });
  });

  it('is found by every word, whatever the case, the accents and how ij is written', () => {
    const rows = [folder, { ...folder, id: 'g', name: 'Bakkerĳ Dijkstra' }];
    const ids = (text: string) => foldersNamed(rows, text).map(({ id }) => id);
    expect(ids('ozdemir ZOE')).toEqual(['f']);
    expect(ids('bakkerij')).toEqual(['g']);
    expect(ids('zoe bakkerij')).toEqual([]);
    expect(ids('  ')).toEqual(['f', 'g']);
  });
});

describe('the place of a name in the list', () => {
  it('is that of the surname, whatever stands before it', () => {
    expect(sortName('Van den Berg & Zn.')).toBe('Berg & Zn., Van den');
    expect(sortName("in 't Veld, mevr.")).toBe("Veld, mevr., in 't");
    expect(sortName('Vander Elst')).toBe('Vander Elst');
    expect(sortName('Bos, dhr. van')).toBe('Bos, dhr. van');
    expect(sortName('De')).toBe('De');
  });

  it('of a person is that of the surname too, without its prefix', () => {
    expect(personSortName('Petra van der Meer')).toBe('Meer, van der, Petra');
    expect(personSortName('Anna Maria de Vries-Smit')).toBe('Vries-Smit, de, Anna Maria');
    expect(personSortName("Jan in 't Veld")).toBe("Veld, in 't, Jan");
    expect(personSortName('Anouk Jansen')).toBe('Jansen, Anouk');
    expect(personSortName('Petra')).toBe('Petra');
    const people = ['Petra van der Meer', 'Ineke de Boer', 'Ruud Hoekstra', 'Sanne Bakker'].map((name) => ({ name }));
    const names = formatsOf('nl')
      .byPersonName(people)
      .map(({ name }) => name);
    expect(names).toEqual(['Sanne Bakker', 'Ineke de Boer', 'Ruud Hoekstra', 'Petra van der Meer']);
  });
});

describe('searching while one types', () => {
  it('asks one thing at a time, skips what was overtaken, and drops answers to what is no longer wanted', async () => {
    const asked: string[] = [];
    const answered: string[] = [];
    const open: (() => void)[] = [];
    const search = latestOnly(
      (text: string) =>
        new Promise<string>((resolve) => {
          asked.push(text);
          open.push(() => resolve(text));
        }),
      (text) => answered.push(text),
    );
    for (const text of ['p', 'po', 'pol']) search.want(text);
    expect(asked).toEqual(['p']);
    open[0]?.();
    await expect.poll(() => asked).toEqual(['p', 'pol']);
    expect(answered).toEqual([]);
    open[1]?.();
    await expect.poll(() => answered).toEqual(['pol']);
    search.want('polis');
    search.want(null);
    open[2]?.();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(answered).toEqual(['pol']);
  });
});

describe('access', () => {
  const user = (id: string, role: 'privacy-officer' | 'office-manager' | 'employee' | 'it-admin') => ({
    id,
    name: id,
    role,
    state: 'active' as const,
    createdAt: 1,
    fingerprint: '',
    renew: false,
    lastSignInAt: null,
    secondFactor: null,
  });
  const users = [
    user('officer', 'privacy-officer'),
    user('manager', 'office-manager'),
    user('employee', 'employee'),
    user('admin', 'it-admin'),
    { ...user('gone', 'employee'), state: 'disabled' as const },
  ];
  const ids = (kind: 'client' | 'personnel', members: string[] = []) =>
    candidates(users, kind, new Set(members)).map(({ id }) => id);

  it('is offered to whom the vault would give it, and to nobody who has it', () => {
    expect(ids('client')).toEqual(['manager', 'employee']);
    expect(ids('personnel')).toEqual(['manager']);
    expect(ids('client', ['employee'])).toEqual(['manager']);
  });

  it('was given by whom the record of that very grant says', () => {
    const member = { id: 'e', name: 'Els', rights: 'read' as const, since: 20, until: null, endsAt: null };
    const given = (at: number, byName: string) => ({
      id: `${at}`,
      name: 'Els',
      what: 'access-given' as const,
      at,
      by: 'x',
      byName,
      document: null,
      version: null,
    });
    expect(giverOf(member, [given(30, 'Later'), given(20, 'Ank'), given(10, 'Eerder')])).toBe('Ank');
    expect(giverOf(member, [given(10, 'Eerder')])).toBeNull();
  });
});

describe('the open archive', () => {
  it('is searched in names of documents together with those of their folders', () => {
    const archived = (id: string, name: string, folderName: string) => ({
      id,
      name,
      folder: 'f',
      folderName,
      sealedAt: 1,
      sealedBy: 'u',
      sealedByName: 'U',
      version: 1,
      sizeBytes: 1,
      modifiedAt: 1,
      versions: [],
    });
    const all = [archived('1', 'Polis.pdf', 'Özdemir'), archived('2', 'Polis.pdf', 'Jansen')];
    expect(archivedNamed(all, 'polis ozdemir').map(({ id }) => id)).toEqual(['1']);
    expect(archivedNamed(all, '')).toHaveLength(2);
  });
});
