// Finds which keys of texts are said somewhere.
import path from 'node:path';
import { nodesOf, placeOf } from './source-files.mjs';

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Every plain string of a file, and every template with a fixed part as what it can become. */
function stringsOf({ program }) {
  const plain = new Set();
  const patterns = [];
  for (const node of nodesOf(program.body)) {
    if (node.type === 'Literal' && typeof node.value === 'string') plain.add(node.value);
    if (node.type === 'TemplateLiteral') {
      const parts = node.quasis.map(({ value }) => value.cooked);
      if (parts.length === 1) plain.add(parts[0]);
      else if (parts.some((part) => part !== '')) patterns.push(new RegExp(`^${parts.map(escaped).join('.+')}$`));
    }
  }
  return { plain, patterns };
}

const looksUp = ({ text }, constant) => text.includes(`Object.hasOwn(${constant}.nl`);

/**
 * Keys of one part that nothing says: not a file beside the texts, not one that imports them or is imported by such a file,
 * and not the contract, whose names of things are keys too. Of texts that are looked up by names from the vault
 * (`Object.hasOwn(texts.nl, name)`), or have one for each name of a type, none is unused.
 */
export function unusedKeys(texts, sources, contract) {
  if (texts.hasGivenKeys || sources.some((source) => looksUp(source, texts.constant))) return [];
  const near = sources.filter(
    ({ file, importedFiles }) =>
      !texts.files.has(file) &&
      [...texts.files].some((own) => importedFiles.has(own) || path.dirname(own) === path.dirname(file)),
  );
  const reached = new Set(near.flatMap(({ file, importedFiles }) => [file, ...importedFiles]));
  const said = sources
    .filter(({ file }) => reached.has(file) && !texts.files.has(file))
    .concat(contract)
    .map(stringsOf);
  const isSaid = (key) => said.some(({ plain, patterns }) => plain.has(key) || patterns.some((one) => one.test(key)));
  return [...texts.nl].filter(([key]) => !isSaid(key) && !isSaid(key.replace(/_(one|other)$/, '')));
}

/** Keys that are said by name but are in none of the texts that are said from. */
export function missingKeys(source, allTexts) {
  const spokenBy = new Map();
  for (const node of nodesOf(source.program.body)) {
    if (node.type !== 'VariableDeclarator' || node.init?.callee?.name !== 'useTexts') continue;
    const constant = node.init.arguments[0]?.name;
    const imported = source.imports.get(constant);
    const texts = allTexts.filter((known) => known.constant === (imported?.name ?? constant));
    spokenBy.set(node.id.name, [...(spokenBy.get(node.id.name) ?? []), ...texts]);
  }
  const found = [];
  for (const node of nodesOf(source.program.body)) {
    const texts = node.type === 'CallExpression' ? spokenBy.get(node.callee.name) : undefined;
    const key = node.arguments?.[0]?.value;
    if (!texts || typeof key !== 'string') continue;
    const isThere = texts.some(({ nl }) => nl.has(key) || nl.has(`${key}_other`));
    if (!isThere) found.push(`${placeOf(source, node)}: no text is called "${key}"`);
  }
  return found;
}
