import type { ErrorReason } from '../../contract/error-reasons.ts';
import { type ErrorDetails, VaultError } from '../../contract/errors.ts';

/**
 * What targets answer, in the words of the closed list. No error of a driver is kept as `cause`: their messages hold
 * addresses and paths, and some the headers of the request.
 */
export const unreachable = (details: ErrorDetails & { reason?: ErrorReason<'target-unreachable'> } = {}): VaultError =>
  new VaultError('target-unreachable', 'the target cannot be reached', { details });

export const refused = (reason: ErrorReason<'target-refused'>, details: ErrorDetails = {}): VaultError =>
  new VaultError('target-refused', 'the target refuses', { details: { ...details, reason } });

export const full = (details: ErrorDetails & { reason?: ErrorReason<'target-full'> } = {}): VaultError =>
  new VaultError('target-full', 'the target has no room', { details });

export const damaged = (
  message: string,
  details: ErrorDetails & { reason?: ErrorReason<'target-damaged'> } = {},
): VaultError => new VaultError('target-damaged', message, { details });

export const notThere = (): VaultError => new VaultError('not-found', 'the target has no such file');

export const cancelled = (): VaultError => new VaultError('cancelled', 'the work with the target was cancelled');

/** The details are what the server shows now, for the user to compare and for `TargetSettings` to keep. */
export const hostKeyUnknown = (details: { fingerprint: string; hostKeyType: string }): VaultError =>
  new VaultError('target-host-key-unknown', 'nobody has accepted the key of this server', { details });

export const hostKeyChanged = (details: { fingerprint: string } | Record<string, never> = {}): VaultError =>
  new VaultError('target-host-key-changed', 'the server has another key than before', { details });
