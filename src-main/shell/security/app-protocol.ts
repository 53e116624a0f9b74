import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { responseHeaders } from './headers.ts';
import { appHost, appScheme, isOurs } from './scheme.ts';

/** By path in an address: the content type of each file of the page. */
const FileListSchema = z.record(z.string().startsWith('/'), z.string());

/** Where the page's first file has the nonce filled in. */
const noncePlace = '{nonce}';

export type ProtocolHandler = (request: Request) => Promise<Response>;

/**
 * Serves the page's files, and only those that the build listed.
 * @param distFolder where `window-files.json` and the folder `window` lie.
 */
export async function appProtocol(distFolder: string): Promise<ProtocolHandler> {
  const list = FileListSchema.parse(JSON.parse(await readFile(path.join(distFolder, 'window-files.json'), 'utf8')));
  const types = new Map(Object.entries(list));
  return async (request) => {
    const url = URL.parse(request.url);
    // SECURITY: S11 GET of our exact host, and a file that is looked up in the list; no path is ever put together of a wish
    if (request.method !== 'GET' || url === null || !isOurs(request.url)) return notFound();
    const wanted = url.pathname === '/' ? '/index.html' : url.pathname;
    const type = types.get(wanted);
    if (type === undefined) return notFound();
    const content = await readFile(path.join(distFolder, 'window', wanted));
    const nonce = randomBytes(18).toString('base64');
    const body = wanted === '/index.html' ? content.toString('utf8').replaceAll(noncePlace, nonce) : content;
    return new Response(body, { headers: responseHeaders(type, nonce) });
  };
}

/** The page's own address. */
export const pageAddress = `${appScheme}://${appHost}/`;

function notFound(): Response {
  return new Response(null, { status: 404, headers: responseHeaders('text/plain', '') });
}
