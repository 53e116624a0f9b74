import { expect, test } from 'vitest';
import { signInLines } from '../../../src-main/cli/sign-in-lines.ts';
import { languages } from '../../../src-main/contract/messages/index.ts';

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
  expect(signInLines(languages.en, { role: 'employee', confirmed: [], warnings: [], unfinished: [] })).toEqual([]);
});

test.each(Object.entries(languages))('whose keys were confirmed is told with the control words: %s', (_, texts) => {
  const sanne = { id: '0c1d2e3f405162738495a6b7c8d9eafb', name: 'Sanne', fingerprint: 'F763-3809' };
  const [line] = signInLines(texts, { role: 'privacy-officer', confirmed: [sanne], warnings: [], unfinished: [] });
  expect(line).toMatch(/Sanne .* F763-3809\. .* kluis user reset "Sanne"/);
});
