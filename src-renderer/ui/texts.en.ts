import type { EnglishOf } from '../i18n/texts.ts';
import type { uiNl } from './texts.nl.ts';

export const uiEn = {
  cancel: 'Cancel',
  close: 'Close',
  reference: 'Reference: {{code}}',
  typeName: 'Type "{{name}}" to go on',
  passphrase: 'Your passphrase',
  reason: 'Reason',
  reasonIsLogged: 'Your reason is logged.',
  loading: 'Loading',
  progress: 'Progress',
  finishing: 'Writing to disk',
  countedSoFar: '{{done}} done',
  countedOf: '{{done}} of {{total}}',
  timeLeft: 'about {{time}} left',
  spokenStart: 'Begun',
  spokenHalf: 'More than half',
  spokenEnd: 'Nearly done',
  showPassword: 'Show what you type',
} as const satisfies EnglishOf<typeof uiNl>;
