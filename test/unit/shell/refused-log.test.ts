import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RefusedLog } from '../../../src-main/shell/ipc/refused-log.ts';
import { tempFolder } from '../../support/temp-folder.ts';

describe('the log of refused calls', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-03-01T09:00:00Z') }));
  afterEach(() => void vi.useRealTimers());

  const linesOf = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n');

  it('has a line with the time, the reason and the name, lasts over a restart, and is its user’s alone', () => {
    const folder = tempFolder();
    new RefusedLog(folder.path).write('shape', 'documentList');
    new RefusedLog(folder.path).write('channel', 'unknown');
    const file = folder.file('refused.log');
    expect(linesOf(file)).toEqual([
      '2026-03-01T09:00:00.000Z shape documentList',
      '2026-03-01T09:00:00.000Z channel unknown',
    ]);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('writes twenty lines of a minute at most, then how many more there were, and goes on', () => {
    const folder = tempFolder();
    const log = new RefusedLog(folder.path);
    for (let count = 0; count < 5_000; count += 1) log.write('frame', 'offer');
    expect(linesOf(folder.file('refused.log'))).toHaveLength(20);
    vi.advanceTimersByTime(60_000);
    log.write('frame', 'activity');
    const lines = linesOf(folder.file('refused.log'));
    expect(lines.slice(20)).toEqual(['2026-03-01T09:01:00.000Z more 4980', '2026-03-01T09:01:00.000Z frame activity']);
  });

  it('makes room when it is large, and keeps one file of before', () => {
    const folder = tempFolder();
    const file = folder.file('refused.log');
    const log = new RefusedLog(folder.path);
    for (const name of ['first', 'second', 'third']) {
      writeFileSync(file, `${name}\n`.padEnd(128 * 1024));
      log.write('shape', 'signIn');
      expect(linesOf(file)).toHaveLength(1);
      expect(readFileSync(`${file}.1`, 'utf8')).toContain(name);
    }
    expect(readdirSync(folder.path).sort()).toEqual(['refused.log', 'refused.log.1']);
  });

  it('breaks nothing where it cannot be written', () => {
    const folder = tempFolder();
    mkdirSync(folder.file('refused.log'));
    expect(() => new RefusedLog(folder.path).write('shape', 'signIn')).not.toThrow();
    expect(() => new RefusedLog(folder.file('nowhere')).write('shape', 'signIn')).not.toThrow();
    expect(existsSync(folder.file('nowhere'))).toBe(false);
  });
});
