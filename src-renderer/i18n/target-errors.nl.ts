import { said, type TargetErrorTexts } from './error-texts.ts';

const nothing = 'Er is niets veranderd.';
const safe = 'Wat als klaar is gemeld, is veilig.';

/** What goes wrong with the places that backups go to. */
export const targetErrorsNl: TargetErrorTexts = {
  codes: {
    'target-unreachable': said(
      'De plaats om naar te schrijven is niet bereikbaar.',
      nothing,
      'Sluit die aan en doe het opnieuw.',
    ),
    'target-refused': said(
      'De back-uplocatie weigert deze computer.',
      nothing,
      'Geef gebruikersnaam en wachtwoord of sleutel opnieuw, of vraag het wie die beheert.',
    ),
    'target-full': said(
      'De back-uplocatie is vol.',
      safe,
      'Maak daar ruimte of kies een grotere; de volgende keer gaat verder waar dit ophield.',
    ),
    'target-damaged': said(
      'De back-uplocatie gaf een ander antwoord dan gevraagd.',
      nothing,
      'Test die, en vraag het wie die beheert als het weer gebeurt.',
    ),
    'target-host-key-unknown': [
      {
        what: 'Niemand heeft nog gezegd dat deze server de juiste is. De sleutel is {{fingerprint}}.',
        kept: nothing,
        todo: 'Vergelijk de sleutel met wat de beheerder zegt en aanvaard die.',
      },
      {
        what: 'Niemand heeft nog gezegd dat deze server de juiste is.',
        kept: nothing,
        todo: 'Vergelijk de sleutel met wat de beheerder zegt en aanvaard die.',
      },
    ],
    'target-host-key-changed': said(
      'De server voor back-ups toont een andere sleutel dan toen die werd toegevoegd: opnieuw geïnstalleerd, of er zit iemand tussen.',
      nothing,
      'Vraag het wie de server beheert; is dat verklaard, voeg die dan opnieuw toe.',
    ),
    'target-certificate-refused': said(
      'Het certificaat van de server voor back-ups is niet te vertrouwen.',
      nothing,
      'Controleer het adres en de datum van deze computer; geef het certificaat mee als de server een eigen heeft.',
    ),
  },
  reasons: {
    'target-unreachable': {
      'other-medium': said(
        'Wat is aangesloten, is niet de plaats waar de back-ups op stonden.',
        nothing,
        'Sluit de schijf of share aan die is toegevoegd, of voeg deze toe.',
      ),
      'place-missing': said(
        'De server antwoordt, maar waar de back-ups in moeten liggen, is er niet.',
        nothing,
        'Controleer de naam van de map of bucket, en van een bucket de regio.',
      ),
    },
    'target-refused': {
      'sign-in': said(
        'De back-uplocatie aanvaardt gebruikersnaam, wachtwoord of sleutel niet.',
        nothing,
        'Geef ze opnieuw.',
      ),
      permission: said(
        'De back-uplocatie staat dit met dit account niet toe.',
        nothing,
        'Vraag het recht om daar te lezen en te schrijven aan wie die beheert.',
      ),
      'no-credentials': said(
        'De sleutelopslag van deze computer heeft geen wachtwoord of sleutel meer voor deze back-uplocatie.',
        nothing,
        'Verwijder de locatie en voeg die opnieuw toe; wat daar ligt, blijft.',
      ),
      'clock-wrong': said(
        'De back-uplocatie weigert, omdat de klok van deze computer niet klopt.',
        nothing,
        'Zet datum en tijd goed en doe het opnieuw.',
      ),
    },
    'target-full': {
      'file-too-large': said(
        'De back-uplocatie neemt geen bestanden die zo groot zijn.',
        nothing,
        'Kies een schijf of server zonder die grens.',
      ),
    },
    'target-damaged': {
      redirected: said(
        'De back-uplocatie verwijst naar een ander adres; dat wordt niet gevolgd met een wachtwoord.',
        nothing,
        'Geef het adres waar dat op uitkomt.',
      ),
      'link-on-target': said(
        'Op de back-uplocatie ligt een koppeling op de plaats van een map; die kan naar bestanden leiden die geen back-ups zijn.',
        'Er is daar niets gelezen, geschreven of verwijderd.',
        'Zoek uit wie die daar neerzette, en verwijder de koppeling.',
      ),
      'file-altered': [
        {
          what: 'Op de back-uplocatie is {{part}} niet zo lang als het is geschreven: gewijzigd, of afgebroken.',
          kept: 'Het is gelaten zoals het is, en er is geen nieuwe back-up.',
          todo: 'Zoek uit waarom; is dat bestand daar verwijderd, dan stuurt de volgende keer het opnieuw.',
        },
        {
          what: 'Op de back-uplocatie is een bestand niet zo lang als het is geschreven: gewijzigd, of afgebroken.',
          kept: 'Het is gelaten zoals het is, en er is geen nieuwe back-up.',
          todo: 'Controleer de back-ups; dat zegt welk bestand het is.',
        },
      ],
      'old-encryption': said(
        'De server voor back-ups kent alleen versleuteling die te oud is.',
        nothing,
        'Laat de server bijwerken.',
      ),
    },
  },
};
