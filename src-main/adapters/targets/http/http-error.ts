import { VaultError } from '../../../contract/errors.ts';
import { cancelled, damaged, full, refused, unreachable } from '../target-errors.ts';

const certificateErrors =
  /^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(?:GET|VERIFY|DECODE|DECRYPT)_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_EXCEEDED)/;

/** Why no answer came, or not all of it. */
export function httpError(error: unknown, signal: AbortSignal): VaultError {
  if (signal.aborted) return cancelled();
  if (error instanceof VaultError) return error;
  const given = error instanceof Error && 'code' in error ? error.code : undefined;
  const systemError = typeof given === 'string' ? given : 'none';
  if (certificateErrors.test(systemError)) {
    return new VaultError('target-certificate-refused', 'the certificate of the server is not trusted', {
      details: { systemError },
    });
  }
  if (/^ERR_SSL_.*(?:PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|NO_PROTOCOLS|NO_SHARED_CIPHER)/.test(systemError)) {
    return damaged('the server knows no modern TLS', { reason: 'old-encryption', systemError });
  }
  if (/^(?:HPE_|ERR_SSL_|EPROTO)/.test(systemError))
    return damaged('the server does not speak as it should', { systemError });
  return unreachable({ systemError });
}

/** What a status says that is not one of those hoped for. */
export function statusError(status: number): VaultError {
  if (status >= 300 && status < 400) return damaged('the address refers to another', { reason: 'redirected', status });
  if (status === 401) return refused('sign-in', { status });
  if (status === 403) return refused('permission', { status });
  if (status === 413) return full({ reason: 'file-too-large', status });
  if (status === 507) return full({ status });
  // 423: locked by somebody else, for a while.
  if (status === 408 || status === 423 || status === 429 || status >= 500) return unreachable({ status });
  return damaged('the server answered otherwise than it should', { status });
}
