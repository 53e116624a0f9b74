import { defineTexts } from '../../i18n/texts.ts';
import { aboutEn } from './texts.en.ts';
import { aboutNl } from './texts.nl.ts';

export const aboutTexts = defineTexts('about', aboutNl, aboutEn);
