import { defineTexts } from '../../i18n/texts.ts';
import { drillEn } from './texts.en.ts';
import { drillNl } from './texts.nl.ts';

export const drillTexts = defineTexts('drill', drillNl, drillEn);
