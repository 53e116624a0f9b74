import { SaxesParser } from 'saxes';
import { VaultError } from '../../../contract/errors.ts';
import { damaged } from '../target-errors.ts';

/** An element that has ended: its name and those around it, without prefixes, joined by `/`, and the text right in it. */
export interface XmlElement {
  readonly path: string;
  readonly text: string;
}

/** What no answer of a target needs: it could fill memory. */
const deepest = 32;
const longestText = 8192;
const longestWithoutElement = 256 * 1024;

/**
 * The elements of a document in the order in which they end, while it arrives. Nothing is resolved from elsewhere, and a
 * document type with entities of its own is refused.
 *
 * @throws VaultError `target-damaged` for what is not a whole, well-formed document.
 */
export async function* xmlElements(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<XmlElement> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parser = new SaxesParser();
  const open: { name: string; text: string }[] = [];
  let ended: XmlElement[] = [];
  parser.on('doctype', () => {
    throw damaged('an answer has a document type');
  });
  parser.on('opentagstart', ({ name }) => {
    open.push({ name: name.slice(name.indexOf(':') + 1), text: '' });
    if (open.length > deepest) throw damaged('an answer is nested too deeply');
  });
  const addText = (text: string) => {
    const current = open.at(-1);
    if (current === undefined) return;
    current.text += text;
    if (current.text.length > longestText) throw damaged('a text of an answer is too long');
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const path = open.map(({ name }) => name).join('/');
    ended.push({ path, text: open.pop()?.text ?? '' });
  });
  const parse = (work: () => void): XmlElement[] => {
    try {
      work();
    } catch (error) {
      throw error instanceof VaultError ? error : damaged('an answer is not XML');
    }
    const given = ended;
    ended = [];
    return given;
  };
  let withoutElement = 0;
  for await (const piece of pieces) {
    const elements = parse(() => parser.write(decoder.decode(piece, { stream: true })));
    yield* elements;
    // The parser keeps a text until it ends.
    withoutElement = elements.length > 0 ? 0 : withoutElement + piece.length;
    if (withoutElement > longestWithoutElement) throw damaged('a text of an answer is too long');
  }
  yield* parse(() => parser.write(decoder.decode()).close());
}
