import type { Messages } from '../index.ts';

export const snapshotStates: Messages['snapshotStates'] = {
  open: 'kluis open',
  locked: 'kluis vergrendeld',
  'after-crash': 'na een crash',
  damaged: 'niet heel',
};

export const backups: Messages['backups'] = {
  'target-added':
    '"{name}" is toegevoegd: {place}. De locatie is geprobeerd en werkt. De eerste back-up: kluis backup run.',
  'target-works': '"{name}" werkt: {place}.',
  'target-set': '"{name}" is gewijzigd: {place}. De locatie is geprobeerd en werkt.',
  'target-removed': 'Naar "{name}" gaan geen back-ups meer. Wat daar ligt, blijft.',
  'target-space': 'Daar vrij: {free} van {total}.',
  'removes-refused':
    'Dit account mag daar niets verwijderen. Niemand kan er back-ups mee weghalen, en wat ouder is dan 62 dagen blijft tot de beheerder het verwijdert.',
  'removes-hidden': 'Wat daar wordt verwijderd, bewaart de server nog een tijd; dat kost ruimte.',
  'creates-checked':
    'Twee programma’s die daar tegelijk schrijven, kunnen elkaar in de weg zitten: geef elke computer een eigen map.',
  'reads-whole':
    'Een deel van een bestand is daar alleen te lezen met alles ervoor: één document terugzetten duurt langer.',
  'syncs-not':
    'De server zegt niet wanneer iets op zijn schijf staat: bij stroomuitval daar kan de allerlaatste back-up verloren gaan.',
  made: '"{name}": back-up {number} is gemaakt. Documenten: {documents}, {size}.',
  unchanged: '"{name}": niets nieuws sinds back-up {number} van {time}.',
  failed: '"{name}": geen back-up. {message}',
  'made-without':
    '"{name}": documenten die in de kluis beschadigd zijn en daarom niet in de back-up: {count}. Voer "kluis check" uit.',
  lost: '"{name}": de nieuwste back-up die daar was, is weg: verwijderd, of er is een oudere stand teruggezet. Er is toch een back-up gemaakt. Voer "kluis backup verify" uit en zoek uit waarom.',
  unseen: '"{name}": {message}',
  never: 'nooit',
  nothing: 'geen',
  open: 'ingelogd',
  locked: 'niemand ingelogd',
  'after-crash': 'na een crash',
  'last-failed': '"{name}": de laatste poging mislukte, {time}. {message}',
  'nearly-full':
    '"{name}": bijna vol. Daar vrij: {free} van {total}. Maak ruimte, anders past er straks geen back-up meer.',
  'all-let-remove':
    'Op elke locatie kan deze computer verwijderen wat er ligt. Wie deze computer in handen krijgt, kan dus ook de back-ups weghalen. Voeg een locatie toe waar dat niet kan: een stick die in een kluis ligt, of een server waarop dit account alleen mag toevoegen.',
  'prune-failed': '"{name}": wat niet meer wordt bewaard, kon niet worden verwijderd, {time}. {message}',
  'prune-held': {
    faults:
      '"{name}": er wordt niets ouds verwijderd, want er is iets anders dan deze computer het achterliet. Wat: kluis backup prune --preview.',
    clocks:
      '"{name}": er wordt niets ouds verwijderd, want de klokken van deze computer en van de locatie verschillen. Zet de klok gelijk die fout staat.',
    target: '"{name}": de locatie laat niet verwijderen wat niet meer wordt bewaard.',
  },
  'verify-found':
    '"{name}": niet alles is zoals het is geschreven. Bevindingen: {count}. Voer "kluis backup verify" uit.',
  'verified-clean':
    '"{name}": gecontroleerd, niets gevonden. Back-ups: {snapshots}, bestanden: {files} ({size}), waarvan gelezen: {read}.',
  'verified-found':
    '"{name}": gecontroleerd. Bevindingen: {count}. Back-ups: {snapshots}, bestanden: {files} ({size}), waarvan gelezen: {read}. Er is niets veranderd. Zoek uit waarom, en vertel het de Privacy Officer.',
  pruned:
    '"{name}": verwijderd: {removed} bestanden ({removedSize}). Om over drie dagen weg te gaan, nu genoteerd: {listed} ({listedSize}).',
  'prune-preview':
    '"{name}": er is niets gedaan. Weg zouden gaan: {removed} bestanden ({removedSize}). Om drie dagen later weg te gaan, zouden worden genoteerd: {listed} ({listedSize}).',
  'prune-waiting':
    '"{name}": eerder genoteerd, en nog niet aan de beurt: {count} bestanden ({size}), de eerste vanaf {time}.',
  'prune-refused':
    '"{name}": de locatie laat niet verwijderen: {count} bestanden. Een volgende keer wordt het weer geprobeerd.',
  'prune-hidden': '"{name}": wat is verwijderd, bewaart de server nog een tijd; dat kost ruimte.',
  'clocks-differ':
    '"{name}": er gaat niets weg, want de klok van deze computer en die van de locatie schelen {minutes} minuten. Zet de verkeerde goed.',
  faults: '"{name}": er gaat niets weg, want er is iets niet zoals deze computer het heeft achtergelaten:',
  'fault-missing': 'verdwenen, en niet door deze computer verwijderd: back-up {numbers}',
  'fault-twice': 'twee keer aanwezig: back-up {numbers}',
  'fault-fork': 'sluit niet aan op de vorige: back-up {numbers}',
  'fault-clock': 'de tijd kan niet kloppen, of er was een maand niets te horen: back-up {numbers}',
  'fault-base': 'waar deze op steunt, is verdwenen: back-up {numbers}',
  'faults-acknowledge':
    'Zoek uit hoe dat komt; intussen gaat er niets verloren. Daarna aanvaardt de Privacy Officer het, en gaat het opruimen verder: kluis backup acknowledge --target "{name}" --up-to {number}',
  acknowledged: '"{name}": aanvaard tot en met back-up {number}. De volgende keer gaat het opruimen verder.',
  'still-faults': 'Daarmee is niet alles aanvaard:',
  'kept-no': 'gaat weg',
  'kept-last': 'de nieuwste',
  'kept-recent': 'van de laatste 24 uur',
  'kept-day': 'de eerste van de dag',
  'kept-week': 'de eerste van de week',
  'kept-time-unclear': 'de tijd is onduidelijk',
  'kept-stood-on': 'gaat weg; andere steunen op de bestanden ervan',
  'kept-frozen': 'blijft tot aanvaard is wat niet klopt',
  'index-rebuilt':
    '"{name}": deze computer gaat verder met wat daar ligt. Nieuwste back-up daar: {now}; bekend was: {before}.',
};
