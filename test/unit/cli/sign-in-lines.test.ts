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
  const lines = signInLines(texts, { warnings: [...signedIn.warnings], unfinished: [...signedIn.unfinished] });
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
  expect(signInLines(languages.en, { warnings: [], unfinished: [] })).toEqual([]);
});
