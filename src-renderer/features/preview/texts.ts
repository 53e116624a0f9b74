import { defineTexts } from '../../i18n/texts.ts';
import { previewEn } from './texts.en.ts';
import { previewNl } from './texts.nl.ts';

export const previewTexts = defineTexts('preview', previewNl, previewEn);
