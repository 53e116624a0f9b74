export const aboutNl = {
  program: 'Dossierkluis {{version}}',
  what: 'Een versleutelde kluis voor de dossiers van een klein kantoor. Alles staat op uw eigen computer of schijf; het programma praat met niemand anders.',
  engines: 'Het draait op {{engines}}.',
  links: 'Meer weten',
  linkAge: 'De versleuteling age, ook om zonder Dossierkluis te herstellen',
  linkAp: 'Autoriteit Persoonsgegevens',
  linkBreach: 'Datalek melden bij de Autoriteit Persoonsgegevens',
  opensBrowser: 'Opent in uw browser.',
  licences: 'Werk van anderen in dit programma',
  licencesCount_one: '{{count}} onderdeel met zijn licentie.',
  licencesCount_other: '{{count}} onderdelen met hun licentie.',
} as const;
