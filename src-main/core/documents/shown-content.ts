/** What a window can show of a document: decided by its bytes. Bytes are in base64. */
export type ShownContent =
  | { readonly kind: 'text'; readonly text: string; readonly cut: boolean }
  | { readonly kind: 'image'; readonly type: ImageType; readonly bytes: string }
  | { readonly kind: 'pdf'; readonly bytes: string }
  | { readonly kind: 'none' };

type ImageType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';

/** More of a text than anybody reads in a preview. */
const mostTextBytes = 200_000;
/** Text has no bytes that tell it from other formats, some of which hold scripts: so its name must say it too. */
const textName = /\.(txt|text|csv|tsv|md|log|eml)$/i;
/** Tab, line feed, form feed and carriage return are text; an escape is in some old ones. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const controlCharacters = /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f]/;

const imageSignatures: readonly (readonly [ImageType, (start: string) => boolean])[] = [
  ['image/png', (start) => start.startsWith('\x89PNG\r\n\x1a\n')],
  ['image/jpeg', (start) => start.startsWith('\xff\xd8\xff')],
  ['image/gif', (start) => start.startsWith('GIF87a') || start.startsWith('GIF89a')],
  ['image/webp', (start) => start.startsWith('RIFF') && start.startsWith('WEBP', 8)],
];
const signatureBytes = 16;

/** @param name of the document; @param content all of it. */
export function shownContent(name: string, content: Buffer): ShownContent {
  const start = content.toString('latin1', 0, signatureBytes);
  const image = imageSignatures.find(([, isSo]) => isSo(start));
  if (image) return { kind: 'image', type: image[0], bytes: content.toString('base64') };
  if (start.startsWith('%PDF-')) return { kind: 'pdf', bytes: content.toString('base64') };
  const text = textName.test(name) ? textOf(content.subarray(0, mostTextBytes)) : null;
  return text === null ? { kind: 'none' } : { kind: 'text', text, cut: content.length > mostTextBytes };
}

/** UTF-8, or else what Windows wrote before that; null for what is no text in either. */
function textOf(bytes: Buffer): string | null {
  const text = utf8Of(bytes) ?? new TextDecoder('windows-1252').decode(bytes);
  return controlCharacters.test(text) ? null : text;
}

function utf8Of(bytes: Buffer): string | null {
  try {
    // As part of a stream, for the last character may have been cut in two.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}
