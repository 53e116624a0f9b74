import type { EnglishOf } from '../../i18n/texts.ts';
import type { aboutNl } from './texts.nl.ts';

export const aboutEn = {
  program: 'Dossierkluis {{version}}',
  what: 'An encrypted vault for the files of a small office. Everything stays on your own computer or drive; the program contacts nobody else.',
  engines: 'It runs on {{engines}}.',
  links: 'Learn more',
  linkAge: 'age, the encryption format; also for recovery without Dossierkluis',
  linkAp: 'Dutch Data Protection Authority',
  linkBreach: 'Report a data breach to the Dutch Data Protection Authority',
  opensBrowser: 'Opens in your browser.',
  licences: 'Work by others in this program',
  licencesCount_one: '{{count}} part with its licence.',
  licencesCount_other: '{{count}} parts with their licences.',
} as const satisfies EnglishOf<typeof aboutNl>;
