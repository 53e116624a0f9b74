import type { Messages } from '../../contract/messages/index.ts';

/** What is said where new keys of database and office are still to come. */
export function rotatedLines({ results }: Messages, rotated: boolean): string[] {
  return rotated ? [] : [results['rotation-later']];
}
