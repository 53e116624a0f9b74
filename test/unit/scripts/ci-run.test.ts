import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../../support/temp-folder.ts';

const script = path.resolve(import.meta.dirname, '../../../.ci/run');

const assertion = (status: string) => ({ status });
const report = (passed: number, failed: number, files: object[] = []) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: files,
});

/** Runs .ci/run with an npm that leaves this report (none: the tests were never reached) and ends so. */
function runWith(
  results: object | undefined,
  exitCode: number,
): { status: number | null; lastLine: string | undefined } {
  const folder = tempFolder();
  writeFileSync(folder.file('results'), results === undefined ? '' : JSON.stringify(results));
  const npm = `#!/bin/sh\n[ "$1" = ci ] && exit 0\ncat '${folder.file('results')}' >"$KLUIS_TEST_REPORT"\nexit ${exitCode}\n`;
  writeFileSync(folder.file('npm'), npm);
  chmodSync(folder.file('npm'), 0o755);
  const env = { ...process.env, PATH: `${folder.path}:${process.env.PATH}` };
  const { status, stdout } = spawnSync(script, { env, encoding: 'utf8' });
  return { status, lastLine: stdout.trimEnd().split('\n').at(-1) };
}

describe('.ci/run', () => {
  it('says how many tests passed', () => {
    expect(runWith(report(42, 0), 0)).toEqual({ status: 0, lastLine: '42 passed, 0 failed' });
  });

  it('fails with the number of failed tests', () => {
    const files = [{ status: 'failed', assertionResults: [assertion('passed'), assertion('failed')] }];
    expect(runWith(report(40, 2, files), 1)).toEqual({ status: 1, lastLine: '40 passed, 2 failed' });
  });

  it('counts a file that could not be loaded', () => {
    const files = [{ status: 'failed', assertionResults: [] }];
    expect(runWith(report(40, 0, files), 1)).toEqual({ status: 1, lastLine: '40 passed, 1 failed' });
  });

  it('fails when a step before the tests failed', () => {
    expect(runWith(undefined, 1)).toEqual({ status: 1, lastLine: '0 passed, 1 failed' });
  });

  it('fails when everything passed but the run did not', () => {
    expect(runWith(report(40, 0), 1)).toEqual({ status: 1, lastLine: '40 passed, 1 failed' });
  });
});
