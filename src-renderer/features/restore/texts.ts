import { defineTexts } from '../../i18n/texts.ts';
import { restoreEn } from './texts.en.ts';
import { restoreNl } from './texts.nl.ts';

export const restoreTexts = defineTexts('restore', restoreNl, restoreEn);
