/** What the report of a drill says, in a language. */
export interface DrillReportTexts {
  readonly title: string;
  readonly passed: string;
  readonly failed: string;
  readonly stale: string;
  readonly who: {
    readonly heading: string;
    readonly office: string;
    readonly officer: string;
    readonly computer: string;
    readonly program: string;
    readonly started: string;
    readonly ended: string;
  };
  readonly backup: {
    readonly heading: string;
    readonly target: string;
    readonly id: string;
    readonly at: string;
    readonly age: string;
    readonly since: string;
    readonly entries: string;
    readonly content: string;
    readonly repository: string;
  };
  readonly time: {
    readonly heading: string;
    readonly restore: string;
    readonly compare: string;
    readonly total: string;
    readonly notRestored: string;
  };
  readonly compared: {
    readonly heading: string;
    readonly nothing: string;
    readonly documents: string;
    readonly archived: string;
    readonly read: string;
    readonly beside: string;
    readonly tally: string;
    readonly records: string;
    readonly recordsBeside: string;
    readonly pages: string;
    readonly keys: string;
    readonly access: string;
    readonly accessLists: string;
    readonly entries: string;
    readonly chain: string;
  };
  readonly findings: { readonly heading: string; readonly none: string; readonly more: string };
  readonly proves: { readonly heading: string; readonly points: readonly string[] };
  readonly provesNot: { readonly heading: string; readonly points: readonly string[] };
  readonly signature: { readonly heading: string; readonly points: readonly string[] };
}

const nl: DrillReportTexts = {
  title: 'Verslag van een hersteltest',
  passed: 'Geslaagd. De back-up is teruggezet en alles wat erin zit is zoals het was ondertekend.',
  failed: 'Niet geslaagd. Zie de bevindingen.',
  stale:
    'Let op: de computer die deze back-up maakte, heeft al meer dan twee dagen niets meer van zich laten horen. Kijk na of er nog back-ups worden gemaakt.',
  who: {
    heading: 'Wie, wanneer en waar',
    office: 'Kantoor',
    officer: 'Uitgevoerd door (Privacy Officer)',
    computer: 'Op computer',
    program: 'Met programma',
    started: 'Begonnen',
    ended: 'Klaar',
  },
  backup: {
    heading: 'De back-up',
    target: 'Back-uplocatie',
    id: 'Back-up',
    at: 'Gemaakt op',
    age: 'Ouderdom bij het begin (RPO)',
    since: 'Sindsdien in de kluis gewijzigd',
    entries: '{count} regels in het logboek',
    content: 'Inhoud van documenten',
    repository: 'Alle back-ups op die plaats',
  },
  time: {
    heading: 'Tijd',
    restore: 'Terugzetten, tot de herstelsleutel de kluis had geopend (RTO)',
    compare: 'Vergelijken',
    total: 'Samen',
    notRestored: 'niet zover gekomen',
  },
  compared: {
    heading: 'Wat is vergeleken',
    nothing: 'De back-up kon niet worden teruggezet. Er is niets vergeleken.',
    documents: 'Versies van documenten, ontsleuteld en gelijk aan wat de schrijver ondertekende',
    archived: 'Idem, uit het verzegelde archief',
    read: 'Daarvoor ontsleuteld',
    beside: 'Versies naast de kluis van nu',
    tally: '{same} gelijk, {changed} sindsdien gewijzigd, {gone} sindsdien verwijderd',
    records: 'Gegevens (namen, notities, taken), elk met handtekening',
    recordsBeside: 'Gegevens naast de kluis van nu',
    pages: "Pagina's van de database",
    keys: 'Sleutels die de herstelsleutel opende',
    access: 'Toegang',
    accessLists: '{lists} toegangslijsten, {people} mensen: zoals ondertekend',
    entries: 'Logboek',
    chain: '{count} regels, vanaf de eerste',
  },
  findings: { heading: 'Bevindingen', none: 'Geen.', more: 'En nog {count}.' },
  proves: {
    heading: 'Wat dit bewijst',
    points: [
      'Met alleen de back-uplocatie en de herstelsleutel is de kluis terug te krijgen, zoals die was toen deze back-up werd gemaakt.',
      'Elk document daarin gaat open en is precies wat de schrijver ondertekende. Wat sindsdien niet is gewijzigd, is gelijk aan de kluis van nu.',
      'De herstelsleutel opent alle sleutels. De toegangslijsten en het logboek zijn heel.',
    ],
  },
  provesNot: {
    heading: 'Wat dit niet bewijst',
    points: [
      'Andere back-ups: daarvan is gekeken of alles er ligt en ondertekend is, niet of de inhoud opengaat.',
      'Dat het terugzetten op een andere computer even lang duurt. De tijd is die van deze computer en deze verbinding.',
      'Wat na deze back-up is gewijzigd. Dat zit er niet in.',
      'Dat de mensen daarna kunnen inloggen: bij een echte terugzetting krijgt iedereen nieuwe sleutels. Dat is hier niet gedaan.',
    ],
  },
  signature: {
    heading: 'Handtekening',
    points: [
      'De teruggezette kopie stond versleuteld op deze computer en is na de test verwijderd. In dit verslag staan geen namen van klanten.',
      'Ondertekend met de sleutel van de Privacy Officer, controletekens {key}, bevestigd door de kluis met controletekens {root}. Die laatste staan ook op het herstelpakket.',
      'De handtekening staat in het bestand ernaast, met dezelfde naam en .sig erachter. Controleren: kluis drill verify. Zonder dit programma: docs/recovery-by-hand.md.',
      'Het logboek van de kluis noemt deze hersteltest met de SHA-256 van dit bestand.',
    ],
  },
};

const en: DrillReportTexts = {
  title: 'Report of a restore test',
  passed: 'Passed. The backup was restored, and everything in it is as it was signed.',
  failed: 'Not passed. See the findings.',
  stale:
    'Note: the computer that made this backup has not been heard of for more than two days. See whether backups are still being made.',
  who: {
    heading: 'Who, when and where',
    office: 'Office',
    officer: 'Carried out by (Privacy Officer)',
    computer: 'On computer',
    program: 'With program',
    started: 'Begun',
    ended: 'Ended',
  },
  backup: {
    heading: 'The backup',
    target: 'Backup location',
    id: 'Backup',
    at: 'Made on',
    age: 'Age at the beginning (RPO)',
    since: 'Changed in the vault since',
    entries: '{count} entries of the log',
    content: 'Contents of documents',
    repository: 'All backups at that place',
  },
  time: {
    heading: 'Time',
    restore: 'Restoring, until the recovery key had opened the vault (RTO)',
    compare: 'Comparing',
    total: 'Together',
    notRestored: 'did not come so far',
  },
  compared: {
    heading: 'What was compared',
    nothing: 'The backup could not be restored. Nothing was compared.',
    documents: 'Versions of documents, decrypted and the same as their author signed',
    archived: 'The same, of the sealed archive',
    read: 'Decrypted for that',
    beside: 'Versions beside the vault of today',
    tally: '{same} the same, {changed} changed since, {gone} removed since',
    records: 'Records (names, notes, tasks), each with its signature',
    recordsBeside: 'Records beside the vault of today',
    pages: 'Pages of the database',
    keys: 'Keys that the recovery key opened',
    access: 'Access',
    accessLists: '{lists} access lists, {people} people: as they were signed',
    entries: 'Log',
    chain: '{count} entries, from the first on',
  },
  findings: { heading: 'Findings', none: 'None.', more: 'And {count} more.' },
  proves: {
    heading: 'What this proves',
    points: [
      'With nothing but the backup location and the recovery key the vault can be had back, as it was when this backup was made.',
      'Every document in it opens and is exactly what its author signed. What was not changed since is the same as in the vault of today.',
      'The recovery key opens all keys. The access lists and the log are whole.',
    ],
  },
  provesNot: {
    heading: 'What this does not prove',
    points: [
      'Other backups: of those it was seen that all of it is there and signed, not that the contents open.',
      'That restoring on another computer takes as long. The time is that of this computer and this connection.',
      'What was changed after this backup. That is not in it.',
      'That people can sign in afterwards: with a real restore everybody is given new keys. That was not done here.',
    ],
  },
  signature: {
    heading: 'Signature',
    points: [
      'The restored copy lay encrypted on this computer and was removed after the test. No name of a client stands in this report.',
      "Signed with the Privacy Officer's key, verification characters {key}, confirmed by the vault with verification characters {root}. The latter stand on the recovery kit as well.",
      'The signature is the file beside it, of the same name with .sig behind it. To verify: kluis drill verify. Without this program: docs/recovery-by-hand.md.',
      'The log of the vault names this restore test with the SHA-256 of this file.',
    ],
  },
};

export const drillReportTexts = { nl, en } as const;
