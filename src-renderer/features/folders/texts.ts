import { defineTexts } from '../../i18n/texts.ts';
import { foldersEn } from './texts.en.ts';
import { foldersNl } from './texts.nl.ts';

export const folderListTexts = defineTexts('folders', foldersNl, foldersEn);
