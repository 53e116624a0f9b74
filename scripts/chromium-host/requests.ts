import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts';
import type { Browser } from './browser.ts';
import type { Frames } from './frames.ts';
import { toShell } from './origin.ts';
import type { HostSession } from './session.ts';

type Paused = Protocol.Fetch.requestPausedPayload;

export interface Navigation {
  readonly url: string;
  readonly isMainFrame: boolean;
}

export interface RequestsParts {
  readonly browser: Browser;
  readonly sessionId: string;
  readonly session: HostSession;
  readonly frames: Frames;
  /** @returns whether a navigation that the page wants may happen. */
  readonly mayNavigate: (navigation: Navigation) => boolean;
}

/** Every request of a page: answered by the shell's own handler or refused. Nothing goes out. */
export async function answerRequests(parts: RequestsParts): Promise<{ loads: (address: string) => void }> {
  const { browser, sessionId } = parts;
  /** What the shell itself loads is no navigation of the page. */
  let loading = '';
  browser.pipe.on('Fetch.requestPaused', sessionId, (paused) => {
    const isOwn = paused.request.url === loading;
    // A page that goes away while it is answered needs no answer.
    answer(parts, paused, isOwn).catch(() => undefined);
    if (isOwn) loading = '';
  });
  await browser.pipe.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }, sessionId);
  return {
    loads: (address) => {
      loading = address;
    },
  };
}

async function answer(parts: RequestsParts, paused: Paused, isOwn: boolean): Promise<void> {
  const { browser, sessionId, session } = parts;
  const url = toShell(paused.request.url);
  const handler = session.handlerOf(url);
  if (handler === undefined || !mayGoOn(parts, paused, url, isOwn) || !(await session.isLetOut(url))) {
    // `Aborted` leaves the page where it is; other reasons put a page of the browser in its place.
    await browser.pipe.send('Fetch.failRequest', { requestId: paused.requestId, errorReason: 'Aborted' }, sessionId);
    return;
  }
  const { method, headers, postData } = paused.request;
  const body = method === 'GET' || method === 'HEAD' ? {} : { body: postData ?? '' };
  const response = await handler(new Request(url, { method, headers, ...body }));
  const fulfilled = {
    requestId: paused.requestId,
    responseCode: response.status,
    responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
    body: Buffer.from(await response.arrayBuffer()).toString('base64'),
  };
  await browser.pipe.send('Fetch.fulfillRequest', fulfilled, sessionId);
}

function mayGoOn({ frames, mayNavigate }: RequestsParts, paused: Paused, url: string, isOwn: boolean): boolean {
  if (paused.resourceType !== 'Document' || isOwn) return true;
  return mayNavigate({ url, isMainFrame: frames.isMain(paused.frameId) });
}
