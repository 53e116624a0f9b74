import { expect, test } from 'vitest';
import { bannerReasons } from '../../src-renderer/app/banner-reasons.ts';

const quiet = { warnings: [], restored: null, failedAttempts: { own: 0, office: 0 }, recoveryCodesLeft: null };

test('above the screens stands nothing where there is nothing to say', () => {
  expect(bannerReasons(quiet, false)).toEqual([]);
  expect(bannerReasons({ ...quiet, failedAttempts: { own: 0, office: null } }, false)).toEqual([]);
});

test('what must not wait is said first, then what is new at this sign-in, then what lasts', () => {
  const warnings = ['keychain-file', 'account-endorsed-twice', 'vault-rolled-back', 'work-unfinished'] as const;
  const restored = { backupAt: 1, at: 2, setAside: null };
  const told = { warnings: [...warnings], restored, failedAttempts: { own: 0, office: 3 }, recoveryCodesLeft: 0 };
  expect(bannerReasons(told, false)).toEqual([
    'vault-rolled-back',
    'account-endorsed-twice',
    'work-unfinished',
    'restored',
    'failed-attempts',
    'code-spent',
    'keychain-file',
  ]);
});

test('an employee is told of attempts with her own name', () => {
  expect(bannerReasons({ ...quiet, failedAttempts: { own: 1, office: null } }, false)).toEqual(['failed-attempts']);
});

test('a demonstration says what it is, and nothing of where its keys lie', () => {
  expect(bannerReasons({ ...quiet, warnings: ['keychain-file'] }, true)).toEqual(['demonstration']);
});
