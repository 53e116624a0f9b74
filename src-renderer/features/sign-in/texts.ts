import { defineTexts } from '../../i18n/texts.ts';
import { signInEn } from './texts.en.ts';
import { signInNl } from './texts.nl.ts';

export const signInTexts = defineTexts('sign-in', signInNl, signInEn);
