import type { CDPSession, Page } from 'playwright-core';

/** What came back from a call over the transport itself. */
export interface RawAnswer {
  /** What the transport itself refused with; null when the shell answered. */
  readonly error: string | null;
  readonly value?: unknown;
}

/** The name of the world that the preload runs in on the host. */
const preloadWorld = 'preload';

/** On the host: over the preload's own transport, from the world that has it. */
export async function rawCall(page: Page, channel: string, given: readonly unknown[]): Promise<RawAnswer> {
  const tools = await page.context().newCDPSession(page);
  try {
    return await callIn(tools, await preloadContext(tools), channel, given);
  } finally {
    await tools.detach();
  }
}

/** As `rawCall`, from a frame within the page that has the transport too. */
export async function rawCallFromFrame(page: Page, channel: string, given: readonly unknown[]): Promise<RawAnswer> {
  await page.evaluate(() => {
    for (const frame of document.querySelectorAll('iframe, object')) frame.remove();
    document.body.append(document.createElement('iframe'));
  });
  const tools = await page.context().newCDPSession(page);
  try {
    const { frameTree } = await tools.send('Page.getFrameTree');
    const child = frameTree.childFrames?.[0]?.frame.id ?? '';
    const wanted = { frameId: child, worldName: preloadWorld };
    const { executionContextId } = await tools.send('Page.createIsolatedWorld', wanted);
    return await callIn(tools, executionContextId, channel, given);
  } finally {
    await tools.detach();
    await page.evaluate(() => document.querySelector('iframe')?.remove());
  }
}

async function preloadContext(tools: CDPSession): Promise<number> {
  const { frameTree } = await tools.send('Page.getFrameTree');
  const found = new Promise<number>((resolve) => {
    tools.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === preloadWorld && context.auxData?.frameId === frameTree.frame.id) resolve(context.id);
    });
  });
  await tools.send('Runtime.enable');
  return await found;
}

/** The number of the call: one that the preload itself does not come to. */
const ownId = 1_000_000_007;

async function callIn(
  tools: CDPSession,
  contextId: number,
  channel: string,
  given: readonly unknown[],
): Promise<RawAnswer> {
  const message = JSON.stringify({ kind: 'invoke', id: ownId, channel, given });
  const expression = `new Promise((resolve) => {
    const settle = globalThis.__settle;
    globalThis.__settle = (id, error, value) => (id === ${ownId} ? resolve({ error, value }) : settle(id, error, value));
    globalThis.__host(${JSON.stringify(message)});
  })`;
  const evaluated = { expression, contextId, awaitPromise: true, returnByValue: true };
  const { result, exceptionDetails } = await tools.send('Runtime.evaluate', evaluated);
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value as RawAnswer;
}
