import { defineTexts } from '../../i18n/texts.ts';
import { undoEn } from './texts.en.ts';
import { undoNl } from './texts.nl.ts';

export const undoTexts = defineTexts('undo', undoNl, undoEn);
