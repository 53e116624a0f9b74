import { defineTexts } from '../../i18n/texts.ts';
import { tableEn } from './texts.en.ts';
import { tableNl } from './texts.nl.ts';

export const tableTexts = defineTexts('table', tableNl, tableEn);
