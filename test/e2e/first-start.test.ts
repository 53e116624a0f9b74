import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask, call } from './support/bridge.ts';
import { describeWindow } from './support/describe-window.ts';
import { type StartedApp, startApp } from './support/start-app.ts';

describeWindow('the first start of the built program, and the making of a vault by its calls', () => {
  let app: StartedApp;
  let handle: string;
  const officer = { name: 'Petra de Privacy', password: 'Bakur-lemis-torav-pidon-7' };
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

  const begin = async (name: string) => {
    mkdirSync(app.folder.file(name));
    await app.answerDialog([app.folder.file(name)]);
    const chosen = await ask(app.page, 'chooseVault', {});
    expect(chosen).toMatchObject({ label: name, isVault: false, empty: true });
    handle = chosen?.handle ?? '';
    const wanted = {
      office: 'Kantoor Dijk',
      officer: officer.name,
      passphrase: officer.password,
      keychain: 'file',
    } as const;
    return await ask(app.page, 'createBegin', { handle, ...wanted });
  };

  it('leaves nothing of a kit whose page has gone', async () => {
    const { draft } = await begin('given-up');
    const old = app.page;
    const tools = await app.devTools();
    tools.send('Page.crash').catch(() => undefined);
    const page = await app.newPage(old);
    const groups = [{ number: 1, text: 'x' }];
    expect(await call(page, 'createFinish', { draft, groups: [...groups, ...groups] })).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    });
    await expect.poll(() => readdirSync(app.folder.file('given-up')), { timeout: 30_000 }).toEqual([]);
  });

  it('keeps the kit as a PDF and as a file, over nothing, and makes the vault when the groups are right', async () => {
    const { draft, kit } = await begin('office');
    await app.answerDialog([app.folder.file('kit.pdf')]);
    expect(await ask(app.page, 'kitSavePdf', { draft })).toEqual({ name: 'kit.pdf' });
    expect(readFileSync(app.folder.file('kit.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    await app.answerDialog([app.folder.file('kit.pdf')]);
    expect(await call(app.page, 'kitSavePdf', { draft })).toMatchObject({ error: { code: 'file-exists' } });
    for (const save of ['kitSavePdf', 'kitSaveFile'] as const) {
      await app.answerDialog([app.folder.file('office', 'kit')]);
      expect(await call(app.page, save, { draft })).toMatchObject({ error: { details: { reason: 'out-in-vault' } } });
    }
    expect(existsSync(app.folder.file('office', 'kit'))).toBe(false);
    await app.answerDialog([]);
    expect(await ask(app.page, 'kitSaveFile', { draft })).toBeNull();
    await app.answerDialog([app.folder.file('kit.txt')]);
    await ask(app.page, 'kitSaveFile', { draft });
    expect(readFileSync(app.folder.file('kit.txt'), 'utf8')).toContain('AGE-SECRET-KEY-');
    expect(await call(app.page, 'kitPrint', { draft })).toMatchObject({ ok: false, error: { code: 'print-failed' } });
    expect(existsSync(app.folder.file('office', 'vault.json'))).toBe(false);
    const groups = [3, 7].map((number) => ({ number, text: kit.groups[number - 1] ?? '' }));
    expect(await ask(app.page, 'createFinish', { draft, groups })).toMatchObject({ officer: officer.name });
    expect((await ask(app.page, 'startState', {})).vaults).toMatchObject([{ label: 'office', present: true }]);
  });

  it('checks the kit from its file, and signs the Privacy Officer in', async () => {
    await app.answerDialog([app.folder.file('kit.txt')]);
    const key = await ask(app.page, 'recoveryKeyChoose', {});
    const checked = await ask(app.page, 'kitCheck', { handle, key: key?.handle ?? '' });
    expect(checked).toMatchObject({ office: 'Kantoor Dijk', findings: [] });
    const signedIn = await ask(app.page, 'signIn', { handle, ...officer });
    expect(signedIn).toMatchObject({ role: 'privacy-officer', idleLockMinutes: 5, resume: null });
    expect(signedIn).not.toHaveProperty('session');
  });

  it('brings the same person back to where she was after a lock, with the columns as wide', async () => {
    await ask(app.page, 'rememberRoute', { route: 'folders/abc' });
    const widths = { 'name size': { name: 120 } };
    await ask(app.page, 'rememberWidths', { widths });
    const old = app.page;
    await app.fire('lock-screen');
    await app.newPage(old);
    const [known] = (await ask(app.page, 'startState', {})).vaults;
    const signedIn = await ask(app.page, 'signIn', { handle: known?.handle ?? '', ...officer });
    expect(signedIn.resume).toBe('folders/abc');
    expect(signedIn.widths).toEqual(widths);
  });
});
