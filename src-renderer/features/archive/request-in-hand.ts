import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { type CallError, call, callErrorOf } from '../../client/client.ts';
import { storeOf, useStore } from '../../client/store.ts';

type Request = WindowOutput<'requestListAll'>[number];

/** What somebody asked of the archive, while the Privacy Officer looks for it. */
export interface RequestInHand {
  readonly request: Request;
  /** Whether the asker knows that it is granted: from when the archive is open for it. */
  readonly isGranted: boolean;
  /** Why she could not be told. */
  readonly error: CallError | null;
}

const inHand = storeOf<RequestInHand | null>(null);

export const takeInHand = (request: Request): void => inHand.put({ request, isGranted: false, error: null });
export const putDown = (): void => inHand.put(null);

/** Who leaves before the archive was opened has promised nothing: the request waits on Today. */
export function leaveRequest(): void {
  if (inHand.get()?.isGranted === false) putDown();
}

/** The archive was opened for it: the asker is told. */
export async function grantInHand(): Promise<void> {
  const before = inHand.get();
  if (before === null || before.isGranted) return;
  const granted = { ...before, isGranted: true, error: null };
  inHand.put(granted);
  try {
    await call('requestAnswer', { id: before.request.id, state: 'granted', answer: '' });
  } catch (error) {
    if (inHand.get() === granted) inHand.put({ ...before, error: callErrorOf(error) });
  }
}

/** Null when the archive is not open for anybody's question. */
export const useRequestInHand = (): RequestInHand | null => useStore(inHand);
