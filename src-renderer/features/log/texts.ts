import { defineTexts } from '../../i18n/texts.ts';
import { actionsEn } from './actions.en.ts';
import { actionsNl } from './actions.nl.ts';
import { logEn } from './texts.en.ts';
import { logNl } from './texts.nl.ts';

export const logTexts = defineTexts('log', logNl, logEn);
export const actionTexts = defineTexts('logActions', actionsNl, actionsEn);
