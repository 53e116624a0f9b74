import { xmlElements } from '../http/xml-elements.ts';
import { damaged } from '../target-errors.ts';

export interface ListedFile {
  readonly kind: 'file' | 'folder';
  readonly key: string;
  readonly sizeBytes: number;
}

/** There is another page. */
interface NextPage {
  readonly kind: 'more';
  readonly token: string;
}

/** One page of ListObjectsV2, while it arrives. @throws VaultError `target-damaged`. */
export async function* readListing(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<ListedFile | NextPage> {
  let [key, size, token] = ['', '', ''];
  let isTruncated = false;
  for await (const { path, text } of xmlElements(pieces)) {
    const name = path.replace(/^ListBucketResult\/?/, '');
    if (name === 'Contents/Key') key = text;
    else if (name === 'Contents/Size') size = text;
    else if (name === 'IsTruncated') isTruncated = text === 'true';
    else if (name === 'NextContinuationToken') token = text;
    else if (name === 'Contents') {
      if (!/^\d{1,16}$/.test(size)) throw damaged('a file is listed without its size');
      yield { kind: 'file', key, sizeBytes: Number(size) };
      [key, size] = ['', ''];
    } else if (name === 'CommonPrefixes/Prefix') yield { kind: 'folder', key: text, sizeBytes: 0 };
  }
  if (!isTruncated) return;
  if (token === '') throw damaged('a listing says that it goes on, and not where');
  yield { kind: 'more', token };
}
