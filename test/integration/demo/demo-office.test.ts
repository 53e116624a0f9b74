import { expect, test } from 'vitest';
import type { Task } from '../../../src-main/contract/tasks.ts';
import { Calendar } from '../../../src-main/demo/calendar.ts';
import { makeDemoOffice } from '../../../src-main/demo/make-office.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { startClient } from '../../support/vault-client.ts';

/** Eight passwords at their real cost take some half a minute, several times that on a machine that is busy. */
const patienceMs = 300_000;
const dayMs = 24 * 60 * 60 * 1000;

test(
  'the demonstration has eight people who can sign in, six hundred documents, and something on everybody’s desk',
  async () => {
    const home = tempFolder();
    const calendar = new Calendar();
    const client = startClient({ configFolder: home.file('config'), scene: calendar.scene });
    const { vault, people } = await makeDemoOffice(client, home.file('demo'), calendar);
    expect(people.map(({ role }) => role).sort()).toEqual([
      ...Array.from({ length: 5 }, () => 'employee'),
      'it-admin',
      'office-manager',
      'privacy-officer',
    ]);
    for (const { name, password, role } of people) {
      const { session, unfinished } = await client.call('signIn', null, { vault, name, password });
      expect(unfinished).toEqual([]);
      const { folders, broken } = await client.call('folderList', session, {});
      expect(broken).toEqual([]);
      expect(folders.length > 0).toBe(role !== 'it-admin');
      const tasks = await client.call('taskList', session, { scope: 'mine', state: 'open' });
      expect(tasks.length).toBeGreaterThan(0);
      if (role === 'privacy-officer') {
        expect(folders.map(({ kind }) => kind).filter((kind) => kind === 'personnel')).toHaveLength(2);
        expect(folders).toHaveLength(42);
        await lookAround(session);
      }
      await client.call('signOut', session, {});
    }

    async function lookAround(session: string): Promise<void> {
      const summaries = await client.call('folderSummaries', session, {});
      const { password } = people[0] ?? { password: '' };
      const archived = await client.call('archiveList', session, { password });
      const bins = await Promise.all(
        summaries.map(({ id: folder }) => client.call('documentList', session, { folder, binned: true })),
      );
      const documents = summaries.reduce((sum, folder) => sum + folder.documents, 0);
      expect(documents + archived.documents.length + bins.flat().length).toBe(606);
      const all = await client.call('taskList', session, { scope: 'all', state: 'open' });
      const standings: Task['standing'][] = ['overdue', 'escalated', 'today', 'coming', 'later'];
      for (const standing of standings) expect(all.map((task) => task.standing)).toContain(standing);
      expect(all.some(({ recurrence }) => recurrence !== null)).toBe(true);
      const requests = await client.call('requestListAll', session, {});
      expect(requests.map(({ state }) => state).sort()).toEqual(['granted', 'open', 'refused']);
      const access = await client.call('accessOfPerson', session, { user: 'Sanne Bakker' });
      expect(access.some(({ endsAt }) => endsAt !== null)).toBe(true);
      const log = await client.call('auditList', session, { limit: 10_000 });
      expect(new Set(log.map(({ name }) => name))).toContain('folder-revoked');
      expect(new Set(log.map(({ at }) => Math.floor(at / dayMs))).size).toBeGreaterThan(30);
      expect(Math.max(...log.map(({ at }) => at))).toBeLessThanOrEqual(Date.now());
      const { documents: opened } = await client.call('recentList', session, {});
      expect(opened.length).toBeGreaterThan(0);
      expect((await client.call('check', session, {})).findings).toEqual([]);
    }
  },
  patienceMs,
);
