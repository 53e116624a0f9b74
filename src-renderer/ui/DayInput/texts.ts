import { defineTexts } from '../../i18n/texts.ts';
import { dayInputEn } from './texts.en.ts';
import { dayInputNl } from './texts.nl.ts';

export const dayInputTexts = defineTexts('dayInput', dayInputNl, dayInputEn);
