import { defineTexts } from '../../i18n/texts.ts';
import { kitEn } from './texts.en.ts';
import { kitNl } from './texts.nl.ts';

export const kitTexts = defineTexts('kit', kitNl, kitEn);
