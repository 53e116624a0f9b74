import type { EnglishOf } from '../../i18n/texts.ts';
import type { splitNl } from './texts.nl.ts';

export const splitEn = {
  acts: 'Actions',
  larger: 'Enlarge',
  smaller: 'Make smaller',
} as const satisfies EnglishOf<typeof splitNl>;
