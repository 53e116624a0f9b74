import type { CallOutput } from '../contract/calls.ts';
import { type ForwardedCallName, type WindowCallName, windowCalls } from '../contract/window/calls.ts';
import type { AnsweredCalls } from './calls/answered.ts';
import type { AcceptedCall } from './ipc/register-calls.ts';
import type { Jobs, RunningJob } from './jobs.ts';
import type { VaultHost } from './vault-host.ts';

/** What the shell itself takes from the answers of calls that it passes on. */
export type Listeners = { readonly [Name in ForwardedCallName]?: (value: CallOutput<Name>) => void };

/** Runs the calls of the page as jobs: passed on to the worker, or answered here. */
export function callRunner(
  vault: VaultHost,
  jobs: Jobs,
  answered: AnsweredCalls,
  listeners: Listeners,
): (call: AcceptedCall) => Promise<unknown> {
  // That each takes what the schema of its call gives was checked where they were put together.
  const answers = answered as Readonly<Record<string, (input: unknown, job: RunningJob) => Promise<unknown>>>;
  const heard = listeners as Readonly<Record<string, ((value: unknown) => void) | undefined>>;
  return async ({ name, input, job }) =>
    await jobs.run(job, name, async (running) => {
      if (!isForwarded(name)) return await answers[name]?.(input, running);
      const value = await vault.forward(name, input, running);
      heard[name]?.(value);
      return value;
    });
}

function isForwarded(name: WindowCallName): name is ForwardedCallName {
  return windowCalls[name].forwarded;
}
