/**
 * The closed list of everything that can go wrong, as values. Each code has one exit code for the command line and one
 * message in each language (`src-main/contract/messages`). Nothing else crosses the worker's border as an error.
 */
export const errorCodes = {
  // 1: anything else
  internal: 1,
  'disk-full': 1,
  'folder-read-only': 1,
  'folder-without-locking': 1,
  'keychain-missing': 1,
  'keychain-entry-missing': 1,
  'vault-from-newer-program': 1,
  'vault-from-older-program': 1,
  'vault-read-only': 1,
  'vault-restored': 1,
  'print-failed': 1,
  'file-changed-while-read': 1,
  'file-unreadable': 1,
  'spool-full': 1,
  // 2: usage or invalid input
  'invalid-input': 2,
  'password-too-weak': 2,
  'name-taken': 2,
  'vault-exists': 2,
  'file-exists': 2,
  'recovery-key-wrong-vault': 2,
  // 3: not authorised
  'not-authorised': 3,
  'archive-closed': 3,
  'second-factor-missing': 3,
  // 4: sign-in
  'sign-in-failed': 4,
  'sign-in-locked-out': 4,
  'account-not-activated': 4,
  'second-factor-needed': 4,
  // 5: integrity violated
  'integrity-violated': 5,
  // 6: not found
  'not-found': 6,
  'vault-not-found': 6,
  // 7: target out of reach
  'target-unreachable': 7,
  'target-refused': 7,
  'target-full': 7,
  'target-damaged': 7,
  'target-host-key-unknown': 7,
  'target-host-key-changed': 7,
  'target-certificate-refused': 7,
  // 8: vault in use
  'vault-in-use': 8,
  // 9: cancelled
  cancelled: 9,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof errorCodes;

/** Facts about an error that may be shown: never a secret, a client's name or a stack. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** The only error class that crosses a boundary. `message` is for developers; users see the text that belongs to `code`. */
export class VaultError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, options: { details?: ErrorDetails; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'VaultError';
    this.code = code;
    this.details = options.details ?? {};
  }
}

/** What is not as it was written, named by `part`; `message` is for developers. */
export function violated(part: string, message: string, cause?: unknown): VaultError {
  return new VaultError('integrity-violated', message, { details: { part }, cause });
}

/** Whether something was not as it was written: what `violated` makes, with more details or without. */
export function isViolation(error: unknown): error is VaultError {
  return error instanceof VaultError && error.code === 'integrity-violated';
}
