import { UsageError } from './usage-error.ts';

/** @throws UsageError for anything but a whole number from 1. */
export function wholeNumber(value: string): number {
  if (!/^[1-9]\d{0,14}$/.test(value)) throw new UsageError('not-a-number', { value });
  return Number(value);
}
