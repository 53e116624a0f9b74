import type { ErrorReason } from '../../src-main/contract/error-reasons.ts';
import type { ErrorCode } from '../../src-main/contract/errors.ts';

/** An error in words: what happened, what was kept, what to do. */
export interface ErrorText {
  readonly what: string;
  readonly kept: string;
  readonly todo: string;
}

/** From the text that says most to the one that needs no details; the first of which every value is there is said. */
export type ErrorChoices = readonly [ErrorText, ...ErrorText[]];

/** What is said of every error. A code or reason that a language lacks does not compile. */
export interface ErrorTexts {
  readonly codes: Readonly<Record<ErrorCode, ErrorChoices>>;
  readonly reasons: {
    readonly 'invalid-input': Readonly<Record<ErrorReason<'invalid-input'>, ErrorChoices>>;
    readonly 'not-found': Readonly<Record<ErrorReason<'not-found'>, ErrorChoices>>;
    readonly 'name-taken': Readonly<Record<ErrorReason<'name-taken'>, ErrorChoices>>;
    readonly 'not-authorised': Readonly<Record<ErrorReason<'not-authorised'>, ErrorChoices>>;
    readonly 'vault-in-use': Readonly<Record<ErrorReason<'vault-in-use'>, ErrorChoices>>;
    readonly 'target-unreachable': Readonly<Record<ErrorReason<'target-unreachable'>, ErrorChoices>>;
    readonly 'target-refused': Readonly<Record<ErrorReason<'target-refused'>, ErrorChoices>>;
    readonly 'target-full': Readonly<Record<ErrorReason<'target-full'>, ErrorChoices>>;
    readonly 'target-damaged': Readonly<Record<ErrorReason<'target-damaged'>, ErrorChoices>>;
  };
  /** What the Privacy Officer herself is told instead. */
  readonly officer: Readonly<Partial<Record<ErrorCode, ErrorChoices>>>;
  /** Why a password was refused (`details.reasons`), as part of a sentence. */
  readonly passwordFlaws: Readonly<Record<string, string>>;
}

/** The part of them about the targets of backups. */
export interface TargetErrorTexts {
  readonly codes: Pick<ErrorTexts['codes'], Extract<ErrorCode, `target-${string}`>>;
  readonly reasons: Pick<ErrorTexts['reasons'], Extract<keyof ErrorTexts['reasons'], `target-${string}`>>;
}

/** One way to say it, when there is only one. */
export const said = (what: string, kept: string, todo: string): ErrorChoices => [{ what, kept, todo }];
