import { defineTexts } from '../i18n/texts.ts';
import { uiEn } from './texts.en.ts';
import { uiNl } from './texts.nl.ts';

export const uiTexts = defineTexts('ui', uiNl, uiEn);
