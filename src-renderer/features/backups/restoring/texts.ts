import { defineTexts } from '../../../i18n/texts.ts';
import { restoringEn } from './texts.en.ts';
import { restoringNl } from './texts.nl.ts';

export const restoringTexts = defineTexts('restoring', restoringNl, restoringEn);
