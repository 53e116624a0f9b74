import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask, call } from './support/bridge.ts';
import { describeWindow } from './support/describe-window.ts';
import { makeVault, signInOfficer } from './support/signed-in.ts';
import { type StartedApp, startApp } from './support/start-app.ts';

describeWindow('calls of the window, with the shell and the vault behind them', () => {
  let app: StartedApp;
  let vault: string;
  let folder: string;
  beforeAll(async () => {
    app = await startApp();
    vault = await makeVault(app);
    await signInOfficer(app, vault);
    folder = (await ask(app.page, 'folderCreate', { name: 'Jansen', kind: 'client' })).id;
  });
  afterAll(async () => await app.close());

  const file = (name: string, text: string) => {
    const place = app.folder.file('files', name);
    mkdirSync(app.folder.file('files', 'sub'), { recursive: true });
    writeFileSync(place, text);
    return place;
  };
  const events = async (): Promise<void> =>
    await app.page.evaluate(() => {
      const heard: unknown[] = [];
      Object.assign(window, { heard });
      Reflect.get(window, 'app').onEvent((event: unknown) => heard.push(event));
    });
  const heard = async (): Promise<{ event: string }[]> => await app.page.evaluate(() => Reflect.get(window, 'heard'));

  it('knows a vault by a handle and a label, and never tells its path', async () => {
    const state = await ask(app.page, 'startState', {});
    expect(state.vaults).toMatchObject([{ label: 'vault', present: true }]);
    expect(JSON.stringify(state)).not.toContain(app.folder.path);
  });

  it('takes files in from a dialog and from a drop, and tells what changed', async () => {
    await events();
    await app.answerDialog([file('polis.pdf', 'polis'), file('brief.txt', 'brief')]);
    const added = await ask(app.page, 'addByDialog', { folder, kind: 'files' }, 'job-1');
    expect(added).toMatchObject({ added: 2, failed: 0 });
    await app.page.evaluate(() => {
      addEventListener('dragover', (event) => event.preventDefault());
      addEventListener('drop', async (event) => {
        event.preventDefault();
        const files = [...(event.dataTransfer?.files ?? [])];
        Object.assign(window, { offer: await Reflect.get(window, 'app').offerDrop(files) });
      });
    });
    file('sub/in.txt', 'in a folder');
    await app.drop([app.folder.file('files', 'sub'), file('los.txt', 'los')], app.page.locator('body'));
    await app.page.waitForFunction(() => Reflect.get(window, 'offer') !== undefined);
    const offer = await app.page.evaluate(() => String(Reflect.get(window, 'offer')));
    expect(offer).toMatch(/^[0-9a-f]{32}$/);
    expect(await ask(app.page, 'addOffer', { folder, offer })).toMatchObject({ added: 2 });
    expect(await call(app.page, 'addOffer', { folder, offer })).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    });
    const changed = (await heard()).filter(({ event }) => event === 'changed');
    expect(changed).toContainEqual({ event: 'changed', subjects: ['documents', 'folders', 'log'] });
  });

  it('answers null, and changes nothing, when a dialog is cancelled', async () => {
    await app.answerDialog([]);
    expect(await ask(app.page, 'addByDialog', { folder, kind: 'directory' })).toBeNull();
  });

  it('exports one document to a file and several into a folder, over nothing', async () => {
    const documents = await ask(app.page, 'documentList', { folder });
    const polis = documents.find(({ name }) => name === 'polis.pdf');
    const out = app.folder.file('files', 'uit.pdf');
    await app.answerDialog([out]);
    const saved = await ask(app.page, 'exportDocuments', { folder, documents: [polis?.id ?? ''] });
    expect(saved).toEqual({ name: 'uit.pdf', saved: 1, failed: [] });
    expect(readFileSync(out, 'utf8')).toBe('polis');
    await app.answerDialog([out]);
    const again = await call(app.page, 'exportDocuments', { folder, documents: [polis?.id ?? ''] });
    expect(again).toMatchObject({ ok: false, error: { code: 'file-exists' } });
    mkdirSync(app.folder.file('export'));
    writeFileSync(app.folder.file('export', 'polis.pdf'), 'of somebody else');
    await app.answerDialog([app.folder.file('export')]);
    const all = await ask(app.page, 'exportDocuments', { folder, documents: documents.map(({ id }) => id) }, 'job-2');
    expect(all).toEqual({ name: 'export', saved: 4, failed: [] });
    expect(readFileSync(app.folder.file('export', 'polis.pdf'), 'utf8')).toBe('of somebody else');
    expect(readFileSync(app.folder.file('export', 'polis (2).pdf'), 'utf8')).toBe('polis');
    expect(existsSync(app.folder.file('export', 'sub', 'in.txt'))).toBe(true);
    expect(await heard()).toContainEqual(expect.objectContaining({ event: 'job', job: 'job-2', total: 24 }));
  });

  it('exports nothing into a vault, and makes no folder there', async () => {
    const documents = (await ask(app.page, 'documentList', { folder })).map(({ id }) => id);
    const inVault = path.join(vault, 'spool');
    symlinkSync(inVault, app.folder.file('link'));
    const before = readdirSync(vault, { recursive: true }).sort();
    for (const directory of [vault, inVault, app.folder.file('link')]) {
      await app.answerDialog([directory]);
      expect(await call(app.page, 'exportDocuments', { folder, documents })).toMatchObject({
        error: { code: 'invalid-input', details: { reason: 'out-in-vault' } },
      });
    }
    expect(readdirSync(vault, { recursive: true }).sort()).toEqual(before);
  });

  it('takes a sealing back while it waits, and seals at once when the screen is left', async () => {
    const documents = await ask(app.page, 'documentList', { folder });
    const brief = documents.find(({ name }) => name === 'brief.txt')?.id ?? '';
    const first = await ask(app.page, 'sealSchedule', { folder, documents: [brief] });
    expect(first.at - Date.now()).toBeGreaterThan(5_000);
    expect(await ask(app.page, 'sealCancel', { id: first.id })).toEqual({ cancelled: true });
    const second = await ask(app.page, 'sealSchedule', { folder, documents: [brief] });
    await ask(app.page, 'sealNow', { folder });
    expect((await ask(app.page, 'documentList', { folder })).map(({ id }) => id)).not.toContain(brief);
    expect(await ask(app.page, 'sealCancel', { id: second.id })).toEqual({ cancelled: false });
    expect(await heard()).toContainEqual({ event: 'seal', id: second.id, outcome: 'sealed', error: null });
  });

  it('gives a first password with a new account, and a new one with a reset', async () => {
    const added = await ask(app.page, 'userAdd', { name: 'Ank de Vries', role: 'employee' });
    expect(added.password).toMatch(/^[a-z]{5}(-[a-z]{5}){3}$/);
    const reset = await ask(app.page, 'userReset', { user: added.id });
    expect(reset.password).not.toBe(added.password);
  });

  it('exports the log where the user says', async () => {
    await app.answerDialog([app.folder.file('log.csv')]);
    const exported = await ask(app.page, 'auditExport', {});
    expect(exported).toMatchObject({ name: 'log.csv' });
    expect(readFileSync(app.folder.file('log.csv'), 'utf8').split('\r\n').length).toBeGreaterThan(5);
  });

  it('copies a text, and lists the work of others that it is made of', async () => {
    await ask(app.page, 'copyText', { text: 'tukom-lipak' });
    expect(await app.clipboard()).toBe('tukom-lipak');
    const licences = await ask(app.page, 'licences', {});
    expect(licences.map(({ name }) => name)).toEqual(expect.arrayContaining(['react', 'zod', 'sodium-native']));
  });

  it('shows the same appearance after a restart, and knows the vault that was used last', async () => {
    await ask(app.page, 'setAppearance', { language: 'en', theme: 'dark' });
    await app.restart();
    const state = await ask(app.page, 'startState', {});
    expect(state.appearance).toEqual({ language: 'en', theme: 'dark' });
    expect(state.vaults).toMatchObject([{ label: 'vault', present: true }]);
  });
});
