import { defineTexts } from '../../i18n/texts.ts';
import { settingsEn } from './texts.en.ts';
import { settingsNl } from './texts.nl.ts';

export const settingsTexts = defineTexts('settings', settingsNl, settingsEn);
