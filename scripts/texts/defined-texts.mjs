// Finds what `defineTexts` makes known, and what each text holds.
import { bare, constantOf, nodesOf, placeOf } from './source-files.mjs';

const keyOf = ({ key }) => key.name ?? key.value;

/** The placeholders of a text. */
export const placeholdersOf = (text) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

/** The string that an expression is: a literal, a template, or these put together; undefined for anything else. */
function stringOf(node) {
  const expression = bare(node);
  if (expression?.type === 'Literal' && typeof expression.value === 'string') return expression.value;
  if (expression?.type === 'TemplateLiteral') return expression.quasis.map(({ value }) => value.cooked).join('');
  if (expression?.type === 'BinaryExpression' && expression.operator === '+') {
    const [left, right] = [stringOf(expression.left), stringOf(expression.right)];
    return left === undefined || right === undefined ? undefined : left + right;
  }
  return undefined;
}

/** The object that an argument of `defineTexts` is, with the file it stands in. */
function objectOf(source, argument, byFile) {
  const node = bare(argument);
  if (node?.type === 'ObjectExpression') return { source, node };
  const imported = source.imports.get(node?.name);
  const other = imported ? byFile.get(imported.file) : source;
  const constant = other && constantOf(other, imported?.name ?? node?.name);
  return constant?.type === 'ObjectExpression' ? { source: other, node: constant } : undefined;
}

function textsOf({ source, node }, problems) {
  const texts = new Map();
  for (const property of node.properties) {
    const value = property.type === 'Property' ? stringOf(property.value) : undefined;
    if (value === undefined) problems.push(`${placeOf(source, property)}: a text must be a plain string`);
    else texts.set(String(keyOf(property)), { value, place: placeOf(source, property) });
  }
  return texts;
}

/** Whether the type checker sees to it that there is one text for each name of a list: `… satisfies Record<Names, string>`. */
function hasGivenKeys({ source, node }) {
  return [...nodesOf(source.program.body)].some(
    (one) =>
      one.type === 'TSSatisfiesExpression' &&
      bare(one) === node &&
      /^(Readonly<)?Record</.test(source.text.slice(one.typeAnnotation.start, one.typeAnnotation.end)),
  );
}

/** Every part of the interface: { namespace, constant, file, files, nl, en, hasGivenKeys }. */
export function definedTexts(sources, problems) {
  const byFile = new Map(sources.map((source) => [source.file, source]));
  const found = [];
  for (const source of sources) {
    for (const node of nodesOf(source.program.body)) {
      if (node.type !== 'VariableDeclarator' || node.init?.callee?.name !== 'defineTexts') continue;
      const [namespace, ...languages] = node.init.arguments;
      const objects = languages.map((language) => objectOf(source, language, byFile));
      if (objects.length !== 2 || objects.some((object) => object === undefined)) {
        problems.push(`${placeOf(source, node)}: the texts of both languages must be objects that can be read here`);
        continue;
      }
      const [nl, en] = objects.map((object) => textsOf(object, problems));
      found.push({
        namespace: namespace.value,
        constant: node.id.name,
        file: source.file,
        files: new Set([source.file, ...objects.map((object) => object.source.file)]),
        nl,
        en,
        hasGivenKeys: hasGivenKeys(objects[0]),
      });
    }
  }
  return found;
}

/** The name that `name.part['of it']` begins with. */
const rootOf = (node) => (node.type === 'MemberExpression' ? rootOf(node.object) : node.name);

/**
 * The placeholders of an object of texts at any depth, by the path to each: for texts that are not flat. What is spread into it
 * must be compared where it is written.
 */
export function placeholdersByPath(source, name, isCompared, problems) {
  const found = new Map();
  const visit = (node, at) => {
    const expression = bare(node);
    if (expression?.type === 'ObjectExpression') {
      for (const property of expression.properties) {
        if (property.type !== 'SpreadElement') visit(property.value, `${at}.${keyOf(property)}`);
        else if (!isCompared(rootOf(property.argument))) {
          problems.push(`${placeOf(source, property)}: what is spread here is compared with no other language`);
        }
      }
    } else if (expression?.type === 'ArrayExpression') {
      for (const [number, element] of expression.elements.entries()) visit(element, `${at}.${number}`);
    } else if (expression?.type === 'CallExpression') {
      for (const [number, argument] of expression.arguments.entries()) visit(argument, `${at}.${number}`);
    } else {
      found.set(at, placeholdersOf(stringOf(expression) ?? ''));
    }
  };
  visit(constantOf(source, name), name);
  return found;
}
