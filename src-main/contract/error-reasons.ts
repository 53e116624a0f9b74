import { type ErrorDetails, VaultError } from './errors.ts';

/**
 * Of the codes that have several causes: every `details.reason`, as a closed list. Each has a text of its own in each
 * language (`causes` of `src-main/contract/messages`). `details.input` names what was given.
 */
export const errorReasons = {
  'invalid-input': [
    'empty',
    'too-long',
    'wrong-form',
    'control-characters',
    'ambiguous',
    'not-a-document-name',
    'too-large-to-show',
    'wrong-control-words',
    'not-a-request',
    'request-of-another-vault',
    'computer-approved-already',
    'computer-has-place',
    'computer-struck-off-already',
    'own-computer',
    'password-unchanged',
    'account-active',
    'one-privacy-officer',
    'privacy-officer-herself',
    'privacy-officer-has-every-folder',
    'it-admin-has-no-folder',
    'personnel-folder',
    'end-passed',
    'out-is-folder',
    'out-in-vault',
    'out-folder-missing',
    'reason-missing',
    'same-folder',
    'nothing-to-accept',
    'own-recovery-key',
    'not-a-recovery-key',
    'recovery-key-line-missing',
    'recovery-key-mistyped',
    'wrong-group',
    'wrong-code',
    'no-code-confirmed',
    'not-owner',
    'task-closed',
    'request-answered',
    'target-in-vault',
    'no-object-lock',
    'key-too-large',
    'nothing-to-finish',
    'no-such-root',
    'another-vault',
    'not-a-restore-request',
    'not-a-ticket',
    'ticket-for-another',
    'ticket-used',
  ],
  'not-found': [
    'folder',
    'user',
    'user-disabled',
    'grant',
    'document',
    'archived-document',
    'version',
    'archived-version',
    'task',
    'request',
    'draft',
    'computer',
    'target',
    'any-target',
    'snapshot',
    'repository',
    'forgotten',
  ],
  'not-authorised': ['no-session', 'computer-not-confirmed'],
  'vault-in-use': ['backup-running', 'drill-running'],
  'name-taken': ['document-in-the-way'],
  'target-unreachable': ['other-medium', 'place-missing'],
  'target-refused': ['sign-in', 'permission', 'clock-wrong', 'no-credentials'],
  'target-full': ['file-too-large'],
  'target-damaged': ['redirected', 'old-encryption', 'file-altered', 'link-on-target'],
} as const;

type CodeWithReasons = keyof typeof errorReasons;
export type ErrorReason<Code extends CodeWithReasons> = (typeof errorReasons)[Code][number];

/** Something was given that does not do; `input` names it, never its value. */
export function invalidInput(
  reason: ErrorReason<'invalid-input'>,
  input: string,
  message: string,
  options: { details?: ErrorDetails; cause?: unknown } = {},
): VaultError {
  return new VaultError('invalid-input', message, { ...options, details: { ...options.details, input, reason } });
}

/** What was asked for is not there, or not for the one who asks; `input` names what was asked by. */
export function notFound(reason: ErrorReason<'not-found'>, input: string, message: string): VaultError {
  return new VaultError('not-found', message, { details: { input, reason } });
}
