import type { TaskWish } from '../../../src-main/core/tasks/write-task.ts';

export { as } from '../archive/support.ts';

export const manual = { kind: 'manual', ref: null } as const;

/** A wish for somebody, otherwise bare. */
export function wishFor(owner: string, wish: Partial<TaskWish> = {}): TaskWish {
  const bare = { text: '', due: null, remindDays: null, recurrence: null, escalateDays: null };
  return { title: 'Polis nakijken', ...bare, ...wish, owner };
}

/** The day so many days from today, in Amsterdam by the clock of the machine. */
export function inDays(days: number, now: number = Date.now()): string {
  return new Date(now + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' });
}
