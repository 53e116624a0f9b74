import { defineTexts } from '../i18n/texts.ts';
import { appEn } from './texts.en.ts';
import { appNl } from './texts.nl.ts';

export const appTexts = defineTexts('app', appNl, appEn);
