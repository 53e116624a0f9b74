import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { backupsEn } from '../../src-renderer/features/backups/texts.en.ts';
import { backupsNl } from '../../src-renderer/features/backups/texts.nl.ts';

const RulesSchema = z.object({ keepAllHours: z.number(), keepDailyDays: z.number(), oldestDays: z.number() });

test('what a new target says is kept is what the rules have', () => {
  const rules = RulesSchema.parse(JSON.parse(readFileSync('resources/rules/backup-retention.json', 'utf8')));
  for (const { retention } of [backupsNl, backupsEn]) {
    expect(retention.match(/\d+/g)?.map(Number)).toEqual(Object.values(rules));
  }
});
