import { defineTexts } from '../../i18n/texts.ts';
import { findingsEn } from './texts.en.ts';
import { findingsNl } from './texts.nl.ts';

export const findingTexts = defineTexts('findings', findingsNl, findingsEn);
