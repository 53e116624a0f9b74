/** What kind of client, for what belongs in the folder. */
export type ClientKind = 'household' | 'company' | 'estate' | 'foundation';

export interface Client {
  readonly name: string;
  readonly kind: ClientKind;
  /** As letters begin. */
  readonly salutation: string;
}

const households = [
  'Familie Van den Berg',
  'Familie De Vries',
  'Familie Smit-Meijer',
  'Familie Mulder',
  'Familie De Groot',
  'Familie Bos',
  'Familie Yılmaz',
  'Familie Peters-Kok',
  'Familie Hendriks',
  'Familie Van Leeuwen',
  'Familie Brouwer',
  'Familie Dijkstra',
  'Familie Van Dam',
  'Familie Jacobs',
  'Familie Ben Ali',
  'Familie Vos-Kramer',
  'Familie De Wit',
  'Familie Smits',
];
const companies = [
  'Bakkerij Het Korenveld B.V.',
  'Bouwbedrijf Hendriks & Zn.',
  'Garage Noord',
  'Hoveniersbedrijf De Linde',
  'Installatietechniek Kok B.V.',
  'Drukkerij Bos V.O.F.',
  'Tandartspraktijk Jacobs',
  'Transport Dijkstra B.V.',
  'Architecten Aan de Vaart',
  'Makelaardij De Brug',
  'Fysiotherapie Zuiderpark',
  'Restaurant De Oude Haven',
  'Fietsenmakerij Spaak',
  'Kinderopvang De Boomhut B.V.',
];
const estates = [
  'Nalatenschap W. Mulder',
  'Nalatenschap G. Peters-Smit',
  'Nalatenschap H.J. van Dam',
  'Nalatenschap T. Bakker',
];
const foundations = [
  'Stichting Dorpshuis Zuid',
  'Stichting Vrienden van het Park',
  'Vereniging De Zwaluw',
  'VvE Kanaalstraat 12-28',
];

/** Forty, none of which is anybody. */
export const clients: readonly Client[] = [
  ...households.map(
    (name): Client => ({ name, kind: 'household', salutation: `Geachte ${name.toLowerCase()[0]}${name.slice(1)}` }),
  ),
  ...companies.map((name): Client => ({ name, kind: 'company', salutation: 'Geachte heer, mevrouw' })),
  ...estates.map((name): Client => ({ name, kind: 'estate', salutation: 'Geachte erven' })),
  ...foundations.map((name): Client => ({ name, kind: 'foundation', salutation: 'Geacht bestuur' })),
];
