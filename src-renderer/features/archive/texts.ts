import { defineTexts } from '../../i18n/texts.ts';
import { archiveEn } from './texts.en.ts';
import { archiveNl } from './texts.nl.ts';

export const archiveTexts = defineTexts('archive', archiveNl, archiveEn);
