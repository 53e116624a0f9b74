import { defineTexts } from '../../i18n/texts.ts';
import { backupsEn } from './texts.en.ts';
import { backupsNl } from './texts.nl.ts';

export const backupTexts = defineTexts('backups', backupsNl, backupsEn);
