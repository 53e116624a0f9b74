import { type ErrorTexts, said } from './error-texts.ts';

/** What is said of restoring. */
export const restoreErrorsEn: {
  readonly 'invalid-input': Pick<
    ErrorTexts['reasons']['invalid-input'],
    | 'nothing-to-finish'
    | 'no-such-root'
    | 'another-vault'
    | 'not-a-restore-request'
    | 'not-a-ticket'
    | 'ticket-for-another'
    | 'ticket-used'
  >;
  readonly 'not-found': Pick<ErrorTexts['reasons']['not-found'], 'snapshot' | 'repository' | 'forgotten'>;
} = {
  'invalid-input': {
    'nothing-to-finish': said(
      'There is nothing to finish: this vault was not restored.',
      'Nothing was changed.',
      'Sign in.',
    ),
    'no-such-root': said(
      'This computer does not know the root of those backups.',
      'Nothing was written.',
      'Take the recovery kit: it names the vault and its root.',
    ),
    'another-vault': said(
      'That folder holds another vault than the one of these backups.',
      'Nothing was written.',
      'Choose an empty folder.',
    ),
    'not-a-restore-request': said(
      'That file is not a request to restore, or was damaged.',
      'No ticket was made.',
      'Have the other computer make the request again.',
    ),
    'not-a-ticket': said(
      'That file is not a ticket, or was damaged.',
      'Nothing was written.',
      'Ask the Privacy Officer for it again.',
    ),
    'ticket-for-another': said(
      'That ticket is for another computer, or another backup.',
      'Nothing was written.',
      'Make a request here and have the Privacy Officer make a ticket for it.',
    ),
    'ticket-used': said(
      'That ticket has been used already.',
      'Nothing was written.',
      'Make a new request to restore once more.',
    ),
  },
  'not-found': {
    snapshot: said('That backup is not there.', 'Nothing was written.', 'Choose one from the list.'),
    repository: said('There are no backups of Dossierkluis.', 'Nothing was written.', 'Check the place.'),
    forgotten: said(
      'What you chose or typed earlier was forgotten after half an hour.',
      'Nothing was written.',
      'Begin again.',
    ),
  },
};
