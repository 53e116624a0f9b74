import type { ErrorCode, ErrorDetails } from '../../src-main/contract/errors.ts';
import type { WindowBridge } from '../../src-main/contract/window/bridge.ts';
import type { WindowCallName, WindowInput, WindowOutput } from '../../src-main/contract/window/calls.ts';
import { whileRunning } from './running-jobs.ts';

declare global {
  interface Window {
    /** Put there by the preload, frozen. */
    readonly app: WindowBridge;
  }
}

/** A call that did not do what was asked; its text in words comes from `errorText`. */
export class CallError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails) {
    super(code);
    this.name = 'CallError';
    this.code = code;
    this.details = details;
  }
}

/** A failure as a call's: what was not foreseen is `internal`. */
export const callErrorOf = (failure: unknown): CallError =>
  failure instanceof CallError ? failure : new CallError('internal', {});

/**
 * Makes one call of the window's contract.
 * @param job a name for the call, for its progress (`useJob`) and to cancel it.
 * @throws CallError
 */
export async function call<Name extends WindowCallName>(
  name: Name,
  input: WindowInput<Name>,
  job?: string,
): Promise<WindowOutput<Name>> {
  const asked = window.app.calls[name](input, job);
  const answer = await (job === undefined ? asked : whileRunning(job, name, asked));
  if (!answer.ok) throw new CallError(answer.error.code, answer.error.details);
  return answer.value;
}
