export const uiNl = {
  cancel: 'Annuleer',
  close: 'Sluit',
  reference: 'Kenmerk: {{code}}',
  typeName: 'Typ "{{name}}" om door te gaan',
  passphrase: 'Uw wachtzin',
  reason: 'Reden',
  reasonIsLogged: 'Uw reden komt in het logboek.',
  loading: 'Bezig met laden',
} as const;
