import { defineTexts } from '../../i18n/texts.ts';
import { accessEn } from './texts.en.ts';
import { accessNl } from './texts.nl.ts';

export const accessTexts = defineTexts('access', accessNl, accessEn);
