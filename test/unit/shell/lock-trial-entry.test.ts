import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { isLockTrial } from '../../../src-main/adapters/sqlcipher/lock-self-test.ts';

const trial = path.resolve('src-main/adapters/sqlcipher/lock-trial.ts');

test('a program that is started to try a lock is known by its first argument, and by nothing else', () => {
  expect(isLockTrial(['/opt/dossierkluis', trial, '/vault/lock', '12'])).toBe(true);
  expect(isLockTrial(['/opt/dossierkluis'])).toBe(false);
  expect(isLockTrial(['/opt/dossierkluis', '/elsewhere/lock-trial.ts', '/vault/lock', '12'])).toBe(false);
});

test('the entry looks at that before it loads the shell', () => {
  const entry = readFileSync('src-main/desktop.ts', 'utf8');
  expect(entry.indexOf('isLockTrial(process.argv)')).toBeGreaterThan(0);
  expect(entry.indexOf("import('./shell/main.ts')")).toBeGreaterThan(entry.indexOf('isLockTrial(process.argv)'));
});
