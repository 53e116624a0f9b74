import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { programVersion } from '../../../src-main/contract/program-version.ts';

test('the version that the program says is the one of package.json', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(programVersion).toBe(version);
});
