import { defineTexts } from '../../../i18n/texts.ts';
import { sealEn } from './texts.en.ts';
import { sealNl } from './texts.nl.ts';

export const sealTexts = defineTexts('seal', sealNl, sealEn);
