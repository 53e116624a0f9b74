import { defineTexts } from '../../../i18n/texts.ts';
import { pruningEn } from './texts.en.ts';
import { pruningNl } from './texts.nl.ts';

export const pruningTexts = defineTexts('pruning', pruningNl, pruningEn);
