import { expect, test } from 'vitest';
import { checkVault } from '../../../src-main/core/check/check-vault.ts';
import { destroyFolder } from '../../../src-main/core/folders/destroy-folder.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { disableUser } from '../../../src-main/core/people/disable-user.ts';
import { answer, ask } from '../../../src-main/core/requests/ask.ts';
import { listAllRequests, listOwnRequests } from '../../../src-main/core/requests/list-requests.ts';
import { folderFor, sharedOffice } from '../../support/office.ts';
import { officerName } from '../../support/test-vault.ts';
import { as } from '../archive/support.ts';

const office = sharedOffice({ Els: 'employee', Ria: 'employee' });
const wanted = { kind: 'archive', what: 'de polis van 2019', reason: 'de cliënt vraagt erom' } as const;

async function withFolder() {
  const at = { office: office() };
  const grants = { Els: 'read', Ria: 'read' } as const;
  const folder = await as(at, officerName, (officer) => folderFor(officer, 'Familie Jansen', grants));
  return { ...at, folder };
}

test('a request is read by who asks and the Privacy Officer, and by nobody else who has the folder', async () => {
  const at = await withFolder();
  const { id } = await as(at, 'Els', (els) => {
    const asked = ask(els, { ...wanted, folder: 'familie jansen' });
    expect(asked).toMatchObject({ name: wanted.what, folder: at.folder, folderName: 'Familie Jansen', state: 'open' });
    return asked;
  });
  await as(at, 'Ria', (ria) => {
    expect(listOwnRequests(ria)).toEqual([]);
    const refused = expect.objectContaining({ code: 'not-authorised' });
    expect(() => listAllRequests(ria)).toThrow(refused);
    expect(() => answer(ria, { request: id, state: 'granted', answer: '' })).toThrow(refused);
  });
  await as(at, officerName, (officer) => {
    expect(listAllRequests(officer)).toMatchObject([{ id, askedByName: 'Els', reason: wanted.reason, answer: null }]);
  });
});

test('the answer comes back to who asked, and is given once', async () => {
  const at = await withFolder();
  const { id } = await as(at, 'Els', (els) => ask(els, { ...wanted, folder: at.folder }));
  await as(at, officerName, (officer) => {
    const given = { request: id, state: 'refused', answer: 'vraag het de notaris' } as const;
    expect(answer(officer, given)).toMatchObject({ id, state: 'refused', answer: given.answer });
    const again = expect.objectContaining({ details: { input: 'id', reason: 'request-answered' } });
    expect(() => answer(officer, { ...given, state: 'granted' })).toThrow(again);
    expect(() => answer(officer, { ...given, request: 'x' })).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
  await as(at, 'Els', async (els) => {
    const [mine] = listOwnRequests(els);
    expect(mine).toMatchObject({ id, state: 'refused', answer: 'vraag het de notaris' });
    expect(mine?.answeredAt).toBeGreaterThanOrEqual(mine?.askedAt ?? Number.POSITIVE_INFINITY);
    expect((await checkVault(els, unwatched)).findings).toEqual([]);
  });
});

test('one asks about folders that one has, and the Privacy Officer asks nobody', async () => {
  const at = await withFolder();
  await as(at, officerName, async (officer) => {
    await folderFor(officer, 'Familie Zonder', {});
    expect(() => ask(officer, { ...wanted, folder: at.folder })).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
  });
  await as(at, 'Els', (els) => {
    for (const folder of ['Familie Zonder', 'bestaat niet']) {
      expect(() => ask(els, { ...wanted, folder })).toThrow(expect.objectContaining({ code: 'not-found' }));
    }
  });
});

test('open requests come first, oldest first; what left keeps its request, and a folder that is gone its name to nobody', async () => {
  const at = await withFolder();
  for (const name of ['Els', 'Ria']) {
    await as(at, name, (vault) => {
      ask(vault, { ...wanted, what: `${name} 1`, folder: at.folder });
      at.office.clock.advance(1000);
      ask(vault, { ...wanted, what: `${name} 2`, folder: at.folder });
      at.office.clock.advance(1000);
      expect(listOwnRequests(vault).map((request) => request.name)).toEqual([`${name} 2`, `${name} 1`]);
    });
  }
  await as(at, officerName, async (officer) => {
    const [first] = listAllRequests(officer);
    answer(officer, { request: first?.id ?? '', state: 'granted', answer: '' });
    await disableUser(officer, 'Els');
    await destroyFolder(officer, at.folder, 'klaar');
    const all = listAllRequests(officer);
    expect(all.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'Els 2 open',
      'Ria 1 open',
      'Ria 2 open',
      'Els 1 granted',
    ]);
    expect(new Set(all.map(({ folderName }) => folderName))).toEqual(new Set(['']));
  });
});
