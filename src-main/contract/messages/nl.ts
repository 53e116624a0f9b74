import type { ErrorCode } from '../errors.ts';
import type { RecoveryStep } from '../recovery.ts';
import type { MaintenanceStep, Warning } from '../session.ts';
import type { Messages } from './index.ts';

/** Van de tekst die het meest zegt tot die zonder bijzonderheden: wat er gebeurde, wat bleef, wat te doen. */
const errors: Readonly<Record<ErrorCode, readonly [string, ...string[]]>> = {
  internal: [
    'Er ging iets mis dat niet was voorzien ({type}, {at}). Wat als gedaan is gemeld, is veilig. Probeer het opnieuw; geef deze woorden door als het weer gebeurt.',
    'Er ging iets mis dat niet was voorzien. Wat als gedaan is gemeld, is veilig. Probeer het opnieuw; geef het door als het weer gebeurt.',
  ],
  'disk-full': [
    'De schijf is vol. Documenten die zijn opgenomen en blijven: {documents}. Maak ruimte en doe het opnieuw.',
    'De schijf is vol. Wat als gedaan is gemeld, is veilig; hiervan is niets half blijven liggen. Maak ruimte en doe het opnieuw.',
  ],
  'folder-read-only': [
    'Daar kan niets worden geschreven. Er is niets veranderd. Controleer de rechten van de map, of kies een andere.',
  ],
  'folder-without-locking': [
    'Die map houdt anderen niet tegen: een tweede programma kon de kluis openen terwijl dit programma hem open had, en samen zouden ze hem beschadigen. Er is niets veranderd. Zet de kluis op een schijf van deze computer, of in een gedeelde map die bestanden vergrendelt.',
  ],
  'keychain-missing': [
    'De sleutelopslag van de computer antwoordt niet ({reason}). Er is niets veranderd. Log in op uw bureaublad zodat die open is, of herhaal de opdracht met {instead}.',
    'De sleutelopslag van de computer antwoordt niet. Er is niets veranderd. Log in op uw bureaublad zodat die open is, of herhaal de opdracht met {instead}.',
    'De sleutelopslag van de computer antwoordt niet ({reason}). Er is niets veranderd. Log in op uw bureaublad zodat die open is.',
    'De sleutelopslag van de computer antwoordt niet. Er is niets veranderd. Log in op uw bureaublad zodat die open is.',
  ],
  'keychain-entry-missing': [
    'Deze computer heeft geen plaats in deze kluis, of is zijn sleutels kwijt. De kluis is onveranderd. Maak een aanvraag met "kluis computer request" en laat de Privacy Officer die goedkeuren; tot dan kan hier niemand inloggen.',
  ],
  'vault-from-newer-program': [
    'Een nieuwere versie van Dossierkluis heeft deze kluis gemaakt of veranderd. Er is niets veranderd. Installeer de nieuwste versie en open de kluis daarmee.',
  ],
  'vault-from-older-program': [
    'Een oudere versie van Dossierkluis heeft deze kluis het laatst gebruikt. Er is niets veranderd. Log één keer in, bijvoorbeeld met "kluis status", dat werkt de kluis bij; doe het daarna opnieuw.',
  ],
  'vault-read-only': [
    'Dit is niet de kluis zoals deze computer die het laatst zag: ouder, of elders verdergegaan vanaf een oudere kopie. U kunt lezen, niet schrijven. Er is niets veranderd. Bel de Privacy Officer; zij kan dit aanvaarden met "kluis audit accept".',
  ],
  'file-changed-while-read': [
    '"{name}" veranderde tijdens het lezen. Het is niet opgenomen; wat er al was, blijft. Sluit het programma dat erin schrijft en doe het opnieuw.',
    'Een bestand veranderde tijdens het lezen. Het is niet opgenomen; wat er al was, blijft. Sluit het programma dat erin schrijft en doe het opnieuw.',
  ],
  'file-unreadable': [
    'Een bestand is niet te lezen: {reason}. Er is niets veranderd. Controleer of het heel is, en of u en alleen u het mag lezen.',
    'Een bestand is niet te lezen. Er is niets veranderd. Controleer of het er is en of u het mag lezen.',
  ],
  'spool-full': [
    'De plaats voor binnenkomende berichten is vol. Er ging niets verloren; dit bericht is niet opgenomen. De Privacy Officer maakt ruimte door in te loggen.',
  ],
  'invalid-input': [
    'Wat voor {label} is opgegeven, klopt niet. Er is niets veranderd. Zie "kluis {command} --help" voor wat er kan.',
    'De waarde van "{input}" klopt niet. Er is niets veranderd. Geef een andere.',
    'Zo kan het niet. Er is niets veranderd. Zie "kluis --help".',
  ],
  'password-too-weak': [
    'Het nieuwe wachtwoord voldoet niet: {reasons}. Er is niets veranderd. Kies minstens 8 tekens met een cijfer en een hoofdletter, of minstens 20 tekens; en niet makkelijk te raden, bijvoorbeeld vier woorden die niet bij elkaar horen.',
    'Het nieuwe wachtwoord is te makkelijk te raden. Er is niets veranderd. Kies een langer wachtwoord, bijvoorbeeld vier woorden die niet bij elkaar horen.',
  ],
  'name-taken': ['Die naam is al in gebruik. Er is niets veranderd. Kies een andere.'],
  'vault-exists': ['Die map is niet leeg. Er is niets veranderd. Kies een lege map voor de nieuwe kluis.'],
  'file-exists': [
    'Het bestand {given} is er al. Het is niet overschreven. Kies een andere naam.',
    'Er is al een bestand met die naam. Het is niet overschreven. Kies een andere naam.',
  ],
  'recovery-key-wrong-vault': [
    'Deze herstelsleutel hoort bij een andere kluis. Er is niets veranderd. Zoek de sleutel waarvan de regel "# vault:" {vault} noemt.',
    'Deze herstelsleutel hoort bij een andere kluis. Er is niets veranderd. Zoek de sleutel van deze kluis.',
  ],
  'not-authorised': ['Dit mag u niet. Er is niets veranderd. Vraag uw Privacy Officer.'],
  'sign-in-failed': [
    'Naam, wachtwoord of code klopt niet. Er is niets veranderd. Hulp nodig? Vraag uw Privacy Officer. De Privacy Officer zonder wachtzin: "kluis recover".',
  ],
  'sign-in-locked-out': [
    'Te veel pogingen. Er is niets veranderd. Wacht {wait} en log dan weer in.',
    'Te veel pogingen. Er is niets veranderd. U kunt later weer inloggen.',
  ],
  'account-not-activated': [
    'Dit account is nog niet actief. Er is niets veranderd. Kies eerst een eigen wachtwoord, met "kluis user activate".',
  ],
  'integrity-violated': [
    'Het document "{damaged}" is niet zoals het is achtergelaten ({part}). Hierdoor is niets veranderd. Werk niet verder in de kluis; voer "kluis check" uit en bel de Privacy Officer.',
    'De kluis is niet zoals hij is achtergelaten: {part}. Hierdoor is niets veranderd. Werk er niet in verder; voer "kluis check" uit en bel de Privacy Officer.',
    'De kluis is niet zoals hij is achtergelaten. Hierdoor is niets veranderd. Werk er niet in verder; voer "kluis check" uit en bel de Privacy Officer.',
  ],
  'not-found': ['Niet gevonden. Het bestaat niet, of u heeft geen toegang. Er is niets veranderd.'],
  'vault-not-found': ['In die map is geen kluis. Er is niets veranderd. Controleer --vault of KLUIS_VAULT.'],
  'target-unreachable': [
    'De plaats om naar te schrijven is niet bereikbaar. Er is niets veranderd. Sluit die aan en doe het opnieuw.',
  ],
  'target-refused': [
    'De back-uplocatie weigert deze computer. Er is niets veranderd. Geef gebruikersnaam en wachtwoord of sleutel opnieuw, of vraag het wie die beheert.',
  ],
  'target-full': [
    'De back-uplocatie is vol. Wat als gedaan is gemeld, is veilig. Maak daar ruimte of kies een grotere; de volgende keer gaat verder waar dit ophield.',
  ],
  'target-damaged': [
    'De back-uplocatie gaf een ander antwoord dan gevraagd. Er is niets veranderd. Test die, en vraag het wie die beheert als het weer gebeurt.',
  ],
  'target-host-key-unknown': [
    'Niemand heeft nog gezegd dat deze server de juiste is. De sleutel is {fingerprint}. Er is niets veranderd. Vergelijk de sleutel met wat de beheerder zegt en aanvaard die.',
    'Niemand heeft nog gezegd dat deze server de juiste is. Er is niets veranderd. Vergelijk de sleutel met wat de beheerder zegt en aanvaard die.',
  ],
  'target-host-key-changed': [
    'De server voor back-ups toont een andere sleutel dan toen die werd toegevoegd: opnieuw geïnstalleerd, of er zit iemand tussen. Er is niets veranderd. Vraag het wie de server beheert; is dat verklaard, voeg die dan opnieuw toe.',
  ],
  'target-certificate-refused': [
    'Het certificaat van de server voor back-ups is niet te vertrouwen. Er is niets veranderd. Controleer het adres en de datum van deze computer; geef het certificaat mee als de server een eigen heeft.',
  ],
  'vault-in-use': [
    'De kluis is open op {computer}. Eén persoon tegelijk. Er is niets veranderd. Wacht tot die opdracht klaar is en probeer het dan opnieuw.',
    'De kluis is elders open. Eén persoon tegelijk. Er is niets veranderd. Wacht tot die opdracht klaar is en probeer het dan opnieuw.',
  ],
  'print-failed': [
    'Afdrukken lukte niet. Er is niets veranderd. Controleer de printer, of bewaar het als pdf of als bestand.',
  ],
  'archive-closed': [
    'Het archief is dicht. Er is niets veranderd. Open het met een reden en uw wachtzin en doe het dan opnieuw.',
  ],
  'second-factor-missing': [
    'Het kantoor vraagt om tweestapsverificatie en u heeft die nog niet. Er is niets veranderd. Stel die eerst in, in het venster van Dossierkluis.',
  ],
  'second-factor-needed': [
    'De code van uw authenticator is ook nodig. Er is niets veranderd. Doe het opnieuw met --code en de nieuwste code, of een herstelcode.',
  ],
  cancelled: [
    'Geannuleerd. Documenten die zijn opgenomen en blijven: {documents}.',
    'Geannuleerd. Er is niets half blijven liggen; wat als gedaan is gemeld, blijft.',
  ],
};

const causes: Messages['causes'] = {
  'invalid-input': {
    empty: [
      '{label} is leeg. Er is niets veranderd. Geef een tekst.',
      'Er ontbreekt een tekst. Er is niets veranderd.',
    ],
    'too-long': [
      'Wat voor {label} is opgegeven, is te lang. Er is niets veranderd. Geef een kortere tekst.',
      'Een tekst is te lang. Er is niets veranderd. Geef een kortere.',
    ],
    'wrong-form': [
      'Wat voor {label} is opgegeven, klopt niet. Er is niets veranderd. Zie "kluis {command} --help" voor wat er kan.',
      'De waarde van "{input}" klopt niet. Er is niets veranderd. Geef een andere.',
    ],
    'control-characters': [
      'In die naam staat een regeleinde of stuurteken. Er is niets veranderd. Kies een andere naam.',
    ],
    ambiguous: [
      '"{given}" kan meer dan één ding zijn. Er is niets veranderd. Gebruik een van deze ids: {candidates}.',
      'Die naam kan meer dan één ding zijn. Er is niets veranderd. Gebruik een van deze ids: {candidates}.',
    ],
    'not-a-document-name': [
      'Dat is geen naam voor een document: ergens tussen de schuine strepen staat niets, of "." of "..". Er is niets veranderd. Kies een andere naam.',
    ],
    'too-large-to-show': [
      'Dat document is groter dan 20 MB, te groot om te tonen. Er is niets geopend. Exporteer het om het te openen.',
    ],
    'wrong-control-words': [
      'De controletekens verschillen. Keur niet goed: dit hoeft niet de aanvraag van die computer te zijn. Er is niets goedgekeurd. Lees de tekens nog eens op de andere computer; verschillen ze nog, laat daar dan een nieuwe aanvraag maken.',
    ],
    'not-a-request': [
      'Dit bestand is geen aanvraag, of is onderweg beschadigd. Er is niets goedgekeurd. Maak de aanvraag opnieuw met "kluis computer request" op de andere computer.',
    ],
    'request-of-another-vault': [
      'Dit is een aanvraag voor een andere kluis. Er is niets goedgekeurd. Maak er een met "kluis computer request" en de map van deze kluis.',
    ],
    'computer-approved-already': [
      'Deze computer is al goedgekeurd. Er is niets veranderd. Hij kan de kluis openen; zie "kluis computer list".',
    ],
    'computer-has-place': [
      'Deze computer heeft al een plaats. Er is niets veranderd. Log in; een aanvraag is niet nodig.',
    ],
    'password-unchanged': [
      'Het nieuwe wachtwoord is het wachtwoord dat u al heeft. Er is niets veranderd. Kies er een dat alleen u kent.',
    ],
    'account-active': ['Dit account is al actief. Er is niets veranderd. Uw wachtwoord wijzigen: kluis user passwd.'],
    'one-privacy-officer': [
      'Er is één Privacy Officer. Er is niets veranderd. Kies office-manager, employee of it-admin.',
    ],
    'privacy-officer-herself': [
      'Bij de Privacy Officer kan dit niet. Er is niets veranderd. Een andere wachtzin: kluis user passwd; wachtzin kwijt: kluis recover.',
    ],
    'privacy-officer-has-every-folder': ['De Privacy Officer heeft elk dossier, altijd. Er is niets veranderd.'],
    'it-admin-has-no-folder': [
      'Een IT-beheerder kan geen dossier krijgen. Er is niets veranderd. Geef het aan een medewerker of de officemanager.',
    ],
    'personnel-folder': ['Een personeelsdossier kan alleen de officemanager krijgen. Er is niets veranderd.'],
    'end-passed': ['De einddatum "{given}" is voorbij. Er is niets veranderd. Geef vandaag of een latere dag.'],
    'out-is-folder': ['"{given}" is een map. Er is niets geschreven. Geef een bestandsnaam, bijvoorbeeld in die map.'],
    'out-in-vault': ['"{given}" ligt in de kluis. Er is niets geschreven. Kies een plaats daarbuiten.'],
    'out-folder-missing': ['De map voor "{given}" is er niet. Er is niets geschreven. Kies een andere.'],
    'reason-missing': [
      'Definitief wissen vraagt een reden. Er is niets gewist. Geef --reason TEKST; die komt in het logboek.',
    ],
    'same-folder': ['Het document ligt al in dat dossier. Er is niets verplaatst. Een andere naam: kluis doc rename.'],
    'nothing-to-accept': [
      'Er is niets te aanvaarden: de kluis is zoals deze computer zich hem herinnert. Er is niets veranderd.',
    ],
    'own-recovery-key': [
      'Dit is de herstelsleutel van deze kluis. Er is niets van bewaard. Die hoort in de kluis van het kantoor, niet in de kluis die hij opent.',
    ],
    'not-a-recovery-key': [
      'Dit bestand is geen herstelsleutel. Er is niets veranderd. Zoek het bestand dat "kluis init" schreef, of typ het vel papier over: de regels "# vault:", "# root:" en "AGE-SECRET-KEY-PQ-1…".',
    ],
    'recovery-key-line-missing': [
      'De regel "{line}" ontbreekt in het bestand met de herstelsleutel. Er is niets veranderd. Voeg die toe zoals die op het vel papier staat.',
      'Er ontbreekt een regel in het bestand met de herstelsleutel. Er is niets veranderd. Voeg die toe zoals die op het vel papier staat.',
    ],
    'recovery-key-mistyped': [
      'In de regel "{line}" van de herstelsleutel zit een tikfout: de controletekens of de vorm kloppen niet. Er is niets veranderd. Vergelijk de regel letter voor letter met het vel papier.',
      'In een regel van de herstelsleutel zit een tikfout. Er is niets veranderd. Vergelijk die letter voor letter met het vel papier.',
    ],
    'wrong-group': [
      'Groep {group} van de herstelsleutel is niet zoals op het papier staat. Er is niets veranderd. Vergelijk letter voor letter en typ de groep opnieuw.',
      'Een groep van de herstelsleutel is niet zoals op het papier staat. Er is niets veranderd. Vergelijk letter voor letter en typ de groep opnieuw.',
    ],
    'wrong-code': [
      'Die code klopt niet, of niet meer. Er is niets veranderd. Neem de nieuwste code van uw authenticator; blijft die fout, controleer dan de tijd van uw telefoon en van deze computer.',
    ],
    'no-code-confirmed': [
      'Er is nog geen code bevestigd, dus tweestapsverificatie staat niet aan. Begin opnieuw en typ de code die uw authenticator toont.',
    ],
    'not-owner': ['Deze taak is van iemand anders. Er is niets veranderd. Vraag die persoon of de Privacy Officer.'],
    'task-closed': ['Deze taak is al gesloten. Er is niets veranderd. Open de taak eerst weer.'],
    'request-answered': ['Dit verzoek is al beantwoord. Er is niets veranderd.'],
  },
  'not-found': {
    folder: [
      'Geen dossier "{given}" dat u kunt openen. Er is niets veranderd. "kluis folder list" toont de uwe.',
      'Geen dossier van die naam dat u kunt openen. Er is niets veranderd. "kluis folder list" toont de uwe.',
    ],
    user: [
      'Geen gebruiker "{given}". Er is niets veranderd. "kluis user list" toont iedereen.',
      'Die gebruiker is er niet. Er is niets veranderd. "kluis user list" toont iedereen.',
    ],
    'user-disabled': [
      '"{given}" is al uitgeschakeld. Er is niets veranderd. Wie terugkomt, krijgt een nieuw account: kluis user add.',
      'Die gebruiker is al uitgeschakeld. Er is niets veranderd.',
    ],
    grant: ['"{given}" heeft geen toegang tot dat dossier. Er is niets veranderd. Zie "kluis folder members".'],
    document: [
      'Geen document "{given}" daar. Er is niets veranderd. "kluis doc list" toont de documenten van een dossier, met --bin die in de prullenbak.',
      'Dat document is daar niet. Er is niets veranderd. "kluis doc list" toont de documenten van een dossier.',
    ],
    'archived-document': [
      'Geen document "{given}" in het archief van dat dossier. Er is niets veranderd. "kluis archive list" toont wat daar ligt.',
    ],
    version: [
      'Geen versie {given} van dat document. Er is niets geschreven. "kluis doc versions" toont welke er zijn.',
    ],
    'archived-version': [
      'Geen versie {given} van dat document in het archief. Er is niets geschreven. "kluis archive list --json" toont welke er zijn.',
    ],
    task: [
      'Die taak is er niet, of is niet voor u. Er is niets veranderd. Misschien is de taak gesloten of aan iemand anders gegeven.',
    ],
    request: ['Dat verzoek is er niet, of is niet voor u. Er is niets veranderd.'],
    draft: ['De kluis die werd gemaakt, is er niet meer. Er is niets van over. Begin opnieuw.'],
  },
  'name-taken': {
    'document-in-the-way': [
      'Een ander document heeft die naam in het dossier. Er is niets veranderd. Geef eerst het document dat deze naam heeft een andere (kluis doc rename) en doe het dan opnieuw.',
    ],
  },
  'target-unreachable': {
    'other-medium': [
      'Wat is aangesloten, is niet de plaats waar de back-ups op stonden. Er is niets veranderd. Sluit de schijf of share aan die is toegevoegd, of voeg deze toe.',
    ],
    'place-missing': [
      'De server antwoordt, maar waar de back-ups in moeten liggen, is er niet. Er is niets veranderd. Controleer de naam van de map of bucket, en van een bucket de regio.',
    ],
  },
  'target-refused': {
    'sign-in': [
      'De back-uplocatie aanvaardt gebruikersnaam, wachtwoord of sleutel niet. Er is niets veranderd. Geef ze opnieuw.',
    ],
    permission: [
      'De back-uplocatie staat dit met dit account niet toe. Er is niets veranderd. Vraag het recht om daar te lezen en te schrijven aan wie die beheert.',
    ],
    'clock-wrong': [
      'De back-uplocatie weigert, omdat de klok van deze computer niet klopt. Er is niets veranderd. Zet datum en tijd goed en doe het opnieuw.',
    ],
  },
  'target-full': {
    'file-too-large': [
      'De back-uplocatie neemt geen bestanden die zo groot zijn. Er is niets veranderd. Kies een schijf of server zonder die grens.',
    ],
  },
  'target-damaged': {
    redirected: [
      'De back-uplocatie verwijst naar een ander adres; dat wordt niet gevolgd met een wachtwoord. Er is niets veranderd. Geef het adres waar dat op uitkomt.',
    ],
    'old-encryption': [
      'De server voor back-ups kent alleen versleuteling die te oud is. Er is niets veranderd. Laat de server bijwerken.',
    ],
  },
};

const officerErrors: Messages['officerErrors'] = {
  'not-authorised': ['Dit kan niet met uw rechten. Er is niets veranderd.'],
  'sign-in-failed': ['De wachtzin klopt niet. Er is niets veranderd. Zonder uw wachtzin: kluis recover.'],
  'vault-read-only': [
    'Dit is niet de kluis zoals deze computer die het laatst zag: ouder, of elders verdergegaan vanaf een oudere kopie. U kunt lezen, niet schrijven. Er is niets veranderd. Zoek uit waarom (een back-up die is teruggezet?); klopt het, aanvaard dit dan met "kluis audit accept".',
  ],
  'integrity-violated': [
    'Het document "{damaged}" is niet zoals het is achtergelaten ({part}). Hierdoor is niets veranderd. Voer "kluis check" uit, dat zegt wat beschadigd is, en zet de kluis terug uit een back-up.',
    'De kluis is niet zoals hij is achtergelaten: {part}. Hierdoor is niets veranderd. Werk er niet in verder; voer "kluis check" uit, dat zegt wat beschadigd is, en zet de kluis terug uit een back-up.',
    'De kluis is niet zoals hij is achtergelaten. Hierdoor is niets veranderd. Werk er niet in verder; voer "kluis check" uit, dat zegt wat beschadigd is, en zet de kluis terug uit een back-up.',
  ],
};

const warnings: Readonly<Record<Warning, string>> = {
  'keychain-file':
    'De sleutels van deze computer liggen in een bestand, niet in de sleutelopslag van de computer. Wie dat bestand en de kluis kopieert, heeft alleen nog een wachtwoord nodig.',
  'vault-rolled-back':
    'Dit is niet de kluis zoals deze computer die het laatst zag: ouder, of elders verdergegaan vanaf een oudere kopie. U kunt lezen, niet schrijven. Bel de Privacy Officer.',
  'account-not-certified': 'Uw account is actief. De Privacy Officer bevestigt de sleutels als zij weer inlogt.',
  'work-unfinished':
    'Werk dat van eerder was blijven liggen, kon niet worden afgemaakt. De volgende keer inloggen probeert het opnieuw; blijft dit, voer dan "kluis check" uit.',
  'folders-damaged':
    'Sommige dossiers, of andere delen van de kluis, zijn niet zoals ze zijn achtergelaten en gaan niet open. Voer "kluis check" uit en bel de Privacy Officer.',
  'account-endorsed-twice':
    'Een account is een tweede keer geactiveerd, door iemand die het eerste wachtwoord kende. Alleen de eerste keer telt. De Privacy Officer vergelijkt de vingerafdruk en stelt het account bij twijfel opnieuw in ("kluis audit verify" zegt waar).',
};

const officerWarnings: Messages['officerWarnings'] = {
  'vault-rolled-back':
    'Dit is niet de kluis zoals deze computer die het laatst zag: ouder, of elders verdergegaan vanaf een oudere kopie. U kunt lezen, niet schrijven. Zoek uit waarom (een back-up die is teruggezet?); klopt het, aanvaard dit dan met "kluis audit accept".',
  'folders-damaged':
    'Sommige dossiers, of andere delen van de kluis, zijn niet zoals ze zijn achtergelaten en gaan niet open. Voer "kluis check" uit, dat zegt wat beschadigd is, en zet de kluis terug uit een back-up.',
  'account-endorsed-twice':
    'Een account is een tweede keer geactiveerd, door iemand die het eerste wachtwoord kende. Alleen de eerste keer telt. "kluis audit verify" zegt waar: vergelijk de controletekens met de gebruiker, en stel het account bij twijfel opnieuw in (kluis user reset).',
};

const recoverySteps: Readonly<Record<RecoveryStep, string>> = {
  'computer-keys':
    'De sleutelopslag van de computer nam geen nieuwe sleutels voor deze computer aan; die werkt verder met de sleutels die hij had.',
  'computer-struck-off':
    'Van de twee vermeldingen van deze computer in de kluis staat er nog een waarvan niemand de sleutels heeft; die opent niets.',
  'sign-in-record':
    'De lijst van mislukte aanmeldingen kon niet worden bijgewerkt; een wachttijd na mislukte pogingen telt nog.',
};

const maintenanceSteps: Readonly<Record<MaintenanceStep, string>> = {
  'tell-sign-in': 'dit inloggen noteren in het logboek',
  'make-exchange': 'een plaats maken voor uw eigen taken',
  'vouch-for-computers': 'de computers bevestigen die back-ups maken',
  'certify-accounts': 'geactiveerde accounts bevestigen',
  'end-expired-grants': 'toegang beëindigen waarvan de datum voorbij is',
  'make-personal': 'een plaats maken voor uw eigen concepten',
  'drop-provisional-keys': 'de sleutels van het eerste wachtwoord verwijderen',
  'reseal-old-rows': 'oudere inhoud verzegelen onder de huidige sleutels',
  'forget-empty-epochs': 'sleutels vergeten die niet meer in gebruik zijn',
  'sweep-objects': 'bestanden verwijderen die bij geen document horen',
  'expire-copies': 'oude kopieën van de database verwijderen',
  'erase-personal': 'concepten wissen van wie is vertrokken',
  'purge-bin': 'de prullenbak legen',
  'fold-failed-sign-ins': 'mislukte inlogpogingen in het logboek zetten',
  'take-spool': 'berichten binnenhalen',
  'write-due-checkpoint': 'het logboek ondertekenen',
};

export const nl: Messages = {
  errors,
  causes,
  officerErrors,
  warnings,
  officerWarnings,
  maintenanceSteps,
  recoverySteps,
  usage: {
    title: 'kluis: de versleutelde kluis voor de klantdossiers van een kantoor, vanaf de opdrachtregel',
    usage: 'Gebruik: {line}',
    commands: 'Opdrachten:',
    options: 'Opties:',
    everywhere: 'Opties overal:',
    arguments: 'Argumenten:',
    version: 'De versie: kluis --version',
    more: 'Meer over een opdracht: kluis OPDRACHT --help',
    list: 'Alle opdrachten: kluis --help',
    command: 'OPDRACHT',
  },
  usageProblems: {
    'unknown-command': 'De opdracht "{command}" is er niet.',
    'group-alone': 'Welke opdracht van "{command}"? Zie kluis {command} --help.',
    'no-command': 'Welke opdracht?',
    'unknown-option':
      'Deze opdracht kent geen optie "{option}". Er is niets gedaan. Een naam die met een streepje begint, komt achter --.',
    'option-without-value': 'De optie "{option}" heeft een waarde nodig.',
    'option-with-value': 'De optie "{option}" heeft geen waarde.',
    'option-missing': 'De optie "--{option}" ontbreekt.',
    'wrong-value': '"--{option}" is een van: {values}.',
    'argument-missing': '{argument} ontbreekt.',
    'too-many-arguments': 'Er is één woord te veel: "{argument}".',
    'no-vault': 'Welke kluis? Geef --vault MAP of zet KLUIS_VAULT.',
    'no-user': 'Wie bent u? Geef --user NAAM of zet KLUIS_USER.',
    'no-terminal':
      'Er is geen terminal om het wachtwoord op te vragen. Geef --password-file BESTAND of zet KLUIS_PASSWORD_FILE.',
    'no-terminal-for-fingerprint':
      'Er is geen terminal om iets op te vragen. Geef --fingerprint WOORDEN, zoals de andere computer ze toonde.',
    'no-such-file': 'Het bestand {file} (voor {of}) is er niet.',
    'file-is-folder': '{file} is een map; {of} vraagt een bestand.',
    'file-not-yours': 'U mag {file} (voor {of}) niet lezen.',
    'file-too-large': 'Het bestand {file} (voor {of}) is groter dan 1 MiB, meer dan het mag zijn.',
    'unreadable-file': 'Het bestand {file} (voor {of}) is niet te lezen ({reason}).',
    'empty-file': 'Het bestand {file} (voor {of}) heeft niets op de eerste regel.',
    'not-text': 'Het bestand {file} (voor {of}) is geen tekst in UTF-8.',
    'no-folder': 'De map {folder} is er niet.',
    'not-a-date': '"{value}" is geen datum. Schrijf die als 2027-12-31.',
    'reason-without-definitive':
      'Een reden wordt alleen bewaard met --definitive; voor de prullenbak is er geen nodig. Er is niets gedaan.',
    'not-a-number': '"{value}" is geen heel getal vanaf 1.',
  },
  reasons: {
    'too-short': 'te kort',
    'no-digit': 'geen cijfer',
    'no-capital': 'geen hoofdletter',
    'contains-name': 'uw naam staat erin',
    'too-easy-to-guess': 'te makkelijk te raden',
  },
  roles: {
    'privacy-officer': 'Privacy Officer',
    'office-manager': 'officemanager',
    employee: 'medewerker',
    'it-admin': 'IT-beheerder',
  },
  rights: { read: 'lezen', write: 'wijzigen' },
  profileParts: { name: 'naam', email: 'e-mailadres', telephone: 'telefoon', address: 'postadres' },
  secondFactors: {
    none: 'geen',
    code: 'code',
    'recovery-code': 'herstelcode',
    optional: 'naar keuze',
    compulsory: 'verplicht',
  },
  kinds: { client: 'klantdossier', personnel: 'personeelsdossier' },
  keychains: { os: 'sleutelopslag van de computer', file: 'bestand' },
  userStates: {
    provisional: 'nog niet actief',
    activated: 'actief, nog te bevestigen',
    active: 'actief',
    disabled: 'uitgeschakeld',
  },
  computerStates: { active: 'actief', 'struck-off': 'geschrapt' },
  inboxPlaces: { inbox: 'postvak', spool: 'net binnen', unreadable: 'niet leesbaar' },
  importOutcomes: {
    added: 'opgenomen',
    'new-version': 'nieuwe versie',
    unchanged: 'onveranderd',
    skipped: 'niet opgenomen',
    failed: 'mislukt',
  },
  skipReasons: {
    'symbolic-link': 'een symbolische koppeling',
    'special-file': 'geen gewoon bestand',
    'own-vault': 'de kluis zelf',
    'name-not-utf8': 'een naam die geen UTF-8 is',
    'same-name':
      'een ander bestand hier heeft dezelfde naam, met andere Unicode-tekens geschreven: hernoem een van beide',
    'recovery-key':
      'de herstelsleutel van deze kluis: die hoort in de kluis van kantoor, niet in de kluis die hij opent',
  },
  pending: {
    'rotate-database-key': 'een nieuwe sleutel van de database (komt met een latere versie; u hoeft niets te doen)',
    'rotate-office-secret': 'een nieuw kantoorgeheim (komt met een latere versie; u hoeft niets te doen)',
  },
  statusWarnings: {
    'synced-folder':
      'De kluis ligt in een map die andere software kopieert ({detail}). Kopieën blijven leesbaar voor wie toen toegang had.',
    'keychain-file': 'De sleutels van deze computer liggen in een bestand, niet in de sleutelopslag van de computer.',
    'no-place-on-this-computer':
      'Deze computer heeft geen plaats in deze kluis. Maak een aanvraag met "kluis computer request"; heeft u dat al gedaan, wacht dan tot de Privacy Officer die heeft goedgekeurd.',
    'keychain-silent':
      'De sleutelopslag van de computer antwoordt niet; of deze computer een plaats in deze kluis heeft, is zo niet te zien. Log in op uw bureaublad, zodat die ontgrendeld is.',
    'unfinished-writes': 'Bestanden van een schrijfactie die is afgebroken. De volgende keer inloggen ruimt ze op.',
  },
  problems: {
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
  },
  auditProblems: {
    'chain-broken': 'hier breekt de keten',
    'detail-altered': 'een bijzonderheid is veranderd',
    'facts-too-large': 'zegt meer dan getoond kan worden',
    'detail-author-unknown': 'met een sleutel die niemand toen had',
    'author-not-entitled': 'door iemand die dit niet kon',
    'commit-altered': 'een stand die is veranderd',
    'second-endorsement': 'een tweede bevestiging van een account',
    'checkpoint-wrong': 'het controlepunt zegt iets anders',
    'vault-rolled-back': 'ouder dan deze computer zich herinnert, of elders verdergegaan',
  },
  actions: {
    'all-grants-ended': 'beëindigde alle toegang tot dossiers: de lijsten waren niet die van de laatste wijziging',
    'archive-listed': 'bekeek de lijst van het verzegelde archief',
    'archive-opened': 'opende een document uit het verzegelde archief',
    'archive-read': 'las een document in het verzegelde archief',
    'archive-returned': 'zette een document uit het verzegelde archief terug',
    'archive-unlocked': 'opende het verzegelde archief',
    'audit-exported': 'exporteerde het logboek',
    'backup-writers-replaced': 'verving de lijst van computers die back-ups maken, die gewijzigd was',
    'backup-writers-signed': 'bevestigde computers die back-ups maken',
    'bin-emptied': 'wiste wat 30 dagen in de prullenbak lag',
    'compartment-resealed': 'versleutelde opnieuw met de nieuwe sleutel',
    'computer-approved': 'keurde een computer goed',
    'computer-struck-off': 'schrapte een computer',
    'copies-expired': 'verwijderde oude kopieën van de database',
    'document-binned': 'legde een document in de prullenbak',
    'document-erased': 'wiste een document definitief',
    'document-exported': 'exporteerde een document',
    'document-moved': 'verplaatste een document',
    'document-read': 'las een document',
    'document-renamed': 'gaf een document een andere naam',
    'document-restored': 'haalde een document uit de prullenbak',
    'document-sealed': 'verzegelde een document',
    'documents-added': 'nam documenten op',
    'epochs-forgotten': 'verwijderde oude sleutels waarvan niets meer over is',
    'exchange-given-up': 'gaf een kapotte plaats voor eigen taken op',
    'exchange-made': 'maakte een plaats voor de eigen taken',
    'folder-created': 'maakte een dossier',
    'folder-destroyed': 'wiste een dossier definitief',
    'folder-granted': 'gaf toegang tot een dossier',
    'folder-rekeyed': 'gaf een dossier nieuwe sleutels',
    'folder-renamed': 'gaf een dossier een andere naam',
    'folder-revoked': 'trok toegang tot een dossier in',
    'grant-key-renewed': 'vernieuwde de sleutel van een toegang',
    'grant-ended': 'beëindigde een toegang waarvan de tijd om was',
    'message-received': 'nam een bericht over',
    'message-removed': 'haalde een bericht uit het archief',
    'note-added': 'nam een notitie op',
    'password-changed': 'wijzigde het eigen wachtwoord',
    'personal-erased': 'wiste de concepten van iemand die is vertrokken',
    'personal-made': 'maakte een plaats voor de eigen concepten',
    'provisional-keys-dropped': 'verwijderde de sleutels van het eerste wachtwoord',
    recovered: 'gebruikte de noodtoegang',
    'recovery-code-used': 'logde in met een herstelcode in plaats van een code',
    'recovery-codes-renewed': 'maakte nieuwe herstelcodes',
    'request-answered': 'beantwoordde een verzoek',
    'request-asked': 'deed een verzoek',
    'rollback-accepted': 'aanvaardde een oudere stand van de kluis, of een die elders verderging',
    'second-factor-off': 'zette tweestapsverificatie uit',
    'second-factor-on': 'zette tweestapsverificatie aan',
    'settings-changed': 'wijzigde de instellingen van het kantoor',
    'sign-in-record-replaced': 'verving de lijst van mislukte pogingen om in te loggen, die gewijzigd was',
    'sign-ins-failed': 'telde mislukte pogingen met een wachtwoord of code',
    'signed-in': 'logde in',
    'slot-written': 'legde een wachtwoord vast',
    'task-added': 'gaf een taak op',
    'task-cancelled': 'liet een taak vervallen',
    'task-changed': 'wijzigde een taak',
    'task-done': 'rondde een taak af',
    'task-reopened': 'opende een taak weer',
    'user-activated': 'activeerde het account',
    'user-added': 'maakte een account',
    'user-certified': 'bevestigde de sleutels van een account',
    'user-disabled': 'schakelde een account uit',
    'user-reset': 'gaf een account een nieuw eerste wachtwoord',
    'vault-created': 'maakte de kluis',
  },
  facts: {
    added: 'opgenomen',
    archived: 'uit het archief',
    binnedBy: 'in de prullenbak door',
    broken: 'beschadigd',
    compartments: 'sleutels',
    computer: 'computer',
    computers: 'computers',
    copies: 'kopieën',
    document: 'document',
    documents: 'documenten',
    endsAt: 'laatste dag',
    erased: '(gewist)',
    'failed-sign-ins': '{count} mislukte pogingen met een wachtwoord of code op {day}',
    fingerprint: 'controletekens',
    folder: 'dossier',
    found: 'gevonden tot en met regel',
    from: 'van',
    idleLockMinutes: 'vergrendelt na minuten',
    left: 'over',
    newVersions: 'nieuwe versies',
    next: 'daarna',
    officeProfile: 'kantoorprofiel gewijzigd',
    officer: 'Privacy Officer',
    owner: 'van',
    reason: 'reden',
    remembered: 'herinnerd tot en met regel',
    replacedAt: 'gewijzigd gevonden op',
    request: 'verzoek',
    rights: 'rechten',
    role: 'rol',
    rows: 'rijen',
    secondFactor: 'tweestapsverificatie',
    state: 'uitkomst',
    successor: 'in plaats daarvan',
    task: 'taak',
    to: 'naar',
    type: 'soort',
    user: 'gebruiker',
    version: 'versie',
  },
  statusFacts: {
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
  },
  statusValues: {
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
  },
  columns: {
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
  },
  prompts: {
    password: 'Wachtwoord voor {user}: ',
    code: 'Code van uw authenticator, of een herstelcode: ',
    'password-for-archive': 'Nog een keer, voor het verzegelde archief: ',
    'password-to-change': 'Nog een keer, om het te wijzigen: ',
    fingerprint: 'Controletekens zoals de andere computer ze toont: ',
  },
  results: {
    none: 'Geen.',
    busy: 'Bezig',
    'failed-own':
      'Mislukte pogingen met uw naam voor deze keer inloggen: {count}. Was u dat niet zelf, meld het dan de Privacy Officer.',
    'failed-office':
      'Mislukte pogingen in het hele kantoor sinds uw vorige keer inloggen: {count}. Het logboek zegt op welke dagen.',
    'account-confirmed':
      '{name} heeft het account geactiveerd; de sleutels zijn nu bevestigd. Controletekens: {fingerprint}. Vergelijk ze met de hare; verschillen ze: kluis user reset "{name}".',
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
    'user-activated': 'Uw account is actief, {name}. De Privacy Officer bevestigt de sleutels als zij weer inlogt.',
    'control-words': 'Controletekens: {fingerprint}',
    'user-disabled':
      '{name} is uitgeschakeld. Nieuwe sleutels: {compartments}. Wat al is gelezen of gekopieerd, is niet terug te draaien.',
    'user-reset':
      '{name} kan het account opnieuw activeren, met het wachtwoord dat u overhandigt. Nieuwe sleutels: {compartments}.',
    'password-changed': 'Uw wachtwoord is gewijzigd.',
    'computer-requested':
      'De aanvraag ligt in {file}. Breng die naar de Privacy Officer en vergelijk deze controletekens met haar.',
    'computer-approved': '{name} kan de kluis vanaf nu openen.',
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
    'still-to-come': 'Nog te doen: {pending}.',
    'nothing-pending': 'niets',
    'rollback-accepted': 'Deze stand van de kluis is aanvaard. Uw reden staat in het logboek.',
  },
  commands: {
    status: 'Gezondheid, versies, aantallen en wat nog te doen is; meer na inloggen',
    init: 'Maakt een kluis voor een kantoor, met de Privacy Officer',
    'user add': 'Maakt een account',
    'user activate': 'Eerste keer inloggen: een eigen wachtwoord',
    'user list': 'Iedereen met een account',
    'user disable': 'Beëindigt een account en alle toegang ervan',
    'user reset': 'Een nieuw eerste wachtwoord voor wie het kwijt is',
    'user passwd': 'Wijzigt uw eigen wachtwoord',
    'computer request': 'Vraagt een plaats voor deze computer of dit account',
    'computer approve': 'Keurt een aanvraag goed, na vergelijken van controletekens',
    'computer list': 'Computers die de kluis kunnen openen',
    'inbox list': 'Wat op de Privacy Officer wacht',
    'folder create': 'Een nieuw dossier',
    'folder list': 'Elk dossier dat u kunt openen',
    'folder rename': 'Een andere naam voor een dossier',
    'folder members': 'Wie toegang tot een dossier heeft of had',
    'folder destroy': 'Wist een dossier met alles erin',
    'folder grant': 'Geeft iemand toegang tot een dossier',
    'folder revoke': 'Trekt toegang in; het dossier krijgt nieuwe sleutels',
    'note add': 'Neemt een notitie op in een dossier',
    'note list': 'Notities van een dossier',
    'doc add': 'Neemt bestanden op, en mappen met hun indeling; een naam die er al is, krijgt een nieuwe versie',
    'doc list': 'Documenten van een dossier',
    'doc get': 'Schrijft een document naar een bestand',
    'doc versions': 'Versies van een document',
    'doc move': 'Verplaatst een document naar een ander dossier',
    'doc rename': 'Een andere naam binnen het dossier',
    'doc rm': 'Legt een document in de prullenbak, of wist het definitief',
    'doc restore': 'Haalt een document uit de prullenbak',
    'doc find': 'Zoekt documenten op naam in al uw dossiers',
    'doc seal': 'Verzegelt documenten in het archief van het dossier',
    'archive list': 'Wat in de verzegelde archieven ligt',
    'archive open': 'Schrijft een document uit een archief naar een bestand',
    'archive return': 'Zet een document uit een archief terug in het dossier',
    'audit list': 'Wat er is gedaan, nieuwste eerst',
    'audit verify': 'Controleert het logboek vanaf de eerste regel, en zegt waar het breekt',
    'audit export': 'Schrijft het logboek als CSV',
    'audit accept': 'Gaat verder met een kluis die ouder is dan deze computer zich herinnert, of die elders verderging',
    check: 'Controleert elk bestand, elke pagina, sleutel, handtekening en elk object; herstelt niets',
    'recovery check': 'Toont aan dat de herstelsleutel alles opent',
    recover: 'Noodtoegang met de herstelsleutel: nieuwe wachtzin en sleutels voor de Privacy Officer',
  },
  labels: {
    FOLDER: 'DOSSIER',
    'TO-FOLDER': 'NAAR-DOSSIER',
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
  },
  arguments: {
    FOLDER: 'naam of id van een dossier',
    'TO-FOLDER': 'naam of id van het dossier waar het heen gaat',
    DOC: 'pad van een document binnen het dossier, of zijn id',
    USER: 'naam of id van een gebruiker',
    PATH: 'een bestand, of een map met alles erin; lege mappen vallen weg',
  },
  parts: {
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
  },
  waits: { second: '1 seconde', seconds: '{count} seconden', minute: '1 minuut', minutes: '{count} minuten' },
  importFailures: {
    'invalid-input': 'in de naam staat een regeleinde of stuurteken, of hij is te lang; geef het een andere naam',
    'not-found': 'het bestand is er niet',
    'file-unreadable': 'het is niet te lezen; controleer of u het mag lezen',
  },
  options: {
    vault: 'de map van de kluis; of KLUIS_VAULT',
    user: 'uw naam; of KLUIS_USER',
    'password-file': 'uw wachtwoord op de eerste regel; of KLUIS_PASSWORD_FILE; anders wordt het gevraagd',
    code: 'de code van tweestapsverificatie, of een herstelcode; zonder deze optie wordt die zo nodig gevraagd',
    json: 'één JSON-document op standaarduitvoer',
    lang: 'de taal: nl of en; zonder deze optie die van uw systeem',
    help: 'deze uitleg',
    version: 'nummer van de gewenste versie; zonder deze optie de nieuwste',
    office: 'naam van het kantoor',
    po: 'naam van de Privacy Officer',
    keychain:
      'waar de sleutels van deze computer liggen: os (sleutelopslag van de computer, zonder deze optie) of file',
    'recovery-key-out': 'nieuw bestand voor de herstelsleutel',
    'recovery-key-file': 'het bestand met de herstelsleutel',
    role: 'office-manager, employee of it-admin',
    'new-password-file': 'het nieuwe wachtwoord op de eerste regel',
    out: 'nieuw bestand om naar te schrijven',
    fingerprint: 'controletekens zoals de andere computer ze toont',
    kind: 'client (zonder deze optie) of personnel',
    reason: 'waarom; het komt in het logboek',
    rights: 'read (lezen) of write (wijzigen)',
    until: 'laatste dag van de toegang, als 2027-12-31',
    'text-file': 'de tekst, in UTF-8',
    bin: 'in plaats daarvan wat in de prullenbak ligt',
    overwrite: 'ook als het bestand er al is',
    definitive: 'meteen gewist, niet in de prullenbak',
    all: 'ook regels die alleen opnieuw versleutelden',
    limit: 'hoogstens zo veel; 1000 zonder deze optie',
  },
};
