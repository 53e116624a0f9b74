import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { calls } from '../../../src-main/contract/calls.ts';
import { VaultError } from '../../../src-main/contract/errors.ts';
import { windowCalls } from '../../../src-main/contract/window/calls.ts';
import { callNames } from '../../../src-main/contract/window/channels.ts';
import type { WindowCall } from '../../../src-main/contract/window/define.ts';
import { RefusedCalls } from '../../../src-main/shell/ipc/refused-calls.ts';
import { type CallSide, registerCalls } from '../../../src-main/shell/ipc/register-calls.ts';

const ours = { id: 1 } as unknown as WebContents;
const frame = { parent: null, origin: 'app://ui', url: 'app://ui/' };
const good = { sender: ours, senderFrame: frame };

function side(changes: Partial<CallSide> = {}) {
  const handlers = new Map<string, (event: IpcMainInvokeEvent, ...given: unknown[]) => unknown>();
  const told: string[] = [];
  const refused = new RefusedCalls((refusal, name) => told.push(`${refusal} ${name}`));
  const done: WindowCall[] = [];
  let signsOfLife = 0;
  const parts: CallSide = {
    contents: () => ours,
    refused,
    mayCall: () => true,
    run: async () => ({}),
    onDone: (call) => done.push(call),
    offer: (paths) => paths.join(),
    onActivity: () => {
      signsOfLife += 1;
    },
    ...changes,
  };
  registerCalls({ handle: (channel, handler) => void handlers.set(channel, handler) }, parts);
  const send = async (event: object, channel: string, ...given: unknown[]) =>
    await handlers.get(channel)?.(event as IpcMainInvokeEvent, ...given);
  return { send, refused, told, done, signsOfLife: () => signsOfLife };
}

describe('who may call', () => {
  it('is the top frame of our page in our window', async () => {
    const { send, refused } = side();
    expect(await send(good, 'call', 'cancelJob', { job: 'j' })).toEqual({ ok: true, value: {} });
    expect(refused.counts).toEqual({ shape: 0, channel: 0, frame: 0 });
  });

  const foreign: [string, object][] = [
    ['a frame that is gone', { ...good, senderFrame: null }],
    ['a frame within the page', { ...good, senderFrame: { ...frame, parent: frame } }],
    ['a page of another origin', { ...good, senderFrame: { ...frame, origin: 'app://other' } }],
    ['a page without an origin', { ...good, senderFrame: { ...frame, origin: 'null' } }],
    ['another address under our origin', { ...good, senderFrame: { ...frame, url: 'about:blank' } }],
    ['another window', { ...good, sender: { id: 2 } }],
  ];
  it.each(foreign)('is not %s, which is counted and told', async (_, event) => {
    const { send, refused, told, signsOfLife } = side();
    expect(await send(event, 'call', 'folderList', {})).toMatchObject({ ok: false, error: { code: 'not-authorised' } });
    await send(event, 'call', 'a name\nof its own', {});
    expect(await send(event, 'offer', ['/a'])).toBeNull();
    await send(event, 'activity');
    expect(signsOfLife()).toBe(0);
    expect(refused.counts.frame).toBe(4);
    expect(told).toEqual(['frame folderList', 'frame unknown', 'frame offer', 'frame activity']);
  });

  it('is nobody between two pages', async () => {
    const { send, refused } = side({ contents: () => null });
    expect(await send(good, 'call', 'startState', {})).toMatchObject({ ok: false });
    expect(refused.counts.frame).toBe(1);
  });

  it('is not who has not signed in, for calls that ask for it', async () => {
    const { send } = side({ mayCall: (caller) => caller === 'anybody' });
    expect(await send(good, 'call', 'startState', {})).toMatchObject({ error: { code: 'internal' } });
    expect(await send(good, 'call', 'folderList', {})).toMatchObject({ error: { code: 'not-authorised' } });
    expect(await send(good, 'offer', ['/a'])).toBeNull();
  });
});

describe('what is called', () => {
  it('is of the contract, else it is counted, told without its name, and refused', async () => {
    const { send, refused, told } = side();
    for (const name of ['createVault', 'hasOwnProperty', 'activity', 1, null, undefined]) {
      expect(await send(good, 'call', name, {})).toMatchObject({ ok: false, error: { code: 'not-authorised' } });
    }
    expect(refused.counts.channel).toBe(6);
    expect(new Set(told)).toEqual(new Set(['channel unknown']));
  });

  it('does not move the idle lock, which only the preload does, on a channel of its own', async () => {
    const { send, signsOfLife } = side();
    expect(callNames).not.toContain('activity');
    await send(good, 'call', 'activity', {});
    expect(signsOfLife()).toBe(0);
    await send(good, 'activity');
    expect(signsOfLife()).toBe(1);
  });

  it('fits its schema and is not too large, else it is counted and refused', async () => {
    const { send, refused, told } = side();
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    for (const input of [null, { more: 1 }, 'x'.repeat(1_000_001), circle, 7n]) {
      expect(await send(good, 'call', 'folderList', input)).toMatchObject({ error: { code: 'invalid-input' } });
    }
    expect(await send(good, 'call', 'folderList', {}, 7)).toMatchObject({ error: { code: 'invalid-input' } });
    expect(refused.counts.shape).toBe(6);
    expect(new Set(told)).toEqual(new Set(['shape folderList']));
  });

  it('is looked at no further than is allowed, also where a few bytes hold one part a million times', async () => {
    const { send, refused } = side();
    let seen = 0;
    let many: unknown = {
      get part() {
        seen += 1;
        return '';
      },
    };
    for (let times = 0; times < 21; times += 1) many = [many, many];
    expect(await send(good, 'call', 'folderList', many)).toMatchObject({ error: { code: 'invalid-input' } });
    expect(seen).toBeLessThan(1_000_000);
    await send(good, 'call', 'folderList', { bytes: new Uint8Array(8) });
    expect(refused.counts.shape).toBe(2);
  });

  it('a field that a user left empty is no attack and is not counted', async () => {
    const { send, refused } = side();
    const answer = await send(good, 'call', 'userAdd', { name: ' ', role: 'employee' });
    expect(answer).toMatchObject({ error: { code: 'invalid-input', details: { reason: 'empty' } } });
    expect(refused.counts.shape).toBe(0);
  });
});

describe('what is answered', () => {
  it('fits its schema, else it does not leave the shell', async () => {
    const { send } = side({ run: async () => ({ path: '/home/somebody' }) });
    const answer = await send(good, 'call', 'cancelJob', { job: 'j' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(answer)).not.toContain('somebody');
  });

  const failing = (error: unknown) => side({ run: async () => await Promise.reject(error) });
  it('passes an error on that the call declares, as a value', async () => {
    const { send } = failing(new VaultError('sign-in-locked-out', 'wait', { details: { waitSeconds: 30 } }));
    const answer = await send(good, 'call', 'signIn', { handle: 'h', name: 'n', password: 'p' });
    expect(answer).toEqual({
      ok: false,
      error: { code: 'sign-in-locked-out', message: 'wait', details: { waitSeconds: 30 } },
    });
  });

  it('calls every other error internal, and tells nothing of it', async () => {
    for (const error of [new VaultError('vault-exists', '/home/x'), new Error('/home/x'), '/home/x']) {
      const answer = await failing(error).send(good, 'call', 'cancelJob', { job: 'j' });
      expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
      expect(JSON.stringify(answer)).not.toContain('/home');
    }
  });

  it('is told to whoever shows what changed, and only when it succeeded', async () => {
    const { send, done } = side();
    await send(good, 'call', 'lock', { why: 'by-hand' });
    await send(good, 'call', 'lock', {});
    expect(done).toEqual([windowCalls.lock]);
  });

  it('drops paths of files that lie on no disk', async () => {
    const { send } = side();
    expect(await send(good, 'offer', ['/a', '', '/b'])).toBe('/a,/b');
    expect(await send(good, 'offer', [7])).toBeNull();
  });
});

describe('the contract', () => {
  it('has each call under the names that the preload knows', () => {
    expect([...callNames].sort()).toEqual(Object.keys(windowCalls).sort());
  });

  it('passes a call on only where the worker has one of the same shapes that needs a sign-in', () => {
    for (const [name, call] of Object.entries<WindowCall>(windowCalls)) {
      if (!call.forwarded) continue;
      const worker = calls[name as keyof typeof calls];
      expect([worker?.input, worker?.output, worker?.session], name).toEqual([call.input, call.output, 'signed-in']);
    }
  });

  it('names no path in any call of the page', () => {
    const named = JSON.stringify(
      Object.entries<WindowCall>(windowCalls).map(([name, { input }]) => [name, Object.keys(shapeOf(input))]),
    );
    expect(named).not.toMatch(/"(paths?|outPath|vault|file)"/i);
  });
});

function shapeOf(schema: unknown): object {
  return (schema as { shape?: object }).shape ?? {};
}
