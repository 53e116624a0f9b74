import { setTimeout as sleep } from 'node:timers/promises';
import { VaultError } from '../../src-main/contract/errors.ts';
import type { Target } from '../../src-main/core/ports/target.ts';
import { allOf } from './byte-streams.ts';
import { withCalls } from './with-calls.ts';

/**
 * What goes wrong with a target. `gone`: its calls fail, from one on. `gone-inside`: that one after it has done its work, or has
 * given a part of it. `full`: nothing more can be created. `refused`: from one call on nothing is allowed any more. `cut`: what
 * is read is cut short, without an error.
 */
export const targetFaults = ['gone', 'gone-inside', 'full', 'refused', 'cut'] as const;
export type TargetFault = (typeof targetFaults)[number];

export const errorOfFault = {
  gone: 'target-unreachable',
  'gone-inside': 'target-unreachable',
  full: 'target-full',
  refused: 'target-refused',
  cut: null,
} as const satisfies Record<TargetFault, string | null>;

/** A target with something wrong from the `from`th of its calls on, the first being 1. */
export function faultyTarget(target: Target, fault: TargetFault, from: number): Target & { readonly wasMet: boolean } {
  let calls = 0;
  let wasMet = false;
  /** Counts a call. @returns whether it is one of those with the fault. */
  const meets = (isOfFault: boolean): boolean => {
    calls += 1;
    const meets = calls >= from && isOfFault;
    wasMet ||= meets;
    return meets;
  };
  const fail = (): never => {
    throw new VaultError(errorOfFault[fault] ?? 'internal', `${fault}, from call ${from} on`);
  };
  const isGone = fault === 'gone' || fault === 'refused';
  const isGoneSomehow = isGone || fault === 'gone-inside';
  const ask = async <Result>(isOfFault: boolean, work: () => Promise<Result>): Promise<Result> => {
    if (!meets(isOfFault)) return await work();
    if (fault === 'gone-inside' && calls === from) await work();
    return fail();
  };
  return {
    get wasMet() {
      return wasMet;
    },
    create: async (name, content, signal) => await ask(fault !== 'cut', () => target.create(name, content, signal)),
    size: async (name, signal) => await ask(isGoneSomehow, () => target.size(name, signal)),
    read: async function* (name, range, signal) {
      const isMet = meets(fault !== 'full');
      if (isMet && isGone) return fail();
      for await (const piece of target.read(name, range, signal)) {
        if (!isMet) {
          yield piece;
          continue;
        }
        yield piece.subarray(0, piece.length >> 1);
        if (fault === 'gone-inside') return fail();
        return;
      }
    },
    list: async function* (folder, signal) {
      const isMet = meets(isGoneSomehow);
      if (isMet && isGone) return fail();
      for await (const entry of target.list(folder, signal)) {
        yield entry;
        if (isMet) return fail();
      }
    },
    remove: async (name, signal) => await ask(isGoneSomehow, () => target.remove(name, signal)),
    removeUnfinished: async (folder, olderThan, signal) =>
      await ask(isGoneSomehow, () => target.removeUnfinished(folder, olderThan, signal)),
    space: (signal) => target.space(signal),
    now: async (signal) => await ask(isGoneSomehow, () => target.now(signal)),
    probe: (signal) => target.probe(signal),
    close: () => target.close(),
  };
}

/** A target that takes its time for every call, and for every piece of what is read. */
export function slowTarget(target: Target, ms: number): Target {
  return withCalls<Target>(target, {
    create: async (name, content, signal) => {
      await sleep(ms);
      return await target.create(name, content, signal);
    },
    size: async (name, signal) => {
      await sleep(ms);
      return await target.size(name, signal);
    },
    read: async function* (name, range, signal) {
      for await (const piece of target.read(name, range, signal)) {
        await sleep(ms);
        yield piece;
      }
    },
    list: async function* (folder, signal) {
      await sleep(ms);
      yield* target.list(folder, signal);
    },
  });
}

/** Targets that wait whenever something is to be created, until `release` is called or the call is cancelled. */
export function haltedTarget(): { halting(target: Target): Target; release(): void; waiting(): number } {
  const released = Promise.withResolvers<void>();
  let waiting = 0;
  const halt = async (signal: AbortSignal): Promise<void> => {
    const aborted = Promise.withResolvers<never>();
    const abort = () => aborted.reject(new VaultError('cancelled', 'cancelled while it waited'));
    signal.addEventListener('abort', abort, { once: true });
    waiting += 1;
    try {
      await Promise.race([released.promise, aborted.promise]);
    } finally {
      waiting -= 1;
      signal.removeEventListener('abort', abort);
    }
  };
  return {
    waiting: () => waiting,
    release: released.resolve,
    halting: (target) =>
      withCalls<Target>(target, {
        create: async (name, content, signal) => {
          await halt(signal);
          return await target.create(name, content, signal);
        },
      }),
  };
}

/** A target that says it has created what it has not, or not as it was sent. */
export function lyingTarget(
  target: Target,
  lieAbout: (name: string) => 'drop' | 'alter' | 'shorten' | null,
  overwrite: (name: string, bytes: Uint8Array | null) => void,
): Target {
  return withCalls<Target>(target, {
    create: async (name, content, signal) => {
      const made = await target.create(name, content, signal);
      const lie = lieAbout(name);
      if (lie === null) return made;
      const bytes = await allOf(content.bytes());
      if (lie === 'alter') bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      overwrite(name, lie === 'drop' ? null : lie === 'shorten' ? bytes.subarray(1) : bytes);
      return made;
    },
  });
}
