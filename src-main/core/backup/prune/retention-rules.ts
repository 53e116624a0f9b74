import { z } from 'zod';

/**
 * For how long snapshots are kept: the data of `resources/rules/backup-retention.json`. The bounds are what a change of the
 * data cannot take away.
 */
export const RetentionRulesSchema = z.strictObject({
  version: z.int().min(1),
  /** When somebody last compared it with its source. */
  date: z.iso.date(),
  source: z.string().min(1).max(500),
  keepAllHours: z.int().min(24).max(168),
  keepDailyDays: z.int().min(7).max(62),
  /** Nothing is older, what a kept snapshot stands on included. */
  oldestDays: z.int().min(28).max(366),
  /** What is garbage goes so much later. */
  garbageHours: z.int().min(72).max(720),
  /** Nothing heard of the writer for longer, and its clock counts as having jumped. */
  silenceDays: z.int().min(7).max(62),
});
export type RetentionRules = z.infer<typeof RetentionRulesSchema>;
