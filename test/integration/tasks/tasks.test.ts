import { describe, expect, test } from 'vitest';
import { listAudit } from '../../../src-main/core/audit/list-audit.ts';
import { verifyWholeLog } from '../../../src-main/core/audit/verify-whole-log.ts';
import { checkVault } from '../../../src-main/core/check/check-vault.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { disableUser } from '../../../src-main/core/people/disable-user.ts';
import { cancelTask, doTask, reopenTask } from '../../../src-main/core/tasks/close-task.ts';
import { listTasks, openTasksOf } from '../../../src-main/core/tasks/list-tasks.ts';
import { addTask, changeTask } from '../../../src-main/core/tasks/write-task.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { sharedOffice } from '../../support/office.ts';
import { officerName } from '../../support/test-vault.ts';
import { as, inDays, manual, wishFor } from './support.ts';

const office = sharedOffice({ Els: 'employee', Ria: 'employee', Ivo: 'it-admin' });
const mine = (vault: OpenVault, state: 'open' | 'closed' = 'open') => listTasks(vault, { scope: 'mine', state });
const all = (vault: OpenVault, state: 'open' | 'closed' = 'open') => listTasks(vault, { scope: 'all', state });
const titles = (tasks: readonly { title: string }[]) => tasks.map(({ title }) => title);
const monthly = { every: 'month', count: 1, anchorDay: 31 } as const;

describe('who sees and does what', () => {
  test('a task of the Privacy Officer for somebody is hers and nobody else sees that it exists', async () => {
    const at = { office: office() };
    const { id } = await as(at, officerName, (officer) => addTask(officer, wishFor('Els'), manual));
    await as(at, 'Ria', (ria) => {
      expect(mine(ria)).toEqual([]);
      expect(() => all(ria)).toThrow(expect.objectContaining({ code: 'not-authorised' }));
      for (const act of [
        () => doTask(ria, id),
        () => cancelTask(ria, id, 'x'),
        () => changeTask(ria, id, wishFor('Ria')),
      ]) {
        expect(act).toThrow(expect.objectContaining({ code: 'not-found' }));
      }
    });
    await as(at, 'Els', (els) => {
      expect(mine(els)).toMatchObject([
        { id, name: 'Polis nakijken', ownerName: 'Els', madeByName: officerName, state: 'open', standing: 'later' },
      ]);
      expect(() => changeTask(els, id, wishFor('Els'))).toThrow(expect.objectContaining({ code: 'invalid-input' }));
      expect(() => cancelTask(els, id, 'x')).toThrow(expect.objectContaining({ code: 'invalid-input' }));
      expect(doTask(els, id)).toBeNull();
      expect(() => doTask(els, id)).toThrow(
        expect.objectContaining({ details: { input: 'id', reason: 'task-closed' } }),
      );
      expect(mine(els)).toEqual([]);
    });
    await as(at, officerName, (officer) => {
      expect(all(officer, 'closed')).toMatchObject([
        { id, state: 'done', standing: 'closed', madeByName: officerName, doneByName: 'Els' },
      ]);
    });
  });

  test('an employee makes tasks for herself, changes and cancels them, and gives none to others', async () => {
    const at = { office: office() };
    await as(at, 'Els', (els) => {
      const refused = expect.objectContaining({ code: 'not-authorised' });
      expect(() => addTask(els, wishFor('Ria'), manual)).toThrow(refused);
      const { id } = addTask(els, wishFor('els'), manual);
      expect(() => changeTask(els, id, wishFor('Ria'))).toThrow(refused);
      expect(changeTask(els, id, wishFor('Els', { title: 'Polis bijwerken' }))).toMatchObject({
        name: 'Polis bijwerken',
      });
      cancelTask(els, id, 'niet meer nodig');
      expect(mine(els, 'closed')).toMatchObject([{ state: 'cancelled', doneByName: 'Els', madeByName: 'Els' }]);
      expect(reopenTask(els, id)).toMatchObject({ state: 'open', doneAt: null });
    });
  });

  test('what the Privacy Officer changes of an employee’s own task stays that employee’s', async () => {
    const at = { office: office() };
    const { id } = await as(at, 'Els', (els) => addTask(els, wishFor('Els'), manual));
    await as(at, officerName, (officer) => {
      expect(changeTask(officer, id, wishFor('Els', { due: inDays(3) }))).toMatchObject({ madeByName: 'Els' });
    });
    await as(at, 'Els', (els) => expect(mine(els)).toMatchObject([{ madeByName: 'Els', due: inDays(3) }]));
  });

  test('a task that goes to somebody else and comes back says what it says now', async () => {
    const at = { office: office() };
    await as(at, officerName, (officer) => {
      const { id } = addTask(officer, wishFor('Els', { title: 'Eerst' }), manual);
      changeTask(officer, id, wishFor('Ria', { title: 'Daarna' }));
      expect(changeTask(officer, id, wishFor('Els', { title: 'Nu' }))).toMatchObject({ name: 'Nu', ownerName: 'Els' });
      expect(titles(all(officer))).toEqual(['Nu']);
    });
  });

  test('the office’s own people have tasks whatever their role, the Privacy Officer too', async () => {
    const at = { office: office() };
    await as(at, officerName, (officer) => {
      for (const owner of [officerName, 'Ivo']) addTask(officer, wishFor(owner, { title: owner }), manual);
      expect(titles(mine(officer))).toEqual([officerName]);
      expect(titles(all(officer))).toEqual(['Ivo', officerName]);
    });
    await as(at, 'Ivo', (ivo) => expect(titles(mine(ivo))).toEqual(['Ivo']));
  });
});

describe('another owner', () => {
  test('gets the task in one step; the first reads nothing of it any more', async () => {
    const at = { office: office() };
    const { id } = await as(at, officerName, (officer) => {
      const task = addTask(officer, wishFor('Els'), manual);
      return changeTask(officer, task.id, wishFor('Ria', { title: 'Nu van Ria' }));
    });
    await as(at, 'Els', (els) => expect(mine(els)).toEqual([]));
    await as(at, 'Ria', async (ria) => {
      expect(mine(ria)).toMatchObject([{ id, title: 'Nu van Ria', madeByName: officerName }]);
      expect((await checkVault(ria, unwatched)).findings).toEqual([]);
    });
  });

  test('of somebody who leaves is the Privacy Officer, for what is open', async () => {
    const at = { office: office() };
    await as(at, officerName, (officer) => {
      for (const title of ['open', 'gedaan']) addTask(officer, wishFor('Els', { title }), manual);
    });
    await as(at, 'Els', (els) => {
      doTask(els, mine(els).find(({ title }) => title === 'gedaan')?.id ?? '');
      addTask(els, wishFor('Els', { title: 'eigen' }), manual);
    });
    await as(at, officerName, async (officer) => {
      const els = at.office.people.get('Els') ?? '';
      expect(openTasksOf(officer, els)).toHaveLength(2);
      await disableUser(officer, 'Els');
      expect(openTasksOf(officer, els)).toEqual([]);
      expect(mine(officer)).toMatchObject([
        { title: 'eigen', madeByName: 'Els' },
        { title: 'open', madeByName: officerName },
      ]);
      expect(all(officer, 'closed')).toMatchObject([{ title: 'gedaan', ownerName: 'Els', doneByName: 'Els' }]);
      expect((await checkVault(officer, unwatched)).findings).toEqual([]);
    });
    await as(at, officerName, (officer) => expect(mine(officer)).toHaveLength(2));
  });
});

describe('what comes back', () => {
  test('does so in the change that closes it, by whoever does it, and is still its maker’s wish', async () => {
    const at = { office: office() };
    const due = '2026-01-31';
    await as(at, officerName, (officer) => addTask(officer, wishFor('Els', { due, recurrence: monthly }), manual));
    await as(at, 'Els', (els) => {
      for (const expected of ['2026-02-28', '2026-03-31', '2026-04-30']) {
        const next = doTask(els, mine(els)[0]?.id ?? '');
        expect(next).toMatchObject({ due: expected, state: 'open', madeByName: officerName });
      }
      expect(mine(els)).toHaveLength(1);
    });
    await as(at, officerName, (officer) => {
      expect(all(officer)).toMatchObject([{ due: '2026-04-30', madeByName: officerName }]);
      expect(all(officer, 'closed').map((task) => task.due)).toEqual(['2026-03-31', '2026-02-28', due]);
    });
  });

  test('goes again when what it came from is opened again, unless something has happened to it', async () => {
    const at = { office: office() };
    await as(at, 'Els', (els) => {
      const wish = wishFor('Els', { due: '2026-02-01', recurrence: { every: 'week', count: 2, anchorDay: 1 } });
      const { id } = addTask(els, wish, manual);
      doTask(els, id);
      reopenTask(els, id);
      expect(mine(els)).toMatchObject([{ id, due: '2026-02-01' }]);
      const next = doTask(els, id);
      changeTask(els, next?.id ?? '', { ...wish, due: '2026-02-16' });
      reopenTask(els, id);
      expect(mine(els).map(({ due }) => due)).toEqual(['2026-02-01', '2026-02-16']);
    });
  });

  test('needs a day', async () => {
    const at = { office: office() };
    await as(at, 'Els', (els) => {
      const wish = wishFor('Els', { recurrence: monthly });
      expect(() => addTask(els, wish, manual)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    });
  });

  test('comes without a day after the day that can be written last, and so not at all', async () => {
    const at = { office: office() };
    await as(at, 'Els', (els) => {
      const { id } = addTask(els, wishFor('Els', { due: '9999-12-31', recurrence: monthly }), manual);
      expect(doTask(els, id)).toBeNull();
    });
  });
});

describe('lists', () => {
  test('have open tasks by day, those without one last, and closed ones from the last closed on', async () => {
    const at = { office: office() };
    await as(at, 'Els', (els) => {
      const ids = [null, '2026-05-01', '2026-04-01'].map((due) => addTask(els, wishFor('Els', { due }), manual).id);
      expect(mine(els).map(({ due }) => due)).toEqual(['2026-04-01', '2026-05-01', null]);
      for (const id of ids) {
        at.office.clock.advance(1000);
        doTask(els, id);
      }
      expect(mine(els, 'closed').map(({ due }) => due)).toEqual(['2026-04-01', '2026-05-01', null]);
    });
  });

  test('say how a task stands today by the clock, without anything being written', async () => {
    const at = { office: office() };
    await as(at, 'Els', (els) => {
      const now = at.office.clock.now();
      addTask(els, wishFor('Els', { due: inDays(2, now), remindDays: 1, escalateDays: 2 }), manual);
      const { position } = els.log.head;
      const standings = ['later', 'coming', 'today', 'overdue', 'escalated'].map((expected) => {
        const found = mine(els)[0]?.standing;
        at.office.clock.advance(24 * 60 * 60 * 1000);
        return [expected, found];
      });
      for (const [expected, found] of standings) expect(found).toBe(expected);
      expect(els.log.head.position).toBe(position);
    });
  });
});

test('the log tells by ids who did what with a task, and no word of it', async () => {
  const at = { office: office() };
  const { id } = await as(at, officerName, (officer) => {
    const wish = wishFor('Els', { title: 'Geheim-4711', due: '2026-02-01', recurrence: monthly });
    return addTask(officer, wish, manual);
  });
  await as(at, 'Els', (els) => {
    doTask(els, id);
    reopenTask(els, id);
  });
  await as(at, officerName, async (officer) => {
    cancelTask(officer, id, 'dubbel');
    const items = await listAudit(officer, { limit: 1000, subject: id }, unwatched);
    const told = items.map(({ name, actor }) => [name, actor?.name]);
    expect(told).toEqual([
      ['task-cancelled', officerName],
      ['task-reopened', 'Els'],
      ['task-done', 'Els'],
      ['task-added', officerName],
    ]);
    expect(items[0]?.facts).toMatchObject({ task: id, reason: 'dubbel' });
    expect(JSON.stringify(items.map(({ facts }) => facts))).not.toContain('Geheim');
    expect((await verifyWholeLog(officer, unwatched)).findings).toEqual([]);
  });
});
