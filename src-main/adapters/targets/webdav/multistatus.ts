import { xmlElements } from '../http/xml-elements.ts';

/** One file or folder of a listing; null where the server does not say. */
export interface DavResource {
  readonly href: string;
  readonly isFolder: boolean;
  readonly sizeBytes: number | null;
  readonly modifiedAtMs: number | null;
  readonly freeBytes: number | null;
  readonly usedBytes: number | null;
}

export const propertiesWanted: Buffer = Buffer.from(
  '<?xml version="1.0" encoding="utf-8"?><d:propfind xmlns:d="DAV:"><d:prop><d:resourcetype/><d:getcontentlength/>' +
    '<d:getlastmodified/><d:quota-available-bytes/><d:quota-used-bytes/></d:prop></d:propfind>',
);

/** The resources of an answer to PROPFIND, one by one as they arrive. @throws VaultError `target-damaged`. */
export async function* readMultistatus(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<DavResource> {
  let properties = new Map<string, string>();
  let href = '';
  for await (const { path, text } of xmlElements(pieces)) {
    const inResponse = path.replace(/^multistatus\/response(?:\/|$)/, '');
    // Properties that the server does not know come empty, under another status: an empty one says nothing.
    if (inResponse === 'href') href = text.trim();
    else if (inResponse.startsWith('propstat/prop/')) {
      const name = inResponse.slice('propstat/prop/'.length);
      if (text.trim() !== '' || name === 'resourcetype/collection') properties.set(name, text.trim());
    } else if (path === 'multistatus/response') {
      yield resourceOf(href, properties);
      properties = new Map();
      href = '';
    }
  }
}

function resourceOf(href: string, properties: ReadonlyMap<string, string>): DavResource {
  const wholeNumber = (name: string): number | null => {
    const text = properties.get(name) ?? '';
    return /^-?\d{1,16}$/.test(text) ? Number(text) : null;
  };
  const modified = Date.parse(properties.get('getlastmodified') ?? '');
  return {
    href,
    isFolder: properties.has('resourcetype/collection'),
    sizeBytes: wholeNumber('getcontentlength'),
    modifiedAtMs: Number.isNaN(modified) ? null : modified,
    freeBytes: wholeNumber('quota-available-bytes'),
    usedBytes: wholeNumber('quota-used-bytes'),
  };
}
