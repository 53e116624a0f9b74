export const signInNl = {
  title: 'Inloggen',
  vault: 'Kluis: {{label}}',
  name: 'Naam',
  password: 'Wachtwoord of wachtzin',
  code: 'Code',
  codeHint: 'De zes cijfers van uw authenticator, of een herstelcode.',
  signIn: 'Log in',
  otherVault: 'Andere kluis',
  help: 'Problemen met inloggen',
  helpPassword:
    'Wachtwoord kwijt? Ga naar uw Privacy Officer, die geeft u een nieuw eerste wachtwoord. Vraag het nooit per mail.',
  helpCode: 'Telefoon kwijt? Log in met een herstelcode. Zijn die ook kwijt, dan helpt de Privacy Officer.',
  helpComputer:
    'Andere of nieuwe computer? Een wachtwoord alleen is niet genoeg. Vraag toegang aan; de Privacy Officer keurt die goed.',
  helpOfficer:
    'Bent u de Privacy Officer en bent u uw wachtzin of computer kwijt? Dan heeft u het herstelpakket nodig.',
  recover: 'Gebruik het herstelpakket',
  checkKit: 'Controleer het herstelpakket',
  join: 'Vraag toegang voor deze computer',
  lockedByHand: 'Vergrendeld.',
  lockedIdle: 'Vergrendeld, want u was even weg. Wat klaar was, is bewaard.',
  lockedSystem: 'Vergrendeld, samen met uw computer. Wat klaar was, is bewaard.',
  lockedFailure:
    'Het venster werkte niet meer en is opnieuw begonnen. De kluis is vergrendeld; wat klaar was, is bewaard.',
  lockoutTitle: 'Te veel pogingen',
  lockoutUntil: 'U kunt om {{time}} weer inloggen. Er is niets veranderd. Nog',
  absent:
    'De map van deze kluis is er nu niet. Sluit de schijf aan of verbind met het netwerk, of kies een andere kluis.',
  again: 'Kijk opnieuw',
  keychainSilent:
    'De sleutelopslag van de computer antwoordt niet, en daarin liggen de sleutels van deze computer. Ontgrendel die en kijk opnieuw.',
  keychainFile:
    'De sleutels van deze computer liggen in een bestand, niet in de sleutelopslag van de computer. Wie dat bestand en de kluis kopieert, heeft alleen nog een wachtwoord nodig.',
  syncedFolder:
    'De kluis ligt in een map die andere software kopieert ({{detail}}). Zulke kopieën blijven leesbaar voor wie toen toegang had.',
  noPlaceTitle: 'Deze computer heeft nog geen plaats in deze kluis',
  noPlace:
    'Een wachtwoord alleen is niet genoeg. Vraag toegang aan voor deze computer; de Privacy Officer keurt die goed.',
  inUse: 'De kluis is open op {{computer}}, sinds {{since}}. Eén persoon tegelijk. Vraag om daar te vergrendelen.',
  inUseElsewhere: 'De kluis is op een andere plaats open. Eén persoon tegelijk. Vraag om daar te vergrendelen.',
  demoTitle: 'Kies wie u wilt zijn',
  demoText: 'Naam en wachtwoord worden ingevuld.',
  activateTitle: 'Welkom, {{name}}',
  activateWhy:
    'Met uw eerste wachtwoord bent u herkend. De Privacy Officer kent dat wachtwoord; kies er nu een dat alleen u kent. Daarmee maakt dit programma sleutels die niemand anders heeft.',
  activate: 'Kies dit wachtwoord',
  activatedTitle: 'Uw account is actief',
  controlWords: 'Uw controletekens',
  controlWordsWhy:
    'De Privacy Officer ziet dezelfde tekens bij uw naam. Lees ze voor, persoonlijk of aan de telefoon. Verschillen ze, dan klopt er iets niet: stop, en meld het de Privacy Officer.',
  toSignIn: 'Naar inloggen',
  goBack: 'Terug',
} as const;
