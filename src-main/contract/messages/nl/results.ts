import type { Messages } from '../index.ts';

export const columns: Messages['columns'] = {
  name: 'Naam',
  id: 'Id',
  kind: 'Soort',
  rights: 'Rechten',
  role: 'Rol',
  state: 'Stand',
  created: 'Gemaakt',
  changed: 'Gewijzigd',
  added: 'Opgenomen',
  by: 'Door',
  size: 'Grootte',
  version: 'Versie',
  folder: 'Dossier',
  from: 'Vanaf',
  until: 'Einde',
  fingerprint: 'Controletekens',
  computer: 'Computer',
  time: 'Tijd',
  place: 'Plaats',
  binned: 'In de prullenbak sinds',
  action: 'Handeling',
  about: 'Over',
  facts: 'Feiten',
  part: 'Deel',
  problem: 'Gevonden',
  what: 'Wat',
  sealed: 'Verzegeld',
  entry: 'Regel',
  lastGood: 'Laatste back-up',
  age: 'Leeftijd',
  free: 'Daar vrij',
  backup: 'Back-up',
  verified: 'Gecontroleerd',
  kept: 'Blijft als',
  documents: 'Documenten',
};

export const results: Messages['results'] = {
  none: 'Geen.',
  busy: 'Bezig',
  'failed-own':
    'Mislukte pogingen met uw naam voor deze keer inloggen: {count}. Was u dat niet zelf, meld het dan de Privacy Officer.',
  'failed-office':
    'Mislukte pogingen in het hele kantoor sinds uw vorige keer inloggen: {count}. Het logboek zegt op welke dagen.',
  'account-confirmed':
    '{name} heeft het account geactiveerd; de sleutels zijn nu bevestigd. Controletekens: {fingerprint}. Vergelijk ze met die van {name}; verschillen ze: kluis user reset "{name}".',
  'sign-out-failed':
    'Wat als gedaan is gemeld, is veilig, maar de sessie kon niet worden afgesloten zoals het hoort. {message}',
  'password-file-open':
    'Anderen op deze computer mogen het bestand {file} (voor {of}) lezen. Maak het van u alleen: chmod 600.',
  'vault-created': 'De kluis van {name} is er. Privacy Officer: {officer}.',
  'recovery-key-written':
    'De herstelsleutel ligt in {file}. Dit is de enige weg terug: druk hem af, bewaar hem in de kluis van kantoor en verwijder het bestand.',
  'passphrase-once': 'Uw wachtzin, alleen deze keer getoond: {passphrase}',
  'user-added':
    '{name} heeft een account. Het wordt actief met "kluis user activate" en het wachtwoord dat u overhandigt.',
  'user-activated': 'Uw account is actief, {name}. De Privacy Officer bevestigt de sleutels bij het volgende inloggen.',
  'control-words': 'Controletekens: {fingerprint}',
  'user-disabled':
    '{name} is uitgeschakeld. Nieuwe sleutels: {compartments}, en voor de database en het kantoor. Wat al is gelezen of gekopieerd, is niet terug te draaien.',
  'user-reset':
    '{name} kan het account opnieuw activeren, met het wachtwoord dat u overhandigt. Nieuwe sleutels: {compartments}.',
  'password-changed': 'Uw wachtwoord is gewijzigd.',
  'computer-requested':
    'De aanvraag ligt in {file}. Breng die naar de Privacy Officer en vergelijk daar deze controletekens.',
  'computer-approved': '{name} kan de kluis vanaf nu openen.',
  'computer-revoked':
    '{name} is geschrapt. De database en het kantoor hebben nieuwe sleutels; verder hoeft niemand iets te doen. Wat daar al is gelezen of gekopieerd, is niet terug te draaien.',
  'renew-user':
    '{name} kan hem hebben gebruikt. Wie dat wachtwoord kent, kan de kopie van de kluis lezen die daar stond, en nieuwere tot {name} nieuwe sleutels heeft: kluis user reset "{name}".',
  'renew-officer':
    '{name}, u kunt hem hebben gebruikt. Wie uw wachtzin kent, kan de kopie van de kluis lezen die daar stond, en nieuwere tot u nieuwe sleutels heeft: kluis recover, met de herstelsleutel.',
  'to-be-renewed': '{state}, nieuwe sleutels nodig',
  'keys-rotated':
    'De database heeft een nieuwe sleutel en het kantoor een nieuw geheim. Mensen die ze hebben: {people}, computers: {computers}. Niemand hoeft iets te doen. Wie de sleutels van daarvoor heeft bewaard, opent er alleen de kopieën van daarvoor mee.',
  'this-computer': '{name} (deze)',
  'folder-created': 'Dossier "{name}" gemaakt.',
  'folder-renamed': 'Het dossier heet nu "{name}".',
  'folder-destroyed': 'Het dossier is gewist. Documenten: {documents}, uit het archief: {archived}.',
  'folder-granted': '{user} heeft toegang tot "{name}": {rights}.',
  'folder-granted-until': '{user} heeft toegang tot "{name}": {rights}, {until}.',
  'until-day': 'tot en met {day}',
  'ended-at': 'beëindigd {time}',
  'folder-revoked':
    '{user} heeft geen toegang meer tot "{name}"; het dossier heeft nieuwe sleutels. Wat al is gelezen of gekopieerd, is niet terug te draaien.',
  resealed: 'Rijen opnieuw versleuteld: {rows}.',
  'reseal-pending':
    'Rijen tot nu toe opnieuw versleuteld: {rows}. De rest gaat verder bij de volgende keer inloggen; intrekken geldt al.',
  'folders-broken': 'Dossiers die niet zijn zoals achtergelaten, en niet getoond: {count}. Voer "kluis check" uit.',
  'note-added': 'Notitie opgenomen.',
  'documents-added':
    'Opgenomen: {added}. Nieuwe versies: {newVersions}. Onveranderd: {unchanged}. Niet opgenomen: {skipped}. Mislukt: {failed}.',
  'document-got':
    '"{name}", versie {version}, geschreven naar {file} ({size}). Het bestand is leesbaar voor wie het kan openen.',
  'most-found': 'U ziet wat het laatst is gewijzigd: {count}. Er kan meer zijn: zoek met meer woorden.',
  'document-moved': '"{name}" verplaatst. Versies: {versions}.',
  'document-renamed': 'Het document heet nu "{name}".',
  'document-binned': '"{name}" ligt 30 dagen in de prullenbak.',
  'document-erased': '"{name}" is definitief gewist.',
  'document-restored': '"{name}" is terug.',
  'documents-sealed': 'Verzegelde documenten: {documents}. Vanaf nu ziet alleen de Privacy Officer ze.',
  'archive-opened':
    '"{name}", versie {version}, geschreven naar {file} ({size}). Het bestand is leesbaar voor wie het kan openen. Uw reden staat in het logboek.',
  'archive-returned': '"{name}" is terug in het dossier. Versies: {versions}.',
  'archive-broken': 'Documenten die niet zijn zoals verzegeld, en niet getoond: {count}. Voer "kluis check" uit.',
  'most-entries': 'U ziet de nieuwste regels: {count}. Met --limit ziet u er meer, als die er zijn.',
  'hidden-entries': 'Niet getoond zijn regels die alleen opnieuw versleutelden: {count}. Met --all ziet u ze.',
  'log-whole': 'Het logboek is heel. Regels: {entries}.',
  'log-broken': 'Het logboek is niet heel. Bevindingen: {count}, in zoveel regels: {entries}.',
  'log-exported': 'Het logboek ligt in {file}. Regels: {rows}. Daar is het leesbaar voor wie dat bestand kan openen.',
  'check-clean': 'Gecontroleerd, niets gevonden.',
  'check-found': 'Gecontroleerd. Bevindingen: {count}. Er is niets hersteld. Bel de Privacy Officer.',
  'check-found-older':
    'Gecontroleerd. Bevindingen: {count}. Er is niets hersteld. Zoek uit waarom de kluis ouder is dan deze computer zich herinnert; klopt dat, aanvaard het dan met "kluis audit accept". Zet wat verder beschadigd is terug uit een back-up.',
  'check-found-officer':
    'Gecontroleerd. Bevindingen: {count}. Er is niets hersteld. Zet wat beschadigd is terug uit een back-up.',
  'kit-good':
    'De herstelsleutel opent alle sleutels. Onderdelen: {compartments}, sleutels: {keys}. Of de documenten heel zijn: kluis check.',
  'kit-bad': 'De herstelsleutel opent niet alle sleutels. Bevindingen: {count}.',
  recovered:
    '{name} heeft een nieuwe wachtzin en nieuwe sleutels. Onderdelen met nieuwe sleutels: {compartments}. Alle anderen houden hun wachtwoord.',
  'recovery-broken':
    'Onderdeel {id} is beschadigd: het houdt de sleutels van daarvoor, en niemand kan het openen. Zet het terug uit een back-up.',
  'recovery-grants':
    'De toegangslijsten zijn niet die van de laatste wijziging. Niemand heeft nog toegang tot een dossier: geef die opnieuw.',
  'rotation-later':
    'De nieuwe sleutels voor de database en het kantoor komen nog: als u weer inlogt gaat dat verder, en zegt het programma wat in de weg staat.',
  'still-to-come': 'Nog te doen: {pending}.',
  'nothing-pending': 'niets',
  'restore-none': 'Van deze kluis zijn er geen back-ups.',
  'restore-writer': 'Back-ups door computer {computer}; die schreef daar het laatst op {time}.',
  'restore-writer-silent': 'Back-ups door computer {computer}; die schreef daar niets dat telt.',
  'restore-not-vouched': 'Niemand staat in voor computer {computer}: wat daar onder die naam ligt, telt niet.',
  'restore-stale':
    'Dat is lang geleden. Nieuwere back-ups kunnen verwijderd zijn: op een computer die ze niet heeft gezien, blijkt dat nergens anders uit.',
  'drill-passed':
    'De hersteltest is geslaagd: back-up {backup} van {time} is teruggezet, alles erin gaat open en is wat was ondertekend. De kopie is weer weg.',
  'drill-failed':
    'De hersteltest is niet geslaagd: back-up {backup} van {time} is niet zoals hij was. De kopie is weer weg. Bewaar deze back-up; kijk de andere en de back-uplocatie na ("kluis backup verify").',
  'drill-report-signed': 'Ondertekend door de Privacy Officer van deze kluis op {time}, over back-up {backup}.',
  'drill-report-passed': 'Het zegt dat de hersteltest is geslaagd.',
  'drill-report-failed': 'Het zegt dat de hersteltest niet is geslaagd.',
  'drill-report-altered': 'Dit is niet het verslag dat is ondertekend. Ga er niet op af.',
  'drill-signature-altered':
    'Deze handtekening is niet van een Privacy Officer van deze kluis, of is veranderd. Ga niet op het verslag af.',
  'drill-report-log':
    'Het logboek van de kluis heeft het na regel {position}, met de SHA-256 {sha256}: een verslag dat daar niet in staat, is niet van een hersteltest.',
  'restore-requested':
    'De aanvraag ligt in {file}. Breng die naar de Privacy Officer en vergelijk met haar deze controletekens. Het ticket dat zij ervan maakt, werkt alleen op deze computer, één keer.',
  'ticket-made':
    'Het ticket ligt in {file}: voor back-up {backup} van {time}, alleen op {computer}. Het opent geen document en toont geen naam.',
  'restore-root': 'Controletekens van de kluis, zoals ze op het herstelpakket staan: {fingerprint}',
  'restore-refused':
    'Er is niets geschreven. Gevonden in de back-ups: {count}. Laatste teken van die computer: {time}.',
  'restore-accept':
    'Is dit wat u verwacht, en is er geen betere plaats om uit terug te zetten? Herhaal de opdracht dan met --accept-findings.',
  'restore-hopeless':
    'Die back-up is niet heel, of deze computer heeft daar een nieuwere gezien. Kies een andere back-up of een andere plaats.',
  'vault-restored':
    'Teruggezet in {folder}, zoals op {time}. Documenten: {documents} ({size}). Niemand kan inloggen voordat de Privacy Officer het afrondt: kluis restore finish.',
  'vault-set-aside': 'De kluis van daarvoor ligt in {name}, ernaast, onveranderd.',
  'documents-restored':
    'Geschreven naar {to}, zoals op {time}. Documenten: {documents}. Ze zijn daar leesbaar voor wie ze kan openen.',
  'documents-not-restored': 'Niet geschreven: {count}.',
  'restore-finished':
    '{name} heeft een nieuwe wachtzin en nieuwe sleutels, en de kluis is weer open voor ieder die er nog is. Opnieuw gedaan: gewist {erased}, uitgeschakeld {disabled}, toegang ingetrokken {revoked}.',
  'restore-known-from': {
    backups: 'Wat er sinds de back-up is gebeurd, is bekend uit een nieuwere.',
    'set-aside': 'Wat er sinds de back-up is gebeurd, is bekend uit de kluis die opzij is gezet.',
    ticket: 'Wat er sinds de back-up is gebeurd, is bekend uit het ticket.',
    none: 'Er is niets nieuwers bekend dan de back-up: wie sindsdien is vertrokken of gewist, kan terug zijn. Bekijk de mensen en de dossiers.',
  },
  'restore-unread':
    'Er is iets mis met de back-ups daar, waarvan nieuwere meer kunnen weten (bevindingen: {count}). Wie sindsdien is vertrokken of gewist, kan terug zijn: bekijk de mensen en de dossiers. "kluis restore list" zegt wat het is.',
  'restore-lost':
    'Verloren zijn de veranderingen na de back-up, op die na: {count} regels van het logboek. Accounts die sindsdien zijn gemaakt of veranderd, moeten opnieuw gemaakt of veranderd worden.',
  'restore-officer-since':
    'De Privacy Officer kreeg na de back-up nieuwe sleutels. Haar andere computers weigeren de kluis zoals hij nu is: verwijder daar hun sleutels ervan en vraag opnieuw een plaats.',
  'restore-set-aside-kept':
    'De kluis van daarvoor ligt in {name}, naast deze, met wat sindsdien is gewist. Die map verdwijnt vanzelf na 30 dagen, of als een map van een cliënt wordt gewist die erin zit; verwijder die eerder zodra niemand hem meer nodig heeft.',
  'restore-struck-off': 'De computer {name} is geschrapt; die vraagt opnieuw een plaats: kluis computer request.',
  'rollback-accepted': 'Deze stand van de kluis is aanvaard. Uw reden staat in het logboek.',
};

export const labels: Messages['labels'] = {
  FOLDER: 'DOSSIER',
  'TO-FOLDER': 'NAAR-DOSSIER',
  REPORT: 'VERSLAG',
  DOC: 'DOCUMENT',
  USER: 'GEBRUIKER',
  NAME: 'NAAM',
  PATH: 'PAD',
  FILE: 'BESTAND',
  F: 'BESTAND',
  DIR: 'MAP',
  TEXT: 'TEKST',
  DATE: 'DATUM',
  WORDS: 'WOORDEN',
  CODE: 'CODE',
  BACKUP: 'BACK-UP',
  'USER@HOST[:PORT]/FOLDER': 'GEBRUIKER@HOST[:POORT]/MAP',
  PREFIX: 'VOORVOEGSEL',
  REGION: 'REGIO',
};
