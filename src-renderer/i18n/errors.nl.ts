import { type ErrorTexts, said } from './error-texts.ts';
import { restoreErrorsNl } from './restore-errors.nl.ts';
import { targetErrorsNl } from './target-errors.nl.ts';

const nothing = 'Er is niets veranderd.';
const safe = 'Wat als klaar is gemeld, is veilig.';
const askOfficer = 'Vraag uw Privacy Officer.';
const notAsLeft = 'Werk niet verder en bel de Privacy Officer.';
const olderVault = 'Deze kluis is ouder dan verwacht, of elders verdergegaan. U kunt lezen, niet schrijven.';

export const errorsNl: ErrorTexts = {
  codes: {
    internal: [
      {
        what: 'Er ging iets mis dat niet was voorzien ({{type}}, {{at}}).',
        kept: safe,
        todo: 'Probeer het opnieuw. Gebeurt het weer, geef deze woorden dan door aan wie u helpt.',
      },
      {
        what: 'Er ging iets mis dat niet was voorzien.',
        kept: safe,
        todo: 'Probeer het opnieuw. Gebeurt het weer, vergrendel dan en log opnieuw in.',
      },
    ],
    'disk-full': [
      {
        what: 'De schijf is vol.',
        kept: 'Documenten die zijn opgenomen en blijven: {{documents}}.',
        todo: 'Maak ruimte vrij en doe het opnieuw; wat er al is, wordt overgeslagen.',
      },
      {
        what: 'De schijf is vol.',
        kept: `${safe} Hiervan is niets half blijven liggen.`,
        todo: 'Maak ruimte vrij en doe het opnieuw.',
      },
    ],
    'folder-read-only': said(
      'Daar kan niets worden geschreven.',
      nothing,
      'Kies een andere map, of vraag wie de computer beheert om schrijfrechten.',
    ),
    'folder-without-locking': said(
      "Die map houdt anderen niet tegen: twee programma's konden de kluis tegelijk openen en hem beschadigen.",
      nothing,
      'Zet de kluis op een schijf van deze computer, of in een gedeelde map die bestanden vergrendelt.',
    ),
    'keychain-missing': said(
      'De sleutelopslag van de computer antwoordt niet.',
      nothing,
      'Log in op uw bureaublad zodat de sleutelopslag open is, en probeer het opnieuw. Op Linux moet GNOME Keyring of KWallet geïnstalleerd zijn en draaien; vraag wie de computer beheert.',
    ),
    'keychain-entry-missing': said(
      'Deze computer heeft geen plaats in deze kluis, of is zijn sleutels kwijt.',
      'De kluis is onveranderd.',
      'Vraag toegang aan voor deze computer. De Privacy Officer keurt dat goed.',
    ),
    'vault-from-newer-program': said(
      'Een nieuwere versie van Dossierkluis heeft deze kluis gemaakt of veranderd.',
      nothing,
      'Installeer de nieuwste versie en open de kluis daarmee.',
    ),
    'vault-from-older-program': said(
      'Een oudere versie van Dossierkluis heeft deze kluis het laatst gebruikt.',
      nothing,
      'Log één keer in; dat werkt de kluis bij. Doe het daarna opnieuw.',
    ),
    'vault-read-only': said(olderVault, nothing, 'Bel de Privacy Officer.'),
    'vault-restored': said(
      'Deze kluis is teruggezet uit een back-up, en dat is nog niet afgerond.',
      nothing,
      'De Privacy Officer rondt het af met het herstelpakket.',
    ),
    'print-failed': said(
      'Afdrukken lukte niet.',
      'Er is niets veranderd; de sleutel blijft hier staan.',
      'Controleer de printer, of bewaar het als pdf of als bestand.',
    ),
    'file-changed-while-read': [
      {
        what: '‘{{name}}’ veranderde tijdens het lezen.',
        kept: 'Het is niet opgenomen; wat er al was, blijft.',
        todo: 'Sluit het programma dat erin schrijft en voeg het opnieuw toe.',
      },
      {
        what: 'Een bestand veranderde tijdens het lezen.',
        kept: 'Het is niet opgenomen; wat er al was, blijft.',
        todo: 'Sluit het programma dat erin schrijft en voeg het opnieuw toe.',
      },
    ],
    'file-unreadable': said(
      'Een bestand is niet te lezen.',
      nothing,
      'Controleer of het bestand er is, heel is, en of u het mag lezen.',
    ),
    'spool-full': said(
      'De plaats voor binnenkomende berichten is vol.',
      'Er ging niets verloren; dit bericht is niet opgenomen.',
      'De Privacy Officer maakt ruimte door in te loggen.',
    ),
    'invalid-input': said('Zo kan het niet.', nothing, 'Kijk na wat u invulde en probeer het opnieuw.'),
    'password-too-weak': [
      {
        what: 'Dit wachtwoord voldoet niet: {{flaws}}.',
        kept: nothing,
        todo: 'Kies er een dat langer is of minder voorspelbaar, bijvoorbeeld woorden die niet bij elkaar horen.',
      },
      {
        what: 'Dit wachtwoord is te makkelijk te raden.',
        kept: nothing,
        todo: 'Kies er een dat langer is, bijvoorbeeld woorden die niet bij elkaar horen.',
      },
    ],
    'name-taken': said('Die naam is al in gebruik.', nothing, 'Kies een andere naam.'),
    'vault-exists': said('Die map is niet leeg.', nothing, 'Kies een lege map voor de nieuwe kluis.'),
    'file-exists': said('Er is al een bestand met die naam.', 'Het is niet overschreven.', 'Kies een andere naam.'),
    'recovery-key-wrong-vault': said(
      'Dit herstelpakket hoort bij een andere kluis.',
      nothing,
      'Zoek het papier of bestand met het nummer van deze kluis.',
    ),
    'not-authorised': said('Dit mag u niet.', nothing, askOfficer),
    'archive-closed': said(
      'Het archief is dicht.',
      nothing,
      'Open het met een reden en uw wachtzin en doe het dan opnieuw.',
    ),
    'second-factor-missing': said(
      'Het kantoor vraagt om tweestapsverificatie en u heeft die nog niet.',
      nothing,
      'Stel die eerst in.',
    ),
    'sign-in-failed': said(
      'Naam, wachtwoord of code klopt niet.',
      nothing,
      'Probeer het opnieuw. Hulp nodig? Vraag uw Privacy Officer, nooit per mail.',
    ),
    'sign-in-locked-out': [
      { what: 'Te veel pogingen.', kept: nothing, todo: 'U kunt om {{clock}} weer inloggen.' },
      { what: 'Te veel pogingen.', kept: nothing, todo: 'U kunt later weer inloggen.' },
    ],
    'account-not-activated': said('Dit account is nog niet actief.', nothing, 'Log in en kies een eigen wachtwoord.'),
    'second-factor-needed': said(
      'De code van uw authenticator is ook nodig.',
      nothing,
      'Typ de code, of een herstelcode.',
    ),
    'integrity-violated': [
      {
        what: '‘{{damaged}}’ is niet zoals het is achtergelaten ({{part}}).',
        kept: 'Hierdoor is niets veranderd.',
        todo: notAsLeft,
      },
      {
        what: 'De kluis is niet zoals hij is achtergelaten ({{part}}).',
        kept: 'Hierdoor is niets veranderd.',
        todo: notAsLeft,
      },
      { what: 'De kluis is niet zoals hij is achtergelaten.', kept: 'Hierdoor is niets veranderd.', todo: notAsLeft },
    ],
    'not-found': said(
      'Niet gevonden. Het bestaat niet, of u heeft geen toegang.',
      nothing,
      'Ga terug en kijk opnieuw.',
    ),
    'vault-not-found': said(
      'In die map is geen kluis, of de map is er nu niet.',
      nothing,
      'Sluit de schijf aan, verbind met het netwerk, of kies een andere map.',
    ),
    ...targetErrorsNl.codes,
    'vault-in-use': [
      {
        what: 'De kluis is open op {{computer}}, sinds {{since}}.',
        kept: `${nothing} Eén persoon tegelijk.`,
        todo: 'Vraag om daar te vergrendelen en probeer het opnieuw.',
      },
      {
        what: 'De kluis is op een andere plaats open.',
        kept: `${nothing} Eén persoon tegelijk.`,
        todo: 'Vraag om daar te vergrendelen en probeer het opnieuw.',
      },
    ],
    cancelled: [
      {
        what: 'Gestopt, zoals u vroeg.',
        kept: 'Documenten die zijn opgenomen en blijven: {{documents}}.',
        todo: 'Doe het opnieuw als u verder wilt.',
      },
      {
        what: 'Gestopt, zoals u vroeg.',
        kept: 'Niets is half gedaan; wat al klaar was, blijft.',
        todo: 'Doe het opnieuw als u verder wilt.',
      },
    ],
  },
  reasons: {
    'invalid-input': {
      empty: said('Er ontbreekt een tekst.', nothing, 'Vul die in.'),
      'too-long': said('Een tekst is te lang.', nothing, 'Maak hem korter.'),
      'wrong-form': said('Iets heeft niet de juiste vorm.', nothing, 'Kijk na wat u invulde.'),
      'control-characters': said(
        'Er staat een regeleinde of een onzichtbaar teken in.',
        nothing,
        'Typ het in plaats van het te plakken, of kies een andere naam.',
      ),
      ambiguous: said('Die naam kan meer dan één ding zijn.', nothing, 'Kies het uit de lijst.'),
      'not-a-document-name': said(
        'Dat is geen naam voor een document.',
        nothing,
        'Tussen schuine strepen hoort steeds een naam te staan.',
      ),
      'too-large-to-show': said(
        'Dit document is te groot om te tonen.',
        'Er is niets geopend.',
        'Exporteer het om het te openen.',
      ),
      'wrong-control-words': said(
        'De controletekens verschillen. Dit hoeft niet de aanvraag van die computer te zijn.',
        'Er is niets goedgekeurd.',
        'Lees de tekens nog eens op de andere computer. Verschillen ze nog, laat daar dan een nieuwe aanvraag maken.',
      ),
      'not-a-request': said(
        'Dit bestand is geen aanvraag, of is onderweg beschadigd.',
        'Er is niets goedgekeurd.',
        'Maak de aanvraag op de andere computer opnieuw.',
      ),
      'request-of-another-vault': said(
        'Dit is een aanvraag voor een andere kluis.',
        'Er is niets goedgekeurd.',
        'Kies op de andere computer deze kluis en maak de aanvraag opnieuw.',
      ),
      'computer-approved-already': said('Deze computer is al goedgekeurd.', nothing, 'Log er gewoon in.'),
      'computer-has-place': said('Deze computer heeft al een plaats.', nothing, 'Log in; een aanvraag is niet nodig.'),
      'computer-struck-off-already': said('Deze computer is al geschrapt.', nothing, 'U hoeft niets te doen.'),
      'own-computer': said(
        'Dit is de computer waarop u werkt.',
        nothing,
        'Schrap hem vanaf een andere, of kom daar eerst binnen met het herstelpakket.',
      ),
      'password-unchanged': said('Dit is het wachtwoord dat u al had.', nothing, 'Kies er een dat alleen u kent.'),
      'account-active': said('Dit account is al actief.', nothing, 'Log in met uw eigen wachtwoord.'),
      'one-privacy-officer': said('Er is één Privacy Officer.', nothing, 'Kies een andere rol.'),
      'privacy-officer-herself': said(
        'Bij de Privacy Officer kan dit niet.',
        nothing,
        'Een andere wachtzin kiest u bij Instellingen; wachtzin kwijt: het herstelpakket.',
      ),
      'privacy-officer-has-every-folder': said(
        'De Privacy Officer heeft elk dossier al.',
        nothing,
        'U hoeft niets te doen.',
      ),
      'it-admin-has-no-folder': said(
        'Een IT-beheerder kan geen dossier krijgen.',
        nothing,
        'Geef het aan een medewerker of de officemanager.',
      ),
      'personnel-folder': said(
        'Een personeelsdossier kan alleen de officemanager krijgen.',
        nothing,
        'Kies de officemanager.',
      ),
      'end-passed': said('Die einddatum is voorbij.', nothing, 'Kies vandaag of een latere dag.'),
      'out-is-folder': said('Dat is een map.', 'Er is niets geschreven.', 'Kies een bestandsnaam.'),
      'out-in-vault': said(
        'Die plaats ligt in de kluis zelf.',
        'Er is niets geschreven.',
        'Kies een plaats daarbuiten.',
      ),
      'out-folder-missing': said('Die map is er niet.', 'Er is niets geschreven.', 'Kies een andere map.'),
      'reason-missing': said('Er ontbreekt een reden.', nothing, 'Schrijf waarom; het komt in het logboek.'),
      'same-folder': said('Het document ligt al in dat dossier.', 'Er is niets verplaatst.', 'Kies een ander dossier.'),
      'nothing-to-accept': said(
        'Er is niets te aanvaarden: de kluis is zoals deze computer zich hem herinnert.',
        nothing,
        'U hoeft niets te doen.',
      ),
      'own-recovery-key': said(
        'Dit is de herstelsleutel van deze kluis.',
        'Er is niets van bewaard.',
        'Bewaar hem buiten de kluis, in de brandkast van het kantoor.',
      ),
      'not-a-recovery-key': said(
        'Dit is geen herstelsleutel.',
        nothing,
        'Zoek het digitale sleutelbestand, of typ het papier over.',
      ),
      'recovery-key-line-missing': [
        {
          what: 'De regel ‘{{line}}’ van het herstelpakket ontbreekt.',
          kept: nothing,
          todo: 'Vul die in zoals hij op het papier staat.',
        },
        { what: 'Er ontbreekt een regel van het herstelpakket.', kept: nothing, todo: 'Vul alles in van het papier.' },
      ],
      'recovery-key-mistyped': [
        {
          what: 'In de regel ‘{{line}}’ zit een tikfout.',
          kept: nothing,
          todo: 'Vergelijk letter voor letter met het papier. De letter O komt niet voor in de sleutel; dat is een nul.',
        },
        {
          what: 'Er zit een tikfout in het herstelpakket.',
          kept: nothing,
          todo: 'Vergelijk letter voor letter met het papier.',
        },
      ],
      'wrong-group': [
        {
          what: 'Groep {{group}} klopt niet.',
          kept: 'De sleutel blijft hier staan.',
          todo: 'Vergelijk letter voor letter en typ de groep opnieuw.',
        },
        {
          what: 'Een groep klopt niet.',
          kept: 'De sleutel blijft hier staan.',
          todo: 'Vergelijk letter voor letter en typ de groep opnieuw.',
        },
      ],
      'wrong-code': said(
        'Die code klopt niet, of niet meer.',
        nothing,
        'Neem de nieuwste code van uw authenticator. Blijft die fout, controleer dan de tijd van telefoon en computer.',
      ),
      'no-code-confirmed': said(
        'Er is nog geen code bevestigd.',
        'Tweestapsverificatie staat niet aan.',
        'Begin opnieuw en typ de code die uw authenticator toont.',
      ),
      'not-owner': said('Deze taak is van iemand anders.', nothing, 'Vraag die persoon of de Privacy Officer.'),
      'task-closed': said('Deze taak is al gesloten.', nothing, 'Open de taak eerst weer.'),
      'request-answered': said('Dit verzoek is al beantwoord.', nothing, 'U hoeft niets te doen.'),
      'target-in-vault': said(
        'Die map ligt in de kluis, en een back-up moet die overleven.',
        nothing,
        'Kies een plaats op een andere schijf of computer.',
      ),
      'bucket-without-lock': said(
        'Die bucket vergrendelt geen bestanden (object lock).',
        nothing,
        'Kies een bucket die daarmee is gemaakt.',
      ),
      'key-too-large': said(
        'Die sleutel is te lang voor de sleutelopslag van deze computer.',
        nothing,
        'Maak voor back-ups een sleutel van de soort ed25519: die is kort.',
      ),
      ...restoreErrorsNl['invalid-input'],
    },
    'not-found': {
      folder: said(
        'Niet gevonden. Het dossier bestaat niet, of u heeft geen toegang.',
        nothing,
        'Ga naar uw dossiers.',
      ),
      user: said('Die persoon is er niet.', nothing, 'Kies iemand uit de lijst.'),
      'user-disabled': said('Dit account is al uitgeschakeld.', nothing, 'Wie terugkomt, krijgt een nieuw account.'),
      grant: said('Die persoon heeft geen toegang tot dit dossier.', nothing, 'Kijk bij wie toegang heeft.'),
      document: said(
        'Niet gevonden. Het document is daar niet meer.',
        nothing,
        'Kijk in de prullenbak of zoek op naam.',
      ),
      'archived-document': said('Dat document ligt niet in het archief.', nothing, 'Kijk in de lijst van het archief.'),
      version: said('Die versie is er niet.', nothing, 'Kies een versie uit de lijst.'),
      'archived-version': said('Die versie ligt niet in het archief.', nothing, 'Kies een versie uit de lijst.'),
      task: said(
        'Die taak is er niet, of is niet voor u.',
        nothing,
        'Misschien is hij gesloten of aan iemand anders gegeven.',
      ),
      request: said('Dat verzoek is er niet, of is niet voor u.', nothing, 'Kijk in de lijst van verzoeken.'),
      draft: said('De kluis die werd gemaakt, is er niet meer.', 'Er is niets van over.', 'Begin opnieuw.'),
      computer: said('Die computer is er niet.', nothing, 'Kies er een uit de lijst.'),
      target: said('Die back-uplocatie heeft deze computer niet meer.', nothing, 'Kies er een uit de lijst.'),
      ...restoreErrorsNl['not-found'],
      'any-target': said(
        'Deze computer heeft nog geen back-uplocatie.',
        nothing,
        'De IT-beheerder of de Privacy Officer voegt er een toe.',
      ),
    },
    'not-authorised': {
      'no-session': said('Er is niemand meer ingelogd.', nothing, 'Log opnieuw in.'),
      'computer-not-confirmed': said(
        'De Privacy Officer heeft deze computer nog niet bevestigd voor back-ups.',
        nothing,
        'Daarvoor logt zij een keer in.',
      ),
    },
    'vault-in-use': {
      'backup-running': said(
        'Een ander programma van deze computer maakt daar een back-up.',
        nothing,
        'Wacht tot het klaar is en probeer het opnieuw.',
      ),
      'drill-running': said(
        'Een ander programma van deze computer is bezig met een hersteltest.',
        nothing,
        'Wacht tot het klaar is en probeer het opnieuw.',
      ),
    },
    'name-taken': {
      'document-in-the-way': said(
        'Een ander document heeft die naam in het dossier.',
        nothing,
        'Geef dat document eerst een andere naam en doe het dan opnieuw.',
      ),
    },
    ...targetErrorsNl.reasons,
  },
  officer: {
    'not-authorised': said('Dit kan niet met uw rechten.', nothing, 'Ga terug.'),
    'sign-in-failed': said(
      'De wachtzin klopt niet.',
      nothing,
      'Probeer het opnieuw. Wachtzin kwijt? Gebruik het herstelpakket.',
    ),
    'vault-read-only': said(
      olderVault,
      nothing,
      'Zoek uit waarom, bijvoorbeeld een back-up die is teruggezet. Klopt het, aanvaard het dan op Vandaag.',
    ),
    'integrity-violated': [
      {
        what: '‘{{damaged}}’ is niet zoals het is achtergelaten ({{part}}).',
        kept: 'Hierdoor is niets veranderd.',
        todo: 'Controleer de kluis bij Instellingen, Status. Zet wat beschadigd is terug uit een back-up.',
      },
      {
        what: 'De kluis is niet zoals hij is achtergelaten ({{part}}).',
        kept: 'Hierdoor is niets veranderd.',
        todo: 'Controleer de kluis bij Instellingen, Status. Zet wat beschadigd is terug uit een back-up.',
      },
      {
        what: 'De kluis is niet zoals hij is achtergelaten.',
        kept: 'Hierdoor is niets veranderd.',
        todo: 'Controleer de kluis bij Instellingen, Status.',
      },
    ],
  },
  passwordFlaws: {
    'too-short': 'te kort',
    'no-digit': 'geen cijfer',
    'no-capital': 'geen hoofdletter',
    'contains-name': 'uw naam staat erin',
    'too-easy-to-guess': 'te makkelijk te raden',
  },
};
