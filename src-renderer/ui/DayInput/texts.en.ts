import type { EnglishOf } from '../../i18n/texts.ts';
import type { dayInputNl } from './texts.nl.ts';

export const dayInputEn = {
  dayForm: 'dd-mm-yyyy',
  clearDay: 'Clear the date',
  nextMonth: 'Next month',
  previousMonth: 'Previous month',
  nextYear: 'Next year',
  previousYear: 'Previous year',
  nextYears: 'Next years',
  previousYears: 'Previous years',
} as const satisfies EnglishOf<typeof dayInputNl>;
