import type { ErrorCode } from '../../contract/errors.ts';
import { VaultError } from '../../contract/errors.ts';
import type { WindowFailure } from '../../contract/window/bridge.ts';
import { commonErrors } from '../../contract/window/define.ts';

/** The answer of a call that failed. An error that the call does not declare is nobody's business but `internal`. */
export function failed(error: unknown, declared: readonly ErrorCode[]): WindowFailure {
  if (error instanceof VaultError && (commonErrors.includes(error.code) || declared.includes(error.code))) {
    return { ok: false, error: { code: error.code, message: error.message, details: error.details } };
  }
  const details = error instanceof VaultError ? { undeclared: error.code } : {};
  return { ok: false, error: { code: 'internal', message: 'an error that was not foreseen', details } };
}
