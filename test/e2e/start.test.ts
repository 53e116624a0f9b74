import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWindow } from './support/describe-window.ts';
import { type StartedApp, startApp } from './support/start-app.ts';

describeWindow('the window of the built program', () => {
  let app: StartedApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(async () => await app.close());

  it('shows a page that starts on its first screen', async () => {
    await app.page.getByText('Dossierkluis').first().waitFor();
    expect(await app.page.evaluate(() => [innerWidth, innerHeight])).toEqual([1024, 700]);
    expect(await app.page.title()).toBe('Dossierkluis');
    expect(await app.page.locator('html').getAttribute('lang')).toBe('nl');
  });

  it('has a Content-Security-Policy without anything unsafe, and a nonce that differs at each load', async () => {
    const load = async () => {
      const answer = await app.page.evaluate(async () => {
        const response = await fetch('./');
        return { policy: response.headers.get('content-security-policy') ?? '', text: await response.text() };
      });
      const nonce = /<meta name="csp-nonce" content="([^"]+)"/.exec(answer.text)?.[1] ?? '';
      return { ...answer, nonce };
    };
    const [first, second] = [await load(), await load()];
    expect(first.policy).toContain("default-src 'none'");
    expect(first.policy).not.toContain('unsafe');
    expect(first.nonce).toMatch(/^[A-Za-z0-9+/]{24}$/);
    expect(first.policy).toContain(`'nonce-${first.nonce}'`);
    expect(second.nonce).not.toBe(first.nonce);
  });

  it('gives the page a frozen bridge with one function for each call, and answers by the contract', async () => {
    const seen = await app.page.evaluate(async () => {
      const bridge = Reflect.get(window, 'app');
      return {
        names: Object.keys(bridge).sort(),
        frozen: Object.isFrozen(bridge) && Object.isFrozen(bridge.calls),
        state: await bridge.calls.startState({}),
        wrong: await bridge.calls.startState({ more: 1 }),
      };
    });
    expect(seen.names).toEqual(['calls', 'offerDrop', 'onEvent']);
    expect(seen.frozen).toBe(true);
    expect(seen.state).toMatchObject({
      ok: true,
      value: { vaults: [], locked: 'not-signed-in', platform: process.platform },
    });
    expect(seen.wrong).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  });
});
