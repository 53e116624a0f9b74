import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../../support/temp-folder.ts';

const script = path.resolve(import.meta.dirname, '../../../scripts/check-texts.mjs');

function checkTexts(files: Record<string, string>): { failed: boolean; output: string } {
  const root = tempFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(root.file(name)), { recursive: true });
    writeFileSync(root.file(name), text);
  }
  const result = spawnSync(process.execPath, [script, root.path], { encoding: 'utf8' });
  return { failed: result.status !== 0, output: result.stdout + result.stderr };
}

const feature = 'src-renderer/features/bills';
const nl = `${feature}/texts.nl.ts`;
const en = `${feature}/texts.en.ts`;
const screen = `${feature}/Bills.tsx`;

const clean = {
  [nl]: "export const billsNl = { title: 'Rekeningen', rows_one: '{{count}} rij', rows_other: '{{count}} rijen', open: 'open', 'state-paid': 'betaald' } as const;",
  [en]: "export const billsEn = { title: 'Bills', rows_one: '{{count}} row', rows_other: '{{count}} rows', open: 'open', 'state-paid': 'paid' } as const;",
  [`${feature}/texts.ts`]:
    "import { defineTexts } from '../../i18n/texts.ts';\nimport { billsEn } from './texts.en.ts';\nimport { billsNl } from './texts.nl.ts';\n" +
    "export const billsTexts = defineTexts('bills', billsNl, billsEn);",
  [screen]:
    "import { billsTexts } from './texts.ts';\nexport function Bills({ state, kind }) {\n  const say = useTexts(billsTexts);\n" +
    `  return <section aria-label={say('title')}>{say('rows', { count: 2 })} · 12 {say(kind)} {say(\`state-\${state}\`)}</section>;\n}`,
  'src-main/contract/bills.ts': "export const kinds = ['open'];",
  'src-renderer/i18n/errors.nl.ts':
    "export const errorsNl = { codes: { internal: [{ what: 'Mis ({{at}}).' }], a: said('A', b, 'C') } };",
  'src-renderer/i18n/errors.en.ts':
    "export const errorsEn = { codes: { internal: [{ what: 'Wrong ({{at}}).' }], a: said('A', b, 'C') } };",
};

describe('check-texts', () => {
  it('passes an interface that says everything in both languages', () => {
    expect(checkTexts(clean)).toEqual({
      failed: false,
      output: 'Texts: 5 in 1 parts, in both languages, all of them said.\n',
    });
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['English lacks a text', { [en]: clean[en].replace("open: 'open', ", '') }, '"open" is missing in English'],
    ['Dutch lacks a text', { [nl]: clean[nl].replace("open: 'open', ", '') }, '"open" is missing in Dutch'],
    [
      'a placeholder is another one',
      { [en]: clean[en].replace('{{count}} rows', '{{number}} rows') },
      'other placeholders',
    ],
    ['a text is empty', { [en]: clean[en].replace("'Bills'", "' '") }, '"title" of bills is empty'],
    ['a text has a singular only', { [nl]: clean[nl].replace('rows_other', 'rows_more') }, 'no "rows_other"'],
    [
      'nothing says a text',
      { [nl]: clean[nl].replace('title', 'heading'), [en]: clean[en].replace('title', 'heading') },
      'nothing says "heading" of bills',
    ],
    [
      'something is said that is no text',
      { [screen]: clean[screen].replace("'title'", "'titel'") },
      'no text is called "titel"',
    ],
    ['text stands between tags', { [screen]: clean[screen].replace('· 12', 'bills') }, 'text in JSX: "bills"'],
    ['text stands in braces', { [screen]: clean[screen].replace('· 12', "{'bills'}") }, 'text in JSX: "bills"'],
    [
      'a template has words',
      { [screen]: clean[screen].replace('· 12', `{\`\${state} bills\`}`) },
      'text in JSX: "bills"',
    ],
    [
      'one of two is text',
      { [screen]: clean[screen].replace('· 12', "{state ? 'paid' : null}") },
      'text in JSX: "paid"',
    ],
    ...['label', 'title', 'placeholder', 'aria-label', 'alt'].map(
      (attribute): [string, Readonly<Record<string, string>>, string] => [
        `the attribute ${attribute} is text`,
        { [screen]: clean[screen].replace("aria-label={say('title')}", `${attribute}="Bills"`) },
        'text in JSX: "Bills"',
      ],
    ),
    [
      'an error has another placeholder',
      { 'src-renderer/i18n/errors.en.ts': clean['src-renderer/i18n/errors.en.ts'].replace('{{at}}', '{{place}}') },
      'other placeholders',
    ],
    [
      'an error is not told in Dutch',
      {
        'src-renderer/i18n/errors.nl.ts': clean['src-renderer/i18n/errors.nl.ts'].replace(", a: said('A', b, 'C')", ''),
      },
      'errors.nl.ts: .codes.a.0 of errorsNl is missing',
    ],
    [
      'an error of restoring is not told in English',
      {
        'src-renderer/i18n/restore-errors.nl.ts': "export const restoreErrorsNl = { codes: { a: said('A') } };",
        'src-renderer/i18n/restore-errors.en.ts': 'export const restoreErrorsEn = { codes: {} };',
      },
      'restore-errors.en.ts: .codes.a.0 of restoreErrorsEn is missing',
    ],
    [
      'texts are spread that are compared with nothing',
      {
        'src-renderer/i18n/errors.nl.ts': clean['src-renderer/i18n/errors.nl.ts'].replace(
          'codes: {',
          'codes: { ...restoreErrorsNl.codes, ...moreErrorsNl.codes,',
        ),
      },
      'errors.nl.ts:1: what is spread here is compared with no other language\nTexts: 1 to put right',
    ],
    [
      'the menu lacks a text in English',
      {
        'src-main/shell/texts.ts':
          "const nl = { file: 'Bestand', lock: 'Vergrendelen' };\nconst en = { file: 'File' };",
      },
      'src-main/shell/texts.ts: .lock of en is missing',
    ],
    [
      'texts cannot be read',
      { [`${feature}/texts.ts`]: "export const billsTexts = defineTexts('bills', make(), make());" },
      'must be objects that can be read here',
    ],
  ])('fails when %s', (_, changed, told) => {
    expect(checkTexts({ ...clean, ...changed })).toMatchObject({ failed: true, output: expect.stringContaining(told) });
  });

  it('lets pass the texts that are looked up by names from the vault, and those of a type', () => {
    const lookedUp = `${clean[screen]}\nconst known = (name) => Object.hasOwn(billsTexts.nl, name);`;
    const more = {
      [nl]: clean[nl].replace('title', 'a: "A", title'),
      [en]: clean[en].replace('title', 'a: "A", title'),
    };
    expect(checkTexts({ ...clean, ...more })).toMatchObject({ failed: true });
    expect(checkTexts({ ...clean, ...more, [screen]: lookedUp })).toMatchObject({ failed: false });
    const typed = { ...more, [nl]: more[nl]?.replace('as const', 'as const satisfies Record<Kind, string>') ?? '' };
    expect(checkTexts({ ...clean, ...typed })).toMatchObject({ failed: false });
  });
});
