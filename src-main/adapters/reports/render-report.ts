import type { Paragraph, Table } from 'docx';

export interface ReportSection {
  readonly heading: string;
  /** What is said, and its value: a table of two columns. */
  readonly facts?: readonly (readonly [name: string, value: string])[];
  readonly points?: readonly string[];
}

/** A report as it is to be read: words alone. */
export interface ReportDocument {
  readonly title: string;
  readonly language: 'nl' | 'en';
  readonly author: string;
  /** What matters most, below the title. */
  readonly lead: readonly string[];
  readonly sections: readonly ReportSection[];
}

/** In twentieths of a point, as all lengths here. */
const pageMargin = 1134;
const columns = [4500, 5100] as const;
const cellMargin = 60;

/** Writes a report as DOCX (ECMA-376). The library comes with the first report: most sessions need none. */
export async function renderReport({ title, language, author, lead, sections }: ReportDocument): Promise<Uint8Array> {
  const docx = await import('docx');
  const { Document, Packer, Paragraph, HeadingLevel, TextRun } = docx;
  const children: (Paragraph | Table)[] = [
    new Paragraph({ text: title, heading: HeadingLevel.TITLE }),
    ...lead.map((text, index) => new Paragraph({ children: [new TextRun({ text, bold: index === 0 })] })),
  ];
  for (const { heading, facts = [], points = [] } of sections) {
    children.push(new Paragraph({ text: heading, heading: HeadingLevel.HEADING_1, keepNext: true }));
    if (facts.length > 0) children.push(factsTable(docx, facts));
    for (const text of points) children.push(new Paragraph({ text, bullet: { level: 0 } }));
  }
  const document = new Document({
    title,
    creator: author,
    lastModifiedBy: author,
    description: '',
    styles: {
      default: {
        document: {
          run: { font: 'Calibri', size: 20, language: { value: language === 'nl' ? 'nl-NL' : 'en-GB' } },
          paragraph: { spacing: { after: 80 } },
        },
        title: { run: { size: 40, bold: true }, paragraph: { spacing: { after: 200 } } },
        heading1: { run: { size: 26, bold: true }, paragraph: { spacing: { before: 220, after: 100 } } },
      },
    },
    sections: [
      {
        properties: { page: { margin: { top: pageMargin, right: pageMargin, bottom: pageMargin, left: pageMargin } } },
        children,
      },
    ],
  });
  return await Packer.toBuffer(document);
}

function factsTable(
  { Table, TableRow, TableCell, Paragraph, WidthType, TableLayoutType }: typeof import('docx'),
  facts: NonNullable<ReportSection['facts']>,
): Table {
  const margins = { top: cellMargin, bottom: cellMargin, left: cellMargin, right: cellMargin };
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: columns[0] + columns[1], type: WidthType.DXA },
    columnWidths: [...columns],
    rows: facts.map(
      (fact) =>
        new TableRow({
          cantSplit: true,
          children: fact.map(
            (text, index) =>
              new TableCell({
                margins,
                width: { size: columns[index] ?? columns[1], type: WidthType.DXA },
                children: [new Paragraph({ text, spacing: { after: 0 } })],
              }),
          ),
        }),
    ),
  });
}
