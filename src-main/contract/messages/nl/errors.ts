import type { ErrorCode } from '../../errors.ts';
import type { Messages } from '../index.ts';

/** Van de tekst die het meest zegt tot die zonder bijzonderheden: wat er gebeurde, wat bleef, wat te doen. */
export const errors: Readonly<Record<ErrorCode, readonly [string, ...string[]]>> = {
  internal: [
    'Er ging iets mis dat niet was voorzien ({type}, {at}). Wat als gedaan is gemeld, is veilig. Probeer het opnieuw; geef deze woorden door als het weer gebeurt.',
    'Er ging iets mis dat niet was voorzien. Wat als gedaan is gemeld, is veilig. Probeer het opnieuw; geef het door als het weer gebeurt.',
  ],
  'disk-full': [
    'Er is niet genoeg ruimte: nodig zijn {neededBytes} bytes, vrij zijn er {freeBytes}. Er is niets geschreven. Maak ruimte of kies een andere schijf.',
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
    'Dit is niet de kluis zoals deze computer die het laatst zag: ouder, of elders verdergegaan vanaf een oudere kopie. U kunt lezen, niet schrijven. Er is niets veranderd. Bel de Privacy Officer, die dit kan aanvaarden met "kluis audit accept".',
  ],
  'vault-restored': [
    'Deze kluis is teruggezet uit een back-up, en dat is nog niet afgerond: er kunnen nog mensen en documenten in staan die sindsdien zijn verwijderd. Er is niets veranderd. De Privacy Officer rondt het af met de herstelsleutel: kluis restore finish.',
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
    'De server voor back-ups toont een andere sleutel dan toen die werd toegevoegd: opnieuw geïnstalleerd, of er zit iemand tussen. Er is niets veranderd. Vraag het wie de server beheert; is dat verklaard, aanvaard dan de nieuwe sleutel: kluis backup target set.',
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

export const causes: Messages['causes'] = {
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
    'computer-struck-off-already': [
      'Deze computer is al geschrapt. Er is niets veranderd. "kluis computer list" toont welke de kluis kunnen openen.',
    ],
    'own-computer': [
      'Dit is de computer waarop u werkt. Er is niets veranderd. Schrap hem vanaf een andere, of kom daar eerst binnen met de herstelsleutel (kluis recover).',
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
    'target-in-vault': [
      'Die map ligt in de kluis, en een back-up moet die overleven. Er is niets veranderd. Kies een plaats op een andere schijf of computer.',
    ],
    'no-object-lock': [
      'Die bucket kan niets vergrendelen (object lock). Er is niets veranderd. Kies een bucket die daarvoor is gemaakt, of laat het vergrendelen weg.',
    ],
    'key-too-large': [
      'Die sleutel is te lang voor de sleutelopslag van deze computer. Er is niets veranderd. Maak voor back-ups een sleutel van de soort ed25519: die is kort.',
    ],
    'nothing-to-finish': [
      'Er is niets af te ronden: deze kluis is niet teruggezet, of dat is al afgerond. Er is niets veranderd.',
    ],
    'no-such-root': [
      'Van geen van de kluizen waarvan daar back-ups liggen, kent deze computer de wortel. Er is niets geschreven. Geef --recovery-key-file: om rond te kijken zijn daarvan alleen de regels "# vault:" en "# root:" nodig.',
    ],
    'another-vault': [
      'In die map ligt een andere kluis dan die van deze back-ups. Er is niets geschreven. Zet terug in een lege map met --to.',
    ],
    'not-a-restore-request': [
      'Dit bestand is geen aanvraag om terug te zetten, of is onderweg beschadigd. Er is geen ticket gemaakt. Laat de aanvraag opnieuw maken met "kluis restore request" op de andere computer.',
    ],
    'not-a-ticket': [
      'Dit bestand is geen ticket, of is onderweg beschadigd. Er is niets geschreven. Vraag het de Privacy Officer opnieuw.',
    ],
    'ticket-for-another': [
      'Dit ticket is niet voor deze computer, of niet voor die back-up. Er is niets geschreven. Maak hier een aanvraag met "kluis restore request" en laat de Privacy Officer er een ticket voor maken.',
    ],
    'ticket-used': [
      'Dit ticket is gebruikt: de kluis ervan is teruggezet. Er is niets geschreven. Maak om nog eens terug te zetten een nieuwe aanvraag met "kluis restore request".',
    ],
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
    computer: [
      'Geen computer "{given}". Er is niets veranderd. "kluis computer list" toont ze allemaal.',
      'Die computer is er niet. Er is niets veranderd. "kluis computer list" toont ze allemaal.',
    ],
    target: [
      'Geen back-uplocatie "{given}" van deze computer. Er is niets veranderd. "kluis backup status" toont welke er zijn.',
      'Die back-uplocatie heeft deze computer niet. Er is niets veranderd. "kluis backup status" toont welke er zijn.',
    ],
    'any-target': [
      'Deze computer heeft nog geen back-uplocatie. Er is niets veranderd. De IT-beheerder of de Privacy Officer voegt er een toe: kluis backup target add.',
    ],
    snapshot: [
      'Geen back-up "{given}" daar. Er is niets geschreven. "kluis restore list" toont welke er zijn.',
      'Die back-up is daar niet. Er is niets geschreven. "kluis restore list" toont welke er zijn.',
    ],
    repository: ['Daar liggen geen back-ups van Dossierkluis. Er is niets geschreven. Controleer de plaats.'],
    forgotten: ['Wat u eerder gaf, is na een half uur vergeten. Er is niets geschreven. Begin opnieuw.'],
  },
  'not-authorised': {
    'no-session': ['Er is niemand meer ingelogd. Er is niets veranderd. Log opnieuw in.'],
    'computer-not-confirmed': [
      'De Privacy Officer heeft deze computer nog niet bevestigd voor back-ups. Er is niets veranderd. Daarvoor logt zij een keer in.',
    ],
  },
  'vault-in-use': {
    'backup-running': [
      'Een ander programma van deze computer maakt daar een back-up. Er is niets veranderd. Wacht tot het klaar is en probeer het opnieuw.',
    ],
    'drill-running': [
      'Een ander programma van deze computer is bezig met een hersteltest. Er is niets veranderd. Wacht tot het klaar is en probeer het opnieuw.',
    ],
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
    'no-credentials': [
      'De sleutelopslag van deze computer heeft geen wachtwoord of sleutel meer voor deze back-uplocatie. Er is niets veranderd. Geef die opnieuw: kluis backup target set.',
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
    'file-altered': [
      'Op de back-uplocatie is {part} niet zo lang als het is geschreven: gewijzigd, of afgebroken. Het is gelaten zoals het is, en er is geen nieuwe back-up. Zoek uit waarom; is dat bestand daar verwijderd, dan stuurt de volgende keer het opnieuw.',
      'Op de back-uplocatie is een bestand niet zo lang als het is geschreven: gewijzigd, of afgebroken. Het is gelaten zoals het is, en er is geen nieuwe back-up. "kluis backup verify" zegt welk.',
    ],
    'link-on-target': [
      'Op de back-uplocatie ligt een koppeling op de plaats van een map. Die kan naar bestanden leiden die geen back-ups zijn, dus is daar niets gelezen, geschreven of verwijderd. Zoek uit wie die daar neerzette, en verwijder de koppeling.',
    ],
  },
};

export const officerErrors: Messages['officerErrors'] = {
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
