import { defineTexts } from '../../i18n/texts.ts';
import { peopleEn } from './texts.en.ts';
import { peopleNl } from './texts.nl.ts';

export const peopleTexts = defineTexts('people', peopleNl, peopleEn);
