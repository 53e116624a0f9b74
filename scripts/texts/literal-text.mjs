// Finds text that stands in JSX itself and so would be the same in both languages.
import { nodesOf, placeOf } from './source-files.mjs';

const spoken = new Set(['label', 'title', 'placeholder', 'description', 'aria-label', 'aria-description', 'alt']);
const hasLetters = (text) => /\p{L}/u.test(text);

/** The words that an expression puts on the screen by itself. */
function wordsOf(node) {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral') return node.quasis.map(({ value }) => value.cooked).join(' ');
  if (node?.type === 'ConditionalExpression') return `${wordsOf(node.consequent)} ${wordsOf(node.alternate)}`;
  if (node?.type === 'LogicalExpression') return `${wordsOf(node.left)} ${wordsOf(node.right)}`;
  return '';
}

/** What stands between tags, or in an attribute that is read or heard. */
export function literalText(source) {
  const found = [];
  const tell = (node, text) => {
    if (hasLetters(text)) found.push(`${placeOf(source, node)}: text in JSX: "${text.trim()}"`);
  };
  for (const node of nodesOf(source.program.body)) {
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
      for (const child of node.children) {
        if (child.type === 'JSXText') tell(child, child.value);
        if (child.type === 'JSXExpressionContainer') tell(child, wordsOf(child.expression));
      }
    }
    if (node.type === 'JSXAttribute' && spoken.has(node.name.name)) {
      tell(node, wordsOf(node.value?.type === 'JSXExpressionContainer' ? node.value.expression : node.value));
    }
  }
  return found;
}
