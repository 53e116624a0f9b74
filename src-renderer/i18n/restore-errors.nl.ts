import { type ErrorTexts, said } from './error-texts.ts';

/** What is said of restoring. */
export const restoreErrorsNl: {
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
      'Er is niets af te ronden: deze kluis is niet teruggezet.',
      'Er is niets veranderd.',
      'Log in.',
    ),
    'no-such-root': said(
      'Deze computer kent de wortel van die back-ups niet.',
      'Er is niets geschreven.',
      'Neem het herstelpakket: daarin staan de kluis en zijn wortel.',
    ),
    'another-vault': said(
      'In die map ligt een andere kluis dan die van deze back-ups.',
      'Er is niets geschreven.',
      'Kies een lege map.',
    ),
    'not-a-restore-request': said(
      'Dat bestand is geen aanvraag om terug te zetten, of is beschadigd.',
      'Er is geen ticket gemaakt.',
      'Laat de andere computer de aanvraag opnieuw maken.',
    ),
    'not-a-ticket': said(
      'Dat bestand is geen ticket, of is beschadigd.',
      'Er is niets geschreven.',
      'Vraag het de Privacy Officer opnieuw.',
    ),
    'ticket-for-another': said(
      'Dat ticket is voor een andere computer, of een andere back-up.',
      'Er is niets geschreven.',
      'Maak hier een aanvraag en laat de Privacy Officer er een ticket voor maken.',
    ),
    'ticket-used': said(
      'Dat ticket is al gebruikt.',
      'Er is niets geschreven.',
      'Maak een nieuwe aanvraag om nog eens terug te zetten.',
    ),
  },
  'not-found': {
    snapshot: said('Die back-up is daar niet.', 'Er is niets geschreven.', 'Kies er een uit de lijst.'),
    repository: said('Daar liggen geen back-ups van Dossierkluis.', 'Er is niets geschreven.', 'Controleer de plaats.'),
    forgotten: said(
      'Wat u eerder koos of typte, is na een half uur vergeten.',
      'Er is niets geschreven.',
      'Begin opnieuw.',
    ),
  },
};
