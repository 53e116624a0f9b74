import { defineTexts } from '../../i18n/texts.ts';
import { welcomeEn } from './texts.en.ts';
import { welcomeNl } from './texts.nl.ts';

export const welcomeTexts = defineTexts('welcome', welcomeNl, welcomeEn);
