import { defineTexts } from '../../i18n/texts.ts';
import { todayEn } from './texts.en.ts';
import { todayNl } from './texts.nl.ts';

export const todayTexts = defineTexts('today', todayNl, todayEn);
