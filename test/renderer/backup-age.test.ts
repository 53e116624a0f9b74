import { describe, expect, test } from 'vitest';
import { newestBackup } from '../../src-renderer/app/backup-age.ts';

const hourMs = 60 * 60_000;
const now = Date.UTC(2026, 10, 22, 12);
const target = (goodAt: number | null, alerts: Parameters<typeof newestBackup>[0][number]['alerts'] = []) => ({
  goodAt,
  alerts,
  activities: [],
});

describe('the age of the backups of an office', () => {
  test('is that of the newest on any target', () => {
    expect(newestBackup([target(now - 100 * hourMs), target(now - hourMs)], now)).toMatchObject({
      kind: 'fresh',
      goodAt: now - hourMs,
    });
  });

  test('asks for something after 26 hours, and urgently after 72', () => {
    const kindAfter = (hours: number) => newestBackup([target(now - hours * hourMs)], now).kind;
    expect([25, 27, 71, 73].map(kindAfter)).toEqual(['fresh', 'old', 'old', 'stale']);
  });

  test('is none while a target has none yet, and does not count what cannot be relied on', () => {
    expect(newestBackup([], now)).toMatchObject({ kind: 'fresh', goodAt: null });
    expect(newestBackup([target(null, ['never'])], now)).toMatchObject({ kind: 'old', goodAt: null });
    const damaged = target(now, ['verification-failed']);
    expect(newestBackup([damaged], now)).toMatchObject({ kind: 'untrusted', goodAt: null });
    expect(newestBackup([damaged, target(now - 30 * hourMs)], now)).toMatchObject({ kind: 'old' });
  });
});
