import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { calls } from '../../../src-main/contract/calls.ts';
import type { Reply } from '../../../src-main/contract/wire.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { Dispatcher } from '../../../src-main/worker/dispatcher.ts';
import { createTestVault, officerName, officerPassphrase } from '../../support/test-vault.ts';

/** The worker's side alone, in this thread: what comes in has passed no check of the client. */
async function startDispatcher() {
  const { env, folder, officer } = await createTestVault();
  await closeVault(officer);
  const replies: Reply[] = [];
  const dispatcher = new Dispatcher(
    () => env,
    (reply) => replies.push(reply),
    () => undefined,
  );
  let lastId = 0;
  const call = async (name: string, session: string | null, input: unknown): Promise<Reply | undefined> => {
    const id = ++lastId;
    dispatcher.receive({ kind: 'call', id, name, session, input });
    const answered = () => replies.find((reply) => 'id' in reply && reply.id === id && reply.kind !== 'progress');
    while (!answered()) await sleep(5);
    return answered();
  };
  const signedIn = await call('signIn', null, { vault: folder, name: officerName, password: officerPassphrase });
  const session = signedIn?.kind === 'value' ? Object(signedIn.value).session : null;
  return { dispatcher, call, session: String(session), replies, folder };
}

test('checks every call itself: its name, its session, its input', async () => {
  const { dispatcher, call, session, replies } = await startDispatcher();
  const invalid = { error: { code: 'invalid-input' } };
  const internal = { error: { code: 'internal' } };
  expect(await call('userList', session, { extra: 1 })).toMatchObject(invalid);
  expect(await call('userAdd', session, { name: ' ', role: 'employee', newPassword: 'x' })).toMatchObject(invalid);
  expect(await call('userAdd', session, { name: 'A', role: 'root', newPassword: 'x' })).toMatchObject(invalid);
  expect(await call('noSuchCall', session, {})).toMatchObject(internal);
  expect(await call('constructor', session, {})).toMatchObject(internal);
  expect(await call('userList', null, {})).toMatchObject(internal);
  expect(await call('signIn', session, { vault: '/', name: '', password: '' })).toMatchObject(internal);
  expect(await call('userList', session, {})).toMatchObject({ kind: 'value' });
  dispatcher.receive({ kind: 'end' });
  while (replies.at(-1)?.kind !== 'ended') await sleep(5);
});

test('leaves no vault open for a session that nobody could be told of', async () => {
  const { dispatcher, call, session, replies, folder } = await startDispatcher();
  const signIn = async () =>
    await call('signIn', null, { vault: folder, name: officerName, password: officerPassphrase });
  await call('signOut', session, {});
  const refusing = vi.spyOn(calls.signIn.output, 'safeParse').mockReturnValueOnce(z.never().safeParse('an answer'));
  expect(await signIn()).toMatchObject({ error: { code: 'internal' } });
  expect(refusing).toHaveBeenCalledOnce();
  expect(await signIn()).toMatchObject({ kind: 'value' });
  dispatcher.receive({ kind: 'end' });
  while (replies.at(-1)?.kind !== 'ended') await sleep(5);
});
