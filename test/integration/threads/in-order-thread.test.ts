import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { InOrderThread } from '../../../src-main/adapters/threads/in-order-thread.ts';

const programs = path.join(import.meta.dirname, 'programs');
const echo = () => new InOrderThread<string, string>(path.join(programs, 'echo-thread.ts'), 'echo');

test('answers go to whoever asked, in their order', async () => {
  const thread = echo();
  const requests = Array.from({ length: 50 }, (_, index) => `request ${index}`);
  expect(await Promise.all(requests.map((request) => thread.ask(request)))).toEqual(requests);
});

test('everybody who waits hears that the thread has ended, and the next one gets a new thread', async () => {
  const thread = echo();
  expect(await thread.ask('before')).toBe('before');
  const failed = expect.objectContaining({ code: 'internal' });
  const waiting = ['end', 'never read'].map((request) => thread.ask(request));
  for (const one of waiting) await expect(one).rejects.toEqual(failed);
  expect(await thread.ask('after')).toBe('after');
});

test('the process ends as soon as nobody waits for an answer', () => {
  const ended = spawnSync(process.execPath, [path.join(programs, 'ask-and-leave.ts')], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  expect(ended).toMatchObject({ status: 0, stdout: 'first second third' });
});
