import { defineTexts } from '../../i18n/texts.ts';
import { restoredEn } from './texts.en.ts';
import { restoredNl } from './texts.nl.ts';

export const restoredTexts = defineTexts('restored', restoredNl, restoredEn);
