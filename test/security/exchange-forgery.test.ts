import { expect, test } from 'vitest';
import { checkVault } from '../../src-main/core/check/check-vault.ts';
import { idBytes } from '../../src-main/core/crypto/bytes.ts';
import { unwatched } from '../../src-main/core/job.ts';
import { signRecord } from '../../src-main/core/records/sealed-record.ts';
import { answer, ask } from '../../src-main/core/requests/ask.ts';
import { listAllRequests, listOwnRequests, storedRequests } from '../../src-main/core/requests/list-requests.ts';
import type { RequestAnswerBody, RequestBody } from '../../src-main/core/requests/request-body.ts';
import { doTask } from '../../src-main/core/tasks/close-task.ts';
import { listTasks } from '../../src-main/core/tasks/list-tasks.ts';
import type { TaskBody } from '../../src-main/core/tasks/task-body.ts';
import { addTask } from '../../src-main/core/tasks/write-task.ts';
import { changeVault } from '../../src-main/core/vault/change.ts';
import { findUser } from '../../src-main/core/vault/directory.ts';
import type { OpenVault } from '../../src-main/core/vault/open-vault.ts';
import { as, manual, wishFor } from '../integration/tasks/support.ts';
import { folderFor, sharedOffice } from '../support/office.ts';
import { officerName } from '../support/test-vault.ts';

const office = sharedOffice({ Els: 'employee', Ria: 'employee' });
const weekly = { every: 'week', count: 1, anchorDay: 1 } as const;

const exchangeOf = (vault: OpenVault, user: string) => findUser(vault.directory, user)?.exchange ?? '';
const self = (vault: OpenVault) => findUser(vault.directory, vault.user.id) ?? expect.fail('no such user');
const officerOf = (vault: OpenVault) => vault.directory.users.find(({ role }) => role === 'privacy-officer')?.id ?? '';
const bodyBy = (madeBy: string, more: Partial<TaskBody> = {}): TaskBody => {
  const { owner: _owner, ...wish } = wishFor('');
  return { ...wish, madeBy, madeAt: 1, source: manual, after: null, ...more };
};

/** Writes what the program would never write, with the keys that somebody has. */
function put(
  vault: OpenVault,
  exchange: string,
  type: string,
  body: TaskBody | RequestBody | RequestAnswerBody,
): string {
  return changeVault(vault, (change) => {
    const id = change.insertRecord(exchange, type, body);
    change.tell('task-added', { task: id });
    return id;
  });
}
const makers = (vault: OpenVault) =>
  listTasks(vault, { scope: 'all', state: 'open' }).map(({ title, madeByName }) => `${title}: ${madeByName}`);

test('who puts a task into her own exchange as the Privacy Officer’s is shown as its maker', async () => {
  const at = { office: office() };
  await as(at, 'Els', (els) => {
    put(els, exchangeOf(els, els.user.id), 'task', bodyBy(officerOf(els), { title: 'Vals' }));
  });
  await as(at, officerName, (officer) => expect(makers(officer)).toEqual(['Vals: Els']));
});

test('one that bears another’s name without her signature is in no list, and the check names it', async () => {
  const at = { office: office() };
  const id = await as(at, 'Els', (els) => {
    const compartment = exchangeOf(els, els.user.id);
    const written = put(els, compartment, 'task', bodyBy(els.user.id));
    const place = { vault: els.id, compartment, table: 'records', id: written, version: 1 } as const;
    const posing = { user: officerOf(els), signing: els.user.author.signing };
    changeVault(els, (change) => {
      change.resealRow(place, signRecord(place, posing, 'task', change.position, bodyBy(posing.user)), null);
      change.tell('task-changed', { task: written });
    });
    return written;
  });
  await as(at, officerName, async (officer) => {
    expect(listTasks(officer, { scope: 'all', state: 'open' })).toEqual([]);
    const found = (await checkVault(officer, unwatched)).findings.map(({ part }) => part);
    expect(found).toContain(`records ${id}`);
  });
});

test('nobody writes into the exchange of somebody else', async () => {
  const at = { office: office() };
  await as(at, 'Ria', (ria) => {
    const els = at.office.people.get('Els') ?? '';
    const act = () => put(ria, exchangeOf(ria, els), 'task', bodyBy(ria.user.id));
    expect(act).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});

test('a wish of the Privacy Officer that its owner rewrites is her own from then on', async () => {
  const at = { office: office() };
  const { id } = await as(at, officerName, (officer) => addTask(officer, wishFor('Els'), manual));
  await as(at, 'Els', (els) => {
    changeVault(els, (change) => {
      const body = bodyBy(officerOf(els), { title: 'Iets leukers' });
      change.updateRecord(exchangeOf(els, els.user.id), id, 'task', body);
      change.tell('task-done', { task: id });
    });
  });
  await as(at, officerName, (officer) => expect(makers(officer)).toEqual(['Iets leukers: Els']));
});

test('of what comes back only what the first one said, on the day that follows, is its maker’s', async () => {
  const at = { office: office() };
  const wish = wishFor('Els', { due: '2026-02-02', recurrence: weekly });
  const { id } = await as(at, officerName, (officer) => addTask(officer, wish, manual));
  await as(at, 'Els', (els) => {
    doTask(els, id);
    const exchange = exchangeOf(els, els.user.id);
    const [real] = listTasks(els, { scope: 'mine', state: 'open' });
    const next = bodyBy(officerOf(els), { ...wishOf(real), after: id, due: '2026-02-09' });
    put(els, exchange, 'task', { ...next, title: 'Andere woorden' });
    put(els, exchange, 'task', { ...next, due: '2026-03-09', text: next.text });
    const loop = put(els, exchange, 'task', { ...next, title: 'Lus', due: null, recurrence: null });
    put(els, exchange, 'task', { ...next, title: 'Lus', due: null, recurrence: null, after: loop });
  });
  await as(at, officerName, (officer) => {
    const shown = listTasks(officer, { scope: 'all', state: 'open' });
    expect(shown.map(({ title, due, madeByName }) => [title, due, madeByName])).toEqual([
      ['Andere woorden', '2026-02-09', 'Els'],
      ['Polis nakijken', '2026-02-09', officerName],
      ['Polis nakijken', '2026-03-09', 'Els'],
      ['Lus', null, 'Els'],
      ['Lus', null, 'Els'],
    ]);
  });
});

test('who asks cannot answer herself, and nobody asks in her name', async () => {
  const at = { office: office() };
  const folder = await as(at, officerName, (officer) => folderFor(officer, 'Familie Jansen', { Els: 'read' }));
  const asked = { kind: 'archive', what: 'polis', reason: 'nodig', folder } as const;
  const { id } = await as(at, 'Els', (els) => {
    const request = ask(els, asked);
    const said = storedRequests(els, self(els))[0]?.said ?? '';
    const forged = { request: request.id, said, state: 'granted', answer: 'ja' } as const;
    put(els, exchangeOf(els, els.user.id), 'request-answer', forged);
    expect(listOwnRequests(els)).toMatchObject([{ state: 'open', answer: null }]);
    return request;
  });
  await as(at, officerName, (officer) => {
    const els = at.office.people.get('Els') ?? '';
    put(officer, exchangeOf(officer, els), 'request', asked);
    expect(listAllRequests(officer)).toMatchObject([{ id, state: 'open' }]);
    answer(officer, { request: id, state: 'refused', answer: 'nee' });
  });
  await as(at, 'Els', (els) => expect(listOwnRequests(els)).toMatchObject([{ state: 'refused', answer: 'nee' }]));
});

test('what was granted is what was asked then: other words in its place are asked anew', async () => {
  const at = { office: office() };
  const folder = await as(at, officerName, (officer) => folderFor(officer, 'Familie Jansen', { Els: 'read' }));
  const asked = { kind: 'archive', what: 'één polis', reason: 'nodig', folder } as const;
  const { id } = await as(at, 'Els', (els) => ask(els, asked));
  await as(at, officerName, (officer) => answer(officer, { request: id, state: 'granted', answer: 'Akkoord' }));
  await as(at, 'Els', (els) => {
    changeVault(els, (change) => {
      change.updateRecord(exchangeOf(els, els.user.id), id, 'request', { ...asked, what: 'alle salarisdossiers' });
      change.tell('request-asked', { request: id, folder });
    });
  });
  await as(at, officerName, (officer) => {
    expect(listAllRequests(officer)).toMatchObject([{ name: 'alle salarisdossiers', state: 'open', answer: null }]);
    answer(officer, { request: id, state: 'refused', answer: 'Nee' });
    expect(listAllRequests(officer)).toMatchObject([{ state: 'refused', answer: 'Nee' }]);
  });
});

test('what was closed is what it said then: other words in its place are open', async () => {
  const at = { office: office() };
  const { id } = await as(at, 'Els', (els) => addTask(els, wishFor('Els', { title: 'Lunch bestellen' }), manual));
  await as(at, officerName, (officer) => doTask(officer, id));
  await as(at, 'Els', (els) => {
    changeVault(els, (change) => {
      const body = bodyBy(els.user.id, { title: 'Betaling goedgekeurd' });
      change.updateRecord(exchangeOf(els, els.user.id), id, 'task', body);
      change.tell('task-changed', { task: id });
    });
  });
  await as(at, officerName, (officer) => {
    expect(listTasks(officer, { scope: 'all', state: 'closed' })).toEqual([]);
    expect(listTasks(officer, { scope: 'all', state: 'open' })).toMatchObject([{ title: 'Betaling goedgekeurd' }]);
  });
});

test('a row that is not what the head was made over keeps nobody from the other tasks', async () => {
  const at = { office: office() };
  const ids = await as(at, officerName, (officer) =>
    ['een', 'twee'].map((title) => addTask(officer, wishFor('Els', { title }), manual).id),
  );
  await as(at, 'Els', (els) => {
    els.db.run('UPDATE records SET sealed = zeroblob(length(sealed)) WHERE id = ?', idBytes(ids[0] ?? ''));
    expect(listTasks(els, { scope: 'mine', state: 'open' })).toMatchObject([{ title: 'twee' }]);
  });
});

test('a row that says it is of a time to come keeps the Privacy Officer from nobody’s requests', async () => {
  const at = { office: office() };
  const folder = await as(at, officerName, (officer) =>
    folderFor(officer, 'Familie Jansen', { Els: 'read', Ria: 'read' }),
  );
  const asked = { kind: 'archive', what: 'polis', reason: 'nodig', folder } as const;
  await as(at, 'Els', (els) => {
    const compartment = exchangeOf(els, els.user.id);
    const written = put(els, compartment, 'request', asked);
    const place = { vault: els.id, compartment, table: 'records', id: written, version: 1 } as const;
    changeVault(els, (change) => {
      change.resealRow(place, signRecord(place, els.user.author, 'request', 999_999_999, asked), null);
      change.tell('task-changed', { task: written });
    });
  });
  const { id } = await as(at, 'Ria', (ria) => ask(ria, asked));
  await as(at, officerName, (officer) => {
    expect(listAllRequests(officer)).toMatchObject([{ id, state: 'open' }]);
    answer(officer, { request: id, state: 'refused', answer: 'nee' });
  });
});

test('in the database the size of a row does not tell a task from a request or from an answer', async () => {
  const at = { office: office() };
  const folder = await as(at, officerName, (officer) => folderFor(officer, 'Familie Jansen', { Els: 'read' }));
  const { id } = await as(at, 'Els', (els) => ask(els, { kind: 'archive', what: 'polis', reason: 'nodig', folder }));
  await as(at, officerName, (officer) => {
    answer(officer, { request: id, state: 'granted', answer: '' });
    doTask(officer, addTask(officer, wishFor('Els', { text: 'x'.repeat(300) }), manual).id);
    const exchange = idBytes(exchangeOf(officer, at.office.people.get('Els') ?? ''));
    const sql = 'SELECT DISTINCT length(sealed) AS size FROM records WHERE compartment = ? AND id <> compartment';
    expect(officer.db.all(sql, exchange)).toHaveLength(1);
  });
});

function wishOf(task: ReturnType<typeof listTasks>[number] | undefined): Partial<TaskBody> {
  if (!task) throw new Error('no task came back');
  const { title, text, remindDays, recurrence, escalateDays, source } = task;
  return { title, text, remindDays, recurrence, escalateDays, source };
}
