import type { Messages } from '../index.ts';

export const roles: Messages['roles'] = {
  'privacy-officer': 'Privacy Officer',
  'office-manager': 'officemanager',
  employee: 'medewerker',
  'it-admin': 'IT-beheerder',
};

export const rights: Messages['rights'] = { read: 'lezen', write: 'wijzigen' };

export const profileParts: Messages['profileParts'] = {
  name: 'naam',
  email: 'e-mailadres',
  telephone: 'telefoon',
  address: 'postadres',
};

export const secondFactors: Messages['secondFactors'] = {
  none: 'geen',
  code: 'code',
  'recovery-code': 'herstelcode',
  optional: 'naar keuze',
  compulsory: 'verplicht',
};

export const kinds: Messages['kinds'] = { client: 'klantdossier', personnel: 'personeelsdossier' };

export const keychains: Messages['keychains'] = { os: 'sleutelopslag van de computer', file: 'bestand' };

export const userStates: Messages['userStates'] = {
  provisional: 'nog niet actief',
  activated: 'actief, nog te bevestigen',
  active: 'actief',
  disabled: 'uitgeschakeld',
};

export const computerStates: Messages['computerStates'] = { active: 'actief', 'struck-off': 'geschrapt' };

export const inboxPlaces: Messages['inboxPlaces'] = {
  inbox: 'postvak',
  spool: 'net binnen',
  unreadable: 'niet leesbaar',
};

export const importOutcomes: Messages['importOutcomes'] = {
  added: 'opgenomen',
  'new-version': 'nieuwe versie',
  unchanged: 'onveranderd',
  skipped: 'niet opgenomen',
  failed: 'mislukt',
};

export const skipReasons: Messages['skipReasons'] = {
  'symbolic-link': 'een symbolische koppeling',
  'special-file': 'geen gewoon bestand',
  'own-vault': 'de kluis zelf',
  'name-not-utf8': 'een naam die geen UTF-8 is',
  'same-name':
    'een ander bestand hier heeft dezelfde naam, met andere Unicode-tekens geschreven: hernoem een van beide',
  'recovery-key': 'de herstelsleutel van deze kluis: die hoort in de kluis van kantoor, niet in de kluis die hij opent',
};

export const drillFacts: Messages['drillFacts'] = {
  documents: 'Documenten geopend',
  records: 'Gegevens gecontroleerd',
  entries: 'Regels van het logboek gecontroleerd',
  same: 'Gelijk aan de kluis van nu',
  since: 'Regels in het logboek sindsdien',
  restore: 'Terugzetten',
  total: 'Samen',
  report: 'Verslag',
  signature: 'Handtekening',
  seconds: '{count} sec',
};

export const importFailures: Messages['importFailures'] = {
  'invalid-input': 'in de naam staat een regeleinde of stuurteken, of hij is te lang; geef het een andere naam',
  'not-found': 'het bestand is er niet',
  'file-unreadable': 'het is niet te lezen; controleer of u het mag lezen',
};
