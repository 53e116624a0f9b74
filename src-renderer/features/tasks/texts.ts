import { defineTexts } from '../../i18n/texts.ts';
import { tasksEn } from './texts.en.ts';
import { tasksNl } from './texts.nl.ts';

export const taskTexts = defineTexts('tasks', tasksNl, tasksEn);
