import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { z } from 'zod';
import { VaultError } from '../../contract/errors.ts';
import { parseInput } from '../../contract/parse-input.ts';
import type { WindowAnswer } from '../../contract/window/bridge.ts';
import { type WindowCallName, windowCalls } from '../../contract/window/calls.ts';
import { activityChannel, callChannel, offerChannel } from '../../contract/window/channels.ts';
import type { Caller, WindowCall } from '../../contract/window/define.ts';
import { handle } from '../../contract/window/shapes.ts';
import { failed } from './answer.ts';
import type { RefusedCalls } from './refused-calls.ts';
import { isOurWindow } from './sender-guard.ts';

/** The most that one call may bring, in characters of JSON. */
const largestInput = 1_000_000;

const OfferSchema = z.array(z.string().max(4096)).max(10_000);

/** What a call runs with, once it is known to be one of ours and of the right shape. */
export interface AcceptedCall {
  readonly name: WindowCallName;
  readonly input: unknown;
  readonly job: string | null;
}

export interface CallSide {
  /** The page that may call at this moment; null between two pages. */
  readonly contents: () => WebContents | null;
  readonly refused: RefusedCalls;
  /** Whether somebody is signed in, and as the Privacy Officer. */
  readonly mayCall: (caller: Caller) => boolean;
  readonly run: (call: AcceptedCall) => Promise<unknown>;
  /** Told of every call that succeeded and of what it changed. */
  readonly onDone: (call: WindowCall) => void;
  /** Keeps the paths of dropped files. @returns their handle; null when there are none. */
  readonly offer: (paths: readonly string[]) => string | null;
  /** Somebody touched a key or the mouse. */
  readonly onActivity: () => void;
}

/** Lets the page's calls in: from our window only, with the shape of the contract only. */
export function registerCalls(ipcMain: Pick<IpcMain, 'handle'>, side: CallSide): void {
  ipcMain.handle(callChannel, async (event, name: unknown, input: unknown, job: unknown) => {
    return await answerCall(side, event, { name, input, job });
  });
  ipcMain.handle(offerChannel, (event, paths: unknown) => answerOffer(side, event, paths));
  ipcMain.handle(activityChannel, (event) => {
    if (isOurWindow(event, side.contents())) side.onActivity();
    else side.refused.note('frame', activityChannel);
  });
}

interface Asked {
  readonly name: unknown;
  readonly input: unknown;
  readonly job: unknown;
}

async function answerCall(side: CallSide, event: IpcMainInvokeEvent, asked: Asked): Promise<WindowAnswer<unknown>> {
  const { name } = asked;
  if (!isOurWindow(event, side.contents())) {
    side.refused.note('frame', isCallName(name) ? name : 'unknown');
    return failed(new VaultError('not-authorised', 'not a frame that calls'), []);
  }
  if (!isCallName(name)) {
    side.refused.note('channel', 'unknown');
    return failed(new VaultError('not-authorised', 'no such call'), []);
  }
  const call: WindowCall = windowCalls[name];
  try {
    const accepted = { name, ...accept(call, asked) };
    if (!side.mayCall(call.caller)) throw new VaultError('not-authorised', `${name} is not for who is signed in`);
    const given = await side.run(accepted);
    // What was passed on was parsed by the same schema where it came out of the worker.
    const value = call.forwarded ? given : parseOutput(call, name, given);
    side.onDone(call);
    return { ok: true, value };
  } catch (error) {
    if (error instanceof VaultError && error.details.reason === 'wrong-form') side.refused.note('shape', name);
    return failed(error, call.errors);
  }
}

/** @throws VaultError `invalid-input`, of reason `wrong-form` for what no page of ours sends. */
function accept(call: WindowCall, { input, job }: Asked): Omit<AcceptedCall, 'name'> {
  if (!isSmall(input)) throw wrongForm('more than a call may bring');
  const named = handle.nullish().safeParse(job);
  if (!named.success) throw wrongForm('not the name of a job');
  return { input: parseInput(call.input, input), job: named.data ?? null };
}

function parseOutput(call: WindowCall, name: string, given: unknown): unknown {
  const parsed = call.output.safeParse(given);
  if (!parsed.success) throw new VaultError('internal', `the answer of ${name} does not fit its contract`);
  return parsed.data;
}

function answerOffer(side: CallSide, event: IpcMainInvokeEvent, paths: unknown): string | null {
  if (!isOurWindow(event, side.contents())) {
    side.refused.note('frame', offerChannel);
    return null;
  }
  const parsed = OfferSchema.safeParse(paths);
  if (!parsed.success) {
    side.refused.note('shape', offerChannel);
    return null;
  }
  // A file that was made in the page, and does not lie on a disk, has no path.
  return side.mayCall('signed-in') ? side.offer(parsed.data.filter((path) => path !== '')) : null;
}

function isCallName(name: unknown): name is WindowCallName {
  return typeof name === 'string' && Object.hasOwn(windowCalls, name);
}

/** Counts no further than is allowed: a message of a few bytes can hold one part so often that writing it out takes hours. */
function isSmall(input: unknown): boolean {
  let left = largestInput;
  try {
    JSON.stringify(input, (name, value: unknown) => {
      left -= name.length + (typeof value === 'string' ? value.length : 1);
      if (left < 0 || ArrayBuffer.isView(value)) throw new RangeError('more than a call may bring');
      return value;
    });
    return true;
  } catch {
    // What is no JSON has no shape of ours.
    return false;
  }
}

function wrongForm(message: string): VaultError {
  return new VaultError('invalid-input', message, { details: { input: '', reason: 'wrong-form' } });
}
