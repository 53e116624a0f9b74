import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { VaultError } from '../../../src-main/contract/errors.ts';
import { ReplySchema } from '../../../src-main/contract/wire.ts';
import { callJob } from '../../../src-main/worker/call-job.ts';
import { toWireError } from '../../../src-main/worker/errors-on-the-wire.ts';

const secret = 'Marker-of-a-secret-4711';

test('of an error of ours code, text and details cross, and its cause does not', () => {
  const error = new VaultError('not-found', 'no such folder', {
    details: { input: 'folder' },
    cause: new Error(secret),
  });
  expect(toWireError(error)).toEqual({ code: 'not-found', message: 'no such folder', details: { input: 'folder' } });
});

test('of an error that nobody foresaw only its class and its line cross', () => {
  const errors = [new TypeError(secret), new RangeError(`${secret}\n    at ${secret}:1:1`)];
  expect(errors.map(toWireError)).toEqual([
    {
      code: 'internal',
      message: expect.any(String),
      details: { type: 'TypeError', at: expect.stringMatching(/^border\.test\.ts:\d+$/) },
    },
    { code: 'internal', message: expect.any(String), details: { type: 'RangeError', at: expect.any(String) } },
  ]);
  expect(JSON.stringify(errors.map(toWireError))).not.toContain(secret);
  expect(toWireError(secret)).toEqual({ code: 'internal', message: expect.any(String), details: {} });
});

test('a reply with an error code that is none is no reply', () => {
  const reply = (code: string) => ({ kind: 'error', id: 1, error: { code, message: '', details: {} } });
  expect(ReplySchema.safeParse(reply('not-found')).success).toBe(true);
  for (const code of ['nonsense', 'toString', '']) expect(ReplySchema.safeParse(reply(code)).success).toBe(false);
});

test('a job takes in what has come before it says whether it was cancelled', () => {
  const controller = new AbortController();
  const waiting = ['cancel'];
  const receiveWaiting = () => {
    if (waiting.pop()) controller.abort();
  };
  const job = callJob(controller, receiveWaiting, () => undefined);
  expect(controller.signal.aborted).toBe(false);
  expect(job.signal.aborted).toBe(true);
});

test('progress goes out a few times a second, and always at the end', async () => {
  const sent: number[] = [];
  const job = callJob(
    new AbortController(),
    () => undefined,
    (done) => sent.push(done),
  );
  for (let done = 1; done <= 1000; done += 1) job.report(done, 1000);
  expect(sent).toEqual([1, 1000]);
  await sleep(60);
  job.report(500, null);
  expect(sent.at(-1)).toBe(500);
});
