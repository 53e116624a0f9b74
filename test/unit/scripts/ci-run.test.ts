import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../../support/temp-folder.ts';

const script = path.resolve(import.meta.dirname, '../../../.ci/run');

const assertion = (status: string, fullName = 'a test') => ({ status, fullName });
const report = (passed: number, failed: number, files: object[] = []) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: files,
});

/** Runs .ci/run with an npm that leaves this report (none: the tests were never reached) and ends so; without CI=true it leaves none. */
function runWith(results: object | undefined, exitCode: number): { status: number | null; lines: string[] } {
  const folder = tempFolder();
  writeFileSync(folder.file('results'), results === undefined ? '' : JSON.stringify(results));
  const npm = `#!/bin/sh\n[ "$1" = ci ] && exit 0\n[ "$CI" = true ] || exit 9\ncat '${folder.file('results')}' >"$KLUIS_TEST_REPORT"\nexit ${exitCode}\n`;
  writeFileSync(folder.file('npm'), npm);
  chmodSync(folder.file('npm'), 0o755);
  const env = { ...process.env, CI: '', PATH: `${folder.path}:${process.env.PATH}` };
  const { status, stdout } = spawnSync(script, { env, encoding: 'utf8' });
  return { status, lines: stdout.trimEnd().split('\n') };
}

describe('.ci/run', () => {
  it('says how many tests passed', () => {
    expect(runWith(report(42, 0), 0)).toEqual({ status: 0, lines: ['42 passed, 0 failed'] });
  });

  it('fails with the number of failed tests, and names them', () => {
    const name = path.resolve('test/a.test.ts');
    const files = [
      { name, status: 'failed', assertionResults: [assertion('passed'), assertion('failed', 'a vault opens')] },
    ];
    expect(runWith(report(40, 2, files), 1)).toEqual({
      status: 1,
      lines: ['failed: test/a.test.ts > a vault opens', '40 passed, 2 failed'],
    });
  });

  it('names what was passed over', () => {
    const assertionResults = [assertion('passed'), assertion('skipped', 'what only the long run does')];
    const files = [{ name: path.resolve('test/a.test.ts'), status: 'passed', assertionResults }];
    expect(runWith(report(1, 0, files), 0).lines).toEqual([
      'passed over: test/a.test.ts > what only the long run does',
      '1 passed, 0 failed',
    ]);
  });

  it('counts a file that could not be loaded', () => {
    const files = [{ name: path.resolve('test/b.test.ts'), status: 'failed', assertionResults: [] }];
    expect(runWith(report(40, 0, files), 1)).toEqual({
      status: 1,
      lines: ['not loaded: test/b.test.ts', '40 passed, 1 failed'],
    });
  });

  it('fails when a step before the tests failed', () => {
    expect(runWith(undefined, 1)).toEqual({
      status: 1,
      lines: ['The tests did not run: an earlier step failed.', '0 passed, 1 failed'],
    });
  });

  it('fails when everything passed but the run did not', () => {
    expect(runWith(report(40, 0), 1)).toEqual({ status: 1, lines: ['40 passed, 1 failed'] });
  });
});
