import type { Messages } from '../index.ts';

export const rotations: Messages['rotations'] = {
  'rotate-database-key': 'die van de database',
  'rotate-office-secret': 'het kantoorgeheim',
};

export const pending: Messages['pending'] = {
  'rotate-database-key': 'een nieuwe sleutel van de database (gaat verder als de Privacy Officer inlogt)',
  'rotate-office-secret': 'een nieuw kantoorgeheim (gaat verder als de Privacy Officer inlogt)',
};

export const statusWarnings: Messages['statusWarnings'] = {
  'synced-folder':
    'De kluis ligt in een map die andere software kopieert ({detail}). Kopieën blijven leesbaar voor wie toen toegang had.',
  'keychain-file': 'De sleutels van deze computer liggen in een bestand, niet in de sleutelopslag van de computer.',
  'no-place-on-this-computer':
    'Deze computer heeft geen plaats in deze kluis. Maak een aanvraag met "kluis computer request"; heeft u dat al gedaan, wacht dan tot de Privacy Officer die heeft goedgekeurd.',
  'keychain-silent':
    'De sleutelopslag van de computer antwoordt niet; of deze computer een plaats in deze kluis heeft, is zo niet te zien. Log in op uw bureaublad, zodat die ontgrendeld is.',
  'vault-restored':
    'Teruggezet uit een back-up, en nog niet afgerond: niemand kan inloggen voordat de Privacy Officer het met de herstelsleutel heeft afgerond (kluis restore finish).',
  'unfinished-writes': 'Bestanden van een schrijfactie die is afgebroken. De volgende keer inloggen ruimt ze op.',
};

export const statusFacts: Messages['statusFacts'] = {
  vault: 'Kluis',
  office: 'Kantoor',
  user: 'U',
  format: 'Formaat',
  program: 'Programma',
  open: 'In gebruik',
  keychain: 'Sleutels van deze computer',
  database: 'Database',
  documents: 'Documenten',
  spool: 'Net binnen',
  people: 'Mensen',
  computers: 'Computers',
  compartments: 'Sleutels',
  records: 'Gegevens',
  log: 'Logboek',
  pending: 'Nog te doen',
  damaged: 'Beschadigd',
  copies: 'Kopieën van de database',
  checked: 'Gecontroleerd',
};

export const statusValues: Messages['statusValues'] = {
  no: 'nee',
  yes: 'ja',
  unknown: 'onbekend',
  none: 'geen op deze computer',
  'open-by': 'ja, op {computer} sinds {since}',
  objects: 'objecten {count}, {size}',
  files: 'bestanden {count}, {size}',
  people: '{role}: {count} ({active} actief, {provisional} nog niet actief, {disabled} uitgeschakeld)',
  keys: '{open} van {compartments}',
  records: 'gegevens {records}, versies {versions}, berichten {messages}',
  log: 'tot en met regel {position}',
  'log-signed': 'tot en met regel {position}, ondertekend door de Privacy Officer tot en met regel {checkpoint}',
  reseal: 'rijen opnieuw te versleutelen: {rows}',
  sweep: 'opruimen wat is gewist',
  copy: '{name}, tot {until}',
  checked:
    "pagina's {pages}, regels logboek {entries}, onderdelen {compartments} (zonder sleutel {closed}), objecten {objects} ({size})",
};
