import { defineTexts } from '../../i18n/texts.ts';
import { splitEn } from './texts.en.ts';
import { splitNl } from './texts.nl.ts';

export const splitTexts = defineTexts('split', splitNl, splitEn);
