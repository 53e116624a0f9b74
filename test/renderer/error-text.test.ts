import { afterEach, describe, expect, it, vi } from 'vitest';
import { errorReasons } from '../../src-main/contract/error-reasons.ts';
import { type ErrorCode, errorCodes } from '../../src-main/contract/errors.ts';
import { errorText } from '../../src-renderer/i18n/error-text.ts';

const isCode = (code: string): code is ErrorCode => Object.hasOwn(errorCodes, code);
const told = [
  ...Object.keys(errorCodes).map((code) => [code, {}] as const),
  ...Object.entries(errorReasons).flatMap(([code, reasons]) => reasons.map((reason) => [code, { reason }] as const)),
];
const cases = told.flatMap(([code, details]) =>
  (['nl', 'en'] as const).flatMap((language) =>
    [true, false].map((officer) => [code, details, language, officer] as const),
  ),
);

describe('what is said of errors', () => {
  afterEach(() => void vi.useRealTimers());

  it.each(cases)(
    'of %s %o in %s (to the Privacy Officer: %s) are three sentences that lack nothing',
    (code, details, language, officer) => {
      if (!isCode(code)) throw new Error(`${code} is no code`);
      const { what, kept, todo } = errorText({ code, details }, language, officer);
      for (const sentence of [what, kept, todo]) {
        expect(sentence).toMatch(/^["\p{Lu}].*\.$/u);
        expect(sentence).not.toMatch(
          /\{\{|undefined|kluis (check|init|recover|user|audit|computer|folder|doc)|--\w|KLUIS_/,
        );
      }
    },
  );

  it('says each reason otherwise than its code alone', () => {
    const plain = errorText({ code: 'invalid-input', details: {} }, 'nl', false).what;
    for (const reason of errorReasons['invalid-input']) {
      expect(errorText({ code: 'invalid-input', details: { reason } }, 'nl', false).what).not.toBe(plain);
    }
  });

  it('tells a wait as the time on the clock, in Dutch time', () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 20, 13, 10) });
    const error = { code: 'sign-in-locked-out', details: { waitSeconds: 600 } } as const;
    expect(errorText(error, 'nl', false).todo).toBe('U kunt om 14:20 weer inloggen.');
    expect(errorText(error, 'en', false).todo).toBe('You can sign in again at 14:20.');
  });

  it('names who has the vault open, where that is known', () => {
    const details = { computer: 'BALIE-2', since: Date.UTC(2026, 10, 20, 13, 5) };
    expect(errorText({ code: 'vault-in-use', details }, 'nl', false).what).toBe(
      'De kluis is open op BALIE-2, sinds vr 20 nov, 14:05.',
    );
    expect(errorText({ code: 'vault-in-use', details: {} }, 'nl', false).what).toBe(
      'De kluis is op een andere plaats open.',
    );
  });

  it('says what stayed of an import that was stopped, and why a password was refused', () => {
    expect(errorText({ code: 'cancelled', details: { documents: 1212 } }, 'nl', false).kept).toContain('1.212');
    const details = { reasons: ['no-digit', 'contains-name'] };
    expect(errorText({ code: 'password-too-weak', details }, 'en', false).what).toBe(
      'This password is not good enough: no digit, your name is in it.',
    );
  });

  it('tells the Privacy Officer what she can do herself instead of calling her', () => {
    for (const code of ['vault-read-only', 'integrity-violated'] as const) {
      expect(errorText({ code, details: {} }, 'en', false).todo).toContain('all the Privacy Officer');
      expect(errorText({ code, details: {} }, 'en', true).todo).not.toContain('Privacy Officer');
    }
  });
});
