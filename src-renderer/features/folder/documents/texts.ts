import { defineTexts } from '../../../i18n/texts.ts';
import { documentsEn } from './texts.en.ts';
import { documentsNl } from './texts.nl.ts';

export const documentTexts = defineTexts('documents', documentsNl, documentsEn);
