import type { EnglishOf } from '../../i18n/texts.ts';
import type { undoNl } from './texts.nl.ts';

export const undoEn = {
  undo: 'Undo',
} as const satisfies EnglishOf<typeof undoNl>;
