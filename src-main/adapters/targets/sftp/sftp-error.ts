import { VaultError } from '../../../contract/errors.ts';
import { damaged, hostKeyChanged, notThere, refused, unreachable } from '../target-errors.ts';

/** The codes of version 3 of the protocol. */
export const sftpStatus = { endOfFile: 1, noSuchFile: 2, permissionDenied: 3, failure: 4, unsupported: 8 } as const;

/** What the server answered to a request, or that it did not. */
export function sftpError(error: unknown): VaultError {
  if (error instanceof VaultError) return error;
  const status = field(error, 'code');
  if (typeof status !== 'number' || status === 6 || status === 7) return unreachable({ systemError: 'ECONNRESET' });
  if (status === sftpStatus.noSuchFile) return notThere();
  if (status === sftpStatus.permissionDenied) return refused('permission', { status });
  return damaged('the server refused a request', { status });
}

export const hasStatus = (error: unknown, status: number): boolean =>
  error instanceof VaultError && error.code === 'target-damaged' && error.details.status === status;

/** Why there is no connection. @param isKeyKnown whether a kind of key was asked for. */
export function connectionError(error: unknown, isKeyKnown: boolean): VaultError {
  const level = field(error, 'level');
  const message = error instanceof Error ? error.message : '';
  if (level === 'client-authentication') return refused('sign-in');
  if (level === 'handshake') {
    if (isKeyKnown && message.includes('no matching host key')) return hostKeyChanged();
    if (message.includes('no matching'))
      return damaged('the server knows no modern encryption', { reason: 'old-encryption' });
    return damaged('the server does not speak SSH as it should');
  }
  if (level === 'protocol' && !message.includes('Connection lost')) return damaged('this is not an SSH server');
  const code = field(error, 'code');
  return unreachable({ systemError: typeof code === 'string' ? code : 'none' });
}

function field(error: unknown, name: 'code' | 'level'): unknown {
  return error instanceof Error && name in error ? Reflect.get(error, name) : undefined;
}
