import { defineTexts } from '../../i18n/texts.ts';
import { protectsEn } from './texts.en.ts';
import { protectsNl } from './texts.nl.ts';

export const protectsTexts = defineTexts('protects', protectsNl, protectsEn);
