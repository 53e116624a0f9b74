// Fails when the interface does not say everything in both languages: a text that one lacks, that nothing says, whose
// placeholders differ, or that stands in JSX itself. node scripts/check-texts.mjs [root]
import path from 'node:path';
import { definedTexts, placeholdersByPath, placeholdersOf } from './texts/defined-texts.mjs';
import { literalText } from './texts/literal-text.mjs';
import { sourceFiles } from './texts/source-files.mjs';
import { missingKeys, unusedKeys } from './texts/used-keys.mjs';

// The texts of errors are not flat: each code has its choices of three sentences. Those of the shell are said outside the page.
const otherTexts = [
  [
    { file: 'src-renderer/i18n/errors.nl.ts', name: 'errorsNl' },
    { file: 'src-renderer/i18n/errors.en.ts', name: 'errorsEn' },
  ],
  [
    { file: 'src-renderer/i18n/target-errors.nl.ts', name: 'targetErrorsNl' },
    { file: 'src-renderer/i18n/target-errors.en.ts', name: 'targetErrorsEn' },
  ],
  [
    { file: 'src-renderer/i18n/restore-errors.nl.ts', name: 'restoreErrorsNl' },
    { file: 'src-renderer/i18n/restore-errors.en.ts', name: 'restoreErrorsEn' },
  ],
  [
    { file: 'src-main/shell/texts.ts', name: 'nl' },
    { file: 'src-main/shell/texts.ts', name: 'en' },
  ],
];

const root = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '..'));
const sources = sourceFiles(root, 'src-renderer');
const shell = sourceFiles(root, 'src-main/shell');
const contract = sourceFiles(root, 'src-main/contract').filter(({ file }) => !file.includes('/messages/'));
const problems = [];
const allTexts = definedTexts(sources, problems);

/** Keys of `some` that `others` lack, and texts whose placeholders are not those of the other language. */
function compare({ namespace, nl, en }) {
  for (const [key, { place }] of nl) if (!en.has(key)) problems.push(`${place}: "${key}" is missing in English`);
  for (const [key, { value, place }] of en) {
    const dutch = nl.get(key);
    if (dutch === undefined) problems.push(`${place}: "${key}" is missing in Dutch`);
    else if (String(placeholdersOf(dutch.value)) !== String(placeholdersOf(value))) {
      problems.push(`${place}: "${key}" has other placeholders than in Dutch`);
    }
  }
  for (const [key, { value, place }] of [...nl, ...en]) {
    if (value.trim() === '') problems.push(`${place}: "${key}" of ${namespace} is empty`);
    const other = /^(.*)_one$/.exec(key)?.[1];
    if (other !== undefined && !nl.has(`${other}_other`)) problems.push(`${place}: "${key}" has no "${other}_other"`);
  }
}

/** Whether the texts of this name are compared with those of the other language. */
const isCompared = (name) => otherTexts.flat().some((texts) => texts.name === name);

/** Of texts that no `defineTexts` puts together: their shape, and the placeholders of every sentence. */
function compareOthers([dutchTexts, englishTexts]) {
  const paths = ({ file, name }) => {
    const source = [...sources, ...shell].find((known) => known.file === file);
    const texts = source ? placeholdersByPath(source, name, isCompared, problems) : new Map();
    return [...texts].map(([at, names]) => `${at.replace(/^\w+/, '')} ${names}`.trim());
  };
  const [dutch, english] = [paths(dutchTexts), paths(englishTexts)];
  const tell = ({ file, name }, at) => problems.push(`${file}: ${at} of ${name} is missing or has other placeholders`);
  for (const at of dutch) if (!english.includes(at)) tell(englishTexts, at);
  for (const at of english) if (!dutch.includes(at)) tell(dutchTexts, at);
}

for (const texts of allTexts) {
  compare(texts);
  for (const [key, { place }] of unusedKeys(texts, sources, contract)) {
    problems.push(`${place}: nothing says "${key}" of ${texts.namespace}`);
  }
}
for (const pair of otherTexts) compareOthers(pair);
for (const source of sources) problems.push(...literalText(source), ...missingKeys(source, allTexts));

for (const problem of problems) console.error(problem);
if (problems.length > 0) {
  console.error(`Texts: ${problems.length} to put right.`);
  process.exitCode = 1;
} else {
  const count = allTexts.reduce((sum, { nl }) => sum + nl.size, 0);
  console.log(`Texts: ${count} in ${allTexts.length} parts, in both languages, all of them said.`);
}
