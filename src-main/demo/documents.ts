import type { Chance } from './chance.ts';
import type { Client, ClientKind } from './clients.ts';
import { docx, pdf } from './file-kinds.ts';
import { officeName } from './people.ts';
import { scan } from './scan.ts';

/** A file as it is put into a folder. */
export interface DemoFile {
  /** Within the folder, with `/`. */
  readonly name: string;
  readonly content: Buffer;
  /** When it was last worked on, ms UTC. */
  readonly modifiedAt: number;
}

/** How many documents each client has. */
export const documentsOfClient = 15;

const dayMs = 24 * 60 * 60 * 1000;
const years = [2023, 2024, 2025] as const;

const subjects: Readonly<Record<ClientKind, readonly [string, ...string[]]>> = {
  household: [
    'Hypotheekadvies',
    'Aangifte inkomstenbelasting',
    'Pensioenoverzicht',
    'Levenstestament',
    'Schenking',
    'Studieschuld',
  ],
  company: [
    'Jaarrekening',
    'Loonadministratie',
    'Aangifte omzetbelasting',
    'Financieringsaanvraag',
    'Huurcontract',
    'Verzuimverzekering',
  ],
  estate: [
    'Boedelbeschrijving',
    'Aangifte erfbelasting',
    'Verklaring van erfrecht',
    'Verdeling',
    'Woningverkoop',
    'Nazorg',
  ],
  foundation: ['Begroting', 'Jaarverslag', 'Subsidieverantwoording', 'Onderhoudsplan', 'Bestuurswissel', 'Contributie'],
};
const opening = [
  'Naar aanleiding van ons gesprek sturen wij u hierbij de stukken toe.',
  'Wij hebben uw gegevens verwerkt en leggen u het volgende voor.',
  'Op uw verzoek hebben wij de mogelijkheden op een rij gezet.',
  'Hierbij bevestigen wij de afspraken die wij hebben gemaakt.',
] as const;
const middle = [
  'Wilt u de bijlage nakijken en voor het einde van de maand laten weten of alles klopt?',
  'De cijfers wijken op twee punten af van die van vorig jaar; wij lichten dat hieronder toe.',
  'Voor de aanvraag hebben wij nog een kopie van de laatste opgave nodig.',
  'De termijn loopt over zes weken af. Wij nemen op tijd contact met u op.',
  'Het verschil wordt in drie delen verrekend.',
] as const;

/** What belongs in a client's folder: letters, notes, statements, ledgers and scans, of the last three years. */
export function documentsOf(client: Client, chance: Chance, now: number): DemoFile[] {
  const past = (mostDays: number) => now - chance.between(1, mostDays) * dayMs - chance.between(0, 9 * 60) * 60_000;
  const subject = () => chance.pick(subjects[client.kind]);
  const file = (name: string, content: Buffer, mostDays: number): DemoFile => {
    return { name, content, modifiedAt: past(mostDays) };
  };
  const letter = (mostDays: number): DemoFile => {
    const modifiedAt = past(mostDays);
    const about = subject();
    const name = `Correspondentie/${isoDay(modifiedAt)} Brief ${about}.docx`;
    return { name, content: docx(letterText(client, about, chance)), modifiedAt };
  };
  const call = (mostDays: number): DemoFile => {
    const modifiedAt = past(mostDays);
    const text = `${client.name}\r\n${subject()}\r\n\r\n${chance.pick(opening)}\r\n${chance.pick(middle)}\r\n`;
    return { name: `Correspondentie/${isoDay(modifiedAt)} Telefoonnotitie.txt`, content: utf8(text), modifiedAt };
  };
  const files = [
    letter(900),
    letter(300),
    letter(60),
    letter(20),
    call(400),
    call(30),
    ...years.map((year) => file(`Financieel/Grootboek ${year}.csv`, ledger(year, chance), 700)),
    ...years.map((year) =>
      file(`Financieel/${subjects[client.kind][0]} ${year}.pdf`, statement(client, year, chance), 600),
    ),
    file(
      'Contracten/Opdrachtbevestiging.pdf',
      pdf([officeName, '', client.name, '', ...letterText(client, 'Opdracht', chance)]),
      1100,
    ),
    file('Scans/Identiteitsbewijs.jpg', scan(chance), 1000),
    file(`Scans/Bijlage ${subject()}.jpg`, scan(chance), 500),
  ];
  return named(files);
}

/** A document of later work on one that was there. */
export function nextVersion({ name, content }: DemoFile, client: Client, chance: Chance, now: number): DemoFile {
  const lines = [...letterText(client, 'Aangepast voorstel', chance), 'Dit vervangt onze vorige brief.'];
  const next = name.endsWith('.docx') ? docx(lines) : Buffer.concat([content, utf8('\r\nAangevuld na overleg.\r\n')]);
  return { name, content: next, modifiedAt: now - chance.between(1, 20) * 3_600_000 };
}

/** What belongs in somebody's personnel folder. */
export function personnelDocuments(person: string, chance: Chance, now: number): DemoFile[] {
  const modifiedAt = now - chance.between(30, 300) * dayMs;
  return [
    { name: 'Arbeidsovereenkomst.pdf', content: pdf([officeName, '', `Arbeidsovereenkomst ${person}`]), modifiedAt },
    { name: 'Gesprekken/Verslag functioneringsgesprek.docx', content: docx([person, ...opening]), modifiedAt },
    { name: 'Scans/Diploma.jpg', content: scan(chance), modifiedAt },
  ];
}

/** No two of one name: two letters of one day are about the same now and then. */
function named(files: readonly DemoFile[]): DemoFile[] {
  const taken = new Set<string>();
  return files.map((file) => {
    const dot = file.name.lastIndexOf('.');
    let { name } = file;
    for (let number = 2; taken.has(name); number += 1) {
      name = `${file.name.slice(0, dot)} (${number})${file.name.slice(dot)}`;
    }
    taken.add(name);
    return { ...file, name };
  });
}

function letterText({ name, salutation }: Client, about: string, chance: Chance): string[] {
  return [
    officeName,
    '',
    name,
    '',
    `Betreft: ${about.toLowerCase()}`,
    '',
    `${salutation},`,
    '',
    chance.pick(opening),
    chance.pick(middle),
    chance.pick(middle),
    '',
    'Met vriendelijke groet,',
    officeName,
  ];
}

function statement(client: Client, year: number, chance: Chance): Buffer {
  const rows = ['Opbrengsten', 'Kosten', 'Afschrijvingen', 'Belastingen', 'Resultaat'].map(
    (label) => `${label.padEnd(24)} EUR ${euros(chance)}`,
  );
  return pdf([officeName, '', `${client.name}: overzicht ${year}`, '', ...rows]);
}

function ledger(year: number, chance: Chance): Buffer {
  const what = ['Huur', 'Energie', 'Verzekering', 'Salaris', 'Kantoorartikelen', 'Bankkosten', 'Onderhoud'] as const;
  const rows = Array.from({ length: chance.between(20, 90) }, (_, index) => {
    const day = new Date(Date.UTC(year, 0, 1 + index * 4)).toISOString().slice(0, 10);
    return `${day};${chance.pick(what)};${euros(chance)}`;
  });
  return utf8(`datum;omschrijving;bedrag\r\n${rows.join('\r\n')}\r\n`);
}

function euros(chance: Chance): string {
  return `${chance.between(40, 98_000)},${String(chance.between(0, 99)).padStart(2, '0')}`;
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function utf8(text: string): Buffer {
  return Buffer.from(text, 'utf8');
}
