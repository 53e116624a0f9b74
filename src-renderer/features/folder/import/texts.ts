import { defineTexts } from '../../../i18n/texts.ts';
import { importEn } from './texts.en.ts';
import { importNl } from './texts.nl.ts';

export const importTexts = defineTexts('import', importNl, importEn);
