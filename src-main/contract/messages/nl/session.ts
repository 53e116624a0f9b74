import type { RecoveryStep } from '../../recovery.ts';
import type { MaintenanceStep, Warning } from '../../session.ts';
import type { Messages } from '../index.ts';

export const warnings: Readonly<Record<Warning, string>> = {
  'keychain-file':
    'De sleutels van deze computer liggen in een bestand, niet in de sleutelopslag van de computer. Wie dat bestand en de kluis kopieert, heeft alleen nog een wachtwoord nodig.',
  'vault-rolled-back':
    'Dit is niet de kluis zoals deze computer die het laatst zag: ouder, of elders verdergegaan vanaf een oudere kopie. U kunt lezen, niet schrijven. Bel de Privacy Officer.',
  'account-not-certified': 'Uw account is actief. De Privacy Officer bevestigt de sleutels bij het volgende inloggen.',
  'work-unfinished':
    'Werk dat van eerder was blijven liggen, kon niet worden afgemaakt. De volgende keer inloggen probeert het opnieuw; blijft dit, voer dan "kluis check" uit.',
  'folders-damaged':
    'Sommige dossiers, of andere delen van de kluis, zijn niet zoals ze zijn achtergelaten en gaan niet open. Voer "kluis check" uit en bel de Privacy Officer.',
  'account-endorsed-twice':
    'Een account is een tweede keer geactiveerd, door iemand die het eerste wachtwoord kende. Alleen de eerste keer telt. De Privacy Officer vergelijkt de vingerafdruk en stelt het account bij twijfel opnieuw in ("kluis audit verify" zegt waar).',
};

export const officerWarnings: Messages['officerWarnings'] = {
  'vault-rolled-back':
    'Dit is niet de kluis zoals deze computer die het laatst zag: ouder, of elders verdergegaan vanaf een oudere kopie. U kunt lezen, niet schrijven. Zoek uit waarom (een back-up die is teruggezet?); klopt het, aanvaard dit dan met "kluis audit accept".',
  'folders-damaged':
    'Sommige dossiers, of andere delen van de kluis, zijn niet zoals ze zijn achtergelaten en gaan niet open. Voer "kluis check" uit, dat zegt wat beschadigd is, en zet de kluis terug uit een back-up.',
  'account-endorsed-twice':
    'Een account is een tweede keer geactiveerd, door iemand die het eerste wachtwoord kende. Alleen de eerste keer telt. "kluis audit verify" zegt waar: vergelijk de controletekens met de gebruiker, en stel het account bij twijfel opnieuw in (kluis user reset).',
};

export const maintenanceSteps: Readonly<Record<MaintenanceStep, string>> = {
  'tell-sign-in': 'dit inloggen noteren in het logboek',
  'finish-rotation': 'de overgang naar nieuwe sleutels van de database afmaken',
  'make-exchange': 'een plaats maken voor uw eigen taken',
  'vouch-for-computers': 'de computers bevestigen die back-ups maken',
  'certify-accounts': 'geactiveerde accounts bevestigen',
  'end-expired-grants': 'toegang beëindigen waarvan de datum voorbij is',
  'make-personal': 'een plaats maken voor uw eigen concepten',
  'drop-provisional-keys': 'de sleutels van het eerste wachtwoord verwijderen',
  'reseal-old-rows': 'oudere inhoud verzegelen onder de huidige sleutels',
  'forget-empty-epochs': 'sleutels vergeten die niet meer in gebruik zijn',
  'sweep-objects': 'bestanden verwijderen die bij geen document horen',
  'tell-backups': 'back-ups vastleggen in het logboek',
  'sweep-drill': 'opruimen wat een hersteltest achterliet',
  'plan-drills': 'de hersteltest inplannen',
  'expire-copies': 'oude kopieën van de database verwijderen',
  'erase-personal': 'concepten wissen van wie is vertrokken',
  'purge-bin': 'de prullenbak legen',
  'fold-failed-sign-ins': 'mislukte inlogpogingen in het logboek zetten',
  'take-spool': 'berichten binnenhalen',
  'rotate-keys': 'nieuwe sleutels voor de database en het kantoor',
  'write-due-checkpoint': 'het logboek ondertekenen',
};

export const recoverySteps: Readonly<Record<RecoveryStep, string>> = {
  'computer-keys':
    'De sleutelopslag van de computer nam geen nieuwe sleutels voor deze computer aan; die werkt verder met de sleutels die hij had.',
  'computer-struck-off':
    'Van de twee vermeldingen van deze computer in de kluis staat er nog een waarvan niemand de sleutels heeft; die opent niets.',
  'backup-targets':
    'Waar de back-ups van deze computer heen gaan, kon niet worden overgenomen: voeg de locaties opnieuw toe.',
  'sign-in-record':
    'De lijst van mislukte aanmeldingen kon niet worden bijgewerkt; een wachttijd na mislukte pogingen telt nog.',
};

export const problems: Messages['problems'] = {
  altered: 'veranderd',
  superfluous: 'te veel',
  missing: 'ontbreekt',
  unreadable: 'niet te lezen',
  'unknown-file': 'onbekend bestand',
  'unfinished-write': 'niet afgeschreven',
  'vault-rolled-back': 'ouder dan onthouden',
  foreign: 'van een andere kluis of computer',
  forged: 'niet ondertekend door wie dat moest',
  forked: 'in tegenspraak met een ander',
  'clock-went-back': 'de klok ging terug',
  'cut-off': 'het einde ontbreekt',
  'backups-rolled-back': 'ouder dan onthouden',
};

export const prompts: Messages['prompts'] = {
  password: 'Wachtwoord voor {user}: ',
  code: 'Code van uw authenticator, of een herstelcode: ',
  'password-for-archive': 'Nog een keer, voor het verzegelde archief: ',
  'password-to-change': 'Nog een keer, om het te wijzigen: ',
  fingerprint: 'Controletekens zoals de andere computer ze toont: ',
  'target-password': 'Wachtwoord van de back-uplocatie: ',
  'host-key':
    'De server heeft deze sleutel ({type}): {fingerprint}. Vergelijk die met wat de beheerder ervan zegt. Is het dezelfde? Typ ja: ',
  'yes-word': 'ja',
};

export const parts: Messages['parts'] = {
  vault: 'alles: niet zoals deze computer de kluis het laatst zag',
  'vault.db': 'de database',
  'vault.json': 'wachtwoorden en computers',
  'root.age': 'wat de herstelsleutel opent',
  'recovery.age': 'wat de herstelsleutel opent',
  lock: 'wie de kluis open heeft',
  'lock.info': 'wie de kluis open heeft',
  directory: 'de lijst van mensen',
  certificates: 'het certificaat van de Privacy Officer',
  keyring: 'de sleutels van een gebruiker',
  keyrings: 'de sleutels van een gebruiker',
  compartment: 'sleutels, leden of inhoud van een dossier',
  records: 'een naam, een notitie of een ledenlijst',
  contents: 'een versie van een document',
  objects: 'de inhoud van een document',
  messages: 'een gearchiveerd document of een bericht',
  message_contents: 'de inhoud van een gearchiveerd document',
  tombstones: 'het bewijs van wat is gewist',
  audit: 'het logboek',
  checkpoint: 'het logboek',
  spool: 'een bericht dat net binnenkwam',
  writers: 'een back-up',
};

export const waits: Messages['waits'] = {
  second: '1 seconde',
  seconds: '{count} seconden',
  minute: '1 minuut',
  minutes: '{count} minuten',
};
