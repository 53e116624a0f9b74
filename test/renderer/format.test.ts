import { describe, expect, it } from 'vitest';
import { formatsOf } from '../../src-renderer/i18n/format.ts';

describe('a time in a sentence', () => {
  it('has its year only where that is another one, by the Dutch calendar', () => {
    const year = new Date().getUTCFullYear();
    const { timeInText } = formatsOf('nl');
    expect(timeInText(Date.UTC(year, 4, 20, 12, 5))).toMatch(/^.{2} 20 mei, 14:05$/);
    expect(timeInText(Date.UTC(2024, 8, 24, 9, 0))).toBe('di 24 sep 2024, 11:00');
    expect(formatsOf('en').timeInText(Date.UTC(2024, 8, 24, 9, 0))).toBe('Tue, 24 Sept 2024, 11:00');
    // An hour before the year ends in Greenwich it has ended in the Netherlands.
    expect(timeInText(Date.UTC(2023, 11, 31, 23, 30))).toBe('ma 1 jan 2024, 00:30');
  });
});
