/**
 * What people in a Dutch or English office build a password from when they are asked for one, which the estimator's own
 * lists of leaked passwords do not have.
 */
// biome-ignore format: a line per theme
export const predictableWords: readonly string[] = [
  'welkom', 'wachtwoord', 'geheim', 'kantoor', 'dossier', 'kluis', 'dossierkluis', 'privacy', 'officer', 'beheer',
  'beheerder', 'pensioen', 'verzekering', 'hypotheek', 'advies', 'adviseur', 'notaris', 'accountant', 'boekhouding',
  'administratie', 'klant', 'klanten', 'client', 'office', 'vault', 'welcome', 'password', 'secret',
  'lente', 'voorjaar', 'zomer', 'herfst', 'najaar', 'winter', 'spring', 'summer', 'autumn',
  'januari', 'februari', 'maart', 'april', 'juni', 'juli', 'augustus', 'september', 'oktober', 'november', 'december',
  'maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag',
  'amsterdam', 'rotterdam', 'utrecht', 'nederland', 'holland', 'oranje', 'ajax', 'feyenoord',
];
