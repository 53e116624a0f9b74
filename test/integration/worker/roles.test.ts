import { expect, test } from 'vitest';
import type { CallInput, SessionCallName } from '../../../src-main/contract/calls.ts';
import { VaultError } from '../../../src-main/contract/errors.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { CreationDrafts } from '../../../src-main/core/recovery/creation-drafts.ts';
import { addTask } from '../../../src-main/core/tasks/write-task.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { Backups } from '../../../src-main/worker/backups.ts';
import { allHandlers } from '../../../src-main/worker/handlers/index.ts';
import { Sessions } from '../../../src-main/worker/sessions.ts';
import { folderFor, sharedOffice } from '../../support/office.ts';
import { officerName, officerPassphrase } from '../../support/test-vault.ts';

const people = { Manon: 'office-manager', Wim: 'employee', Nico: 'employee', Iris: 'it-admin' } as const;
const freshOffice = sharedOffice(people);
const handlers = allHandlers(
  new Sessions(),
  new CreationDrafts(),
  new Backups(
    () => null,
    () => undefined,
  ),
);

const wish = { text: '', due: null, remindDays: null, recurrence: null, escalateDays: null };
const calls = [
  call('officeSettings', {}),
  call('officeSettingsChange', { idleLockMinutes: 9, secondFactor: 'optional' }),
  call('secondFactorState', {}),
  call('userList', {}),
  call('userLeaving', { user: 'Wim' }),
  call('accessOfPerson', { user: 'Wim' }),
  call('recentList', {}),
  call('recentAdd', { folder: 'Jansen' }),
  call('draftSave', { key: 'note', text: 'a draft' }),
  call('draftGet', { key: 'note' }),
  call('folderSummaries', {}),
  call('folderHistory', { folder: 'Jansen' }),
  call('folderRekey', { folder: 'Jansen', reason: 'a keychain was lost' }),
  call('taskList', { scope: 'mine', state: 'open' }),
  call('taskList', { scope: 'all', state: 'open' }),
  call('taskAdd', { ...wish, title: 'mine', owner: '{me}' }),
  call('taskAdd', { ...wish, title: 'hers', owner: 'Wim' }),
  call('taskDone', { id: '{task}' }),
  call('requestListMine', {}),
  call('requestListAll', {}),
  call('requestAsk', { kind: 'archive', folder: 'Jansen', what: 'the policy', reason: 'a question' }),
  call('archiveUnlock', { reason: 'a question', password: officerPassphrase }),
  call('archiveLock', {}),
  call('acceptRollback', { reason: 'a question' }),
] as const;

/** What each call ends with, in the order of `calls`: `-` for an answer. */
const expected: Readonly<Record<string, string>> = {
  [officerName]: '- - - - - - - - - - - - - - - - - - - - invalid-input - - invalid-input',
  Manon: '- 3 - - 3 3 - - - - - - 3 - 3 - 3 6 - 3 - 3 - 3',
  Wim: '- 3 - - 3 3 - - - - - - 3 - 3 - - - - 3 - 3 - 3',
  Nico: '- 3 - - 3 3 - 6 - - - 6 3 - 3 - 3 6 - 3 6 3 - 3',
  Iris: '- 3 - - 3 3 - 6 - - - 6 3 - 3 - 3 6 - 3 6 3 - 3',
};
const shown: Readonly<Record<string, string>> = { 'not-authorised': '3', 'not-found': '6' };

function call<Name extends SessionCallName>(name: Name, input: CallInput<Name>) {
  return { name, input };
}

async function run(vault: OpenVault, name: string, given: unknown, words: Record<string, string>): Promise<string> {
  const all: Readonly<Record<string, unknown>> = handlers;
  const handler = all[name] as (context: unknown, input: unknown) => Promise<unknown>;
  const input: unknown = JSON.parse(
    JSON.stringify(given).replace(/\{(\w+)\}/g, (whole, word: string) => words[word] ?? whole),
  );
  try {
    await handler({ vault, job: unwatched }, input);
    return '-';
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    return shown[error.code] ?? error.code;
  }
}

test.each(Object.keys(expected))('of the calls of the window %s may make those of her role', async (name) => {
  const { asOfficer, open } = freshOffice();
  const task = await asOfficer(async (officer) => {
    await folderFor(officer, 'Jansen', { Manon: 'write', Wim: 'write' });
    return addTask(officer, { ...wish, title: 'Bel', owner: 'Wim' }, { kind: 'manual', ref: null }).id;
  });
  const vault = await open(name);
  const found: string[] = [];
  for (const { name: called, input } of calls) found.push(await run(vault, called, input, { me: name, task }));
  await closeVault(vault);
  expect(Object.fromEntries(calls.map((one, index) => [`${index} ${one.name}`, found[index]]))).toEqual(
    Object.fromEntries(calls.map((one, index) => [`${index} ${one.name}`, expected[name]?.split(' ')[index]])),
  );
});
