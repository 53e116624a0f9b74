import type { EnglishOf } from '../../i18n/texts.ts';
import type { tableNl } from './texts.nl.ts';

export const tableEn = {
  selectRow: 'Select {{name}}',
  selectAll: 'Select all',
  selection: 'Selection',
  columnWidth: 'Width of column {{column}}',
} as const satisfies EnglishOf<typeof tableNl>;
