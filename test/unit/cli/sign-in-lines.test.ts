import { expect, test } from 'vitest';
import { signInLines } from '../../../src-main/cli/sign-in-lines.ts';
import { languages } from '../../../src-main/contract/messages/index.ts';

const failedAttempts = { own: 0, office: null };
const signedIn = {
  warnings: ['work-unfinished', 'keychain-file'] as const,
  unfinished: [
    { step: 'write-due-checkpoint', code: 'integrity-violated', part: 'audit log 12' },
    { step: 'purge-bin', code: 'disk-full', part: null },
  ] as const,
};

test.each(Object.entries(languages))('what failed of unfinished work stands below its warning: %s', (_, texts) => {
  const lines = signInLines(texts, {
    role: 'employee',
    confirmed: [],
    failedAttempts,
    warnings: [...signedIn.warnings],
    unfinished: [...signedIn.unfinished],
  });
  const { warnings, maintenanceSteps } = texts;
  expect(lines).toEqual([
    warnings['work-unfinished'],
    expect.stringContaining(`  ${maintenanceSteps['write-due-checkpoint']}: `),
    expect.stringContaining(`  ${maintenanceSteps['purge-bin']}: `),
    warnings['keychain-file'],
  ]);
  expect(lines[1]).toContain('audit log 12');
});

test('nobody is told of steps where there is no such warning', () => {
  expect(
    signInLines(languages.en, { role: 'employee', confirmed: [], failedAttempts, warnings: [], unfinished: [] }),
  ).toEqual([]);
});

test.each(Object.entries(languages))(
  'whose keys were confirmed is told with the verification characters: %s',
  (_, texts) => {
    const sanne = { id: '0c1d2e3f405162738495a6b7c8d9eafb', name: 'Sanne', fingerprint: 'F763-3809' };
    const quiet = { failedAttempts, warnings: [], unfinished: [] };
    const [line] = signInLines(texts, { role: 'privacy-officer', confirmed: [sanne], ...quiet });
    expect(line).toMatch(/Sanne .* F763-3809\. .* kluis user reset "Sanne"/);
  },
);

test.each(Object.entries(languages))(
  'attempts that failed are counted: one’s own, and the office’s for its officer: %s',
  (_, texts) => {
    const nothingElse = { confirmed: [], warnings: [], unfinished: [] };
    const own = signInLines(texts, { role: 'employee', failedAttempts: { own: 2, office: null }, ...nothingElse });
    expect(own).toEqual([expect.stringContaining(': 2.')]);
    const both = signInLines(texts, { role: 'privacy-officer', failedAttempts: { own: 1, office: 3 }, ...nothingElse });
    expect(both).toEqual([expect.stringContaining(': 1.'), expect.stringContaining(': 3.')]);
  },
);
