import { defineTexts } from '../../i18n/texts.ts';
import { folderEn } from './texts.en.ts';
import { folderNl } from './texts.nl.ts';

export const folderTexts = defineTexts('folder', folderNl, folderEn);
