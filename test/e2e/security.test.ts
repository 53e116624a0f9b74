import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WindowCallName, WindowInput, WindowOutput } from '../../src-main/contract/window/calls.ts';
import { Authenticator } from '../support/second-factor.ts';
import { officerName, officerPassphrase } from '../support/test-vault.ts';
import { describeUnlessMissing } from '../support/tools.ts';
import { wordsOf } from './pages/words.ts';
import { ask, call } from './support/bridge.ts';
import { describeWindow } from './support/describe-window.ts';
import { heapOf, missingForMemory, textsInMemory } from './support/memory.ts';
import { makeVault, signInOfficer } from './support/signed-in.ts';
import { type StartedApp, startApp } from './support/start-app.ts';

describeWindow('the window against a page that turned against its user', () => {
  let app: StartedApp;
  let vault: string;
  beforeAll(async () => {
    app = await startApp();
    vault = await makeVault(app);
    await signInOfficer(app, vault);
  });
  afterAll(async () => await app.close());

  /** Runs something in the page, and gathers what the Content-Security-Policy refused meanwhile. */
  async function refusedBy(page: Page, attempt: () => void | Promise<void>): Promise<string[]> {
    await page.evaluate(() => {
      const refused: string[] = [];
      Object.assign(window, { refused });
      addEventListener('securitypolicyviolation', ({ effectiveDirective }) => refused.push(effectiveDirective));
    });
    await page.evaluate(attempt).catch(() => undefined);
    await page.waitForTimeout(150);
    return await page.evaluate(() => Reflect.get(window, 'refused'));
  }

  describe('the Content-Security-Policy', () => {
    it('runs a script of our own and shows styles with the nonce of this load', async () => {
      expect(await app.page.evaluate(() => document.querySelectorAll('script[src]').length)).toBeGreaterThan(0);
      expect(await app.page.evaluate(() => getComputedStyle(document.body).backgroundColor)).not.toBe(
        'rgba(0, 0, 0, 0)',
      );
    });

    it('runs no inline script', async () => {
      const refused = await refusedBy(app.page, () => {
        const script = document.createElement('script');
        const policy = Reflect.get(window, 'trustedTypes').defaultPolicy;
        try {
          script.textContent = 'window.ran = true';
        } catch {
          script.append(document.createTextNode('window.ran = true'));
        }
        if (policy === undefined) throw new Error('there is no default policy');
        document.head.append(script);
      });
      expect(await app.page.evaluate(() => Reflect.get(window, 'ran'))).toBeUndefined();
      expect(refused.some((directive) => /script-src|trusted-types/.test(directive))).toBe(true);
    });

    it('runs no inline event handler', async () => {
      const refused = await refusedBy(app.page, () => {
        const image = document.createElement('img');
        image.setAttribute('onerror', 'window.ran = true');
        image.src = './nothing.png';
        document.body.append(image);
      });
      expect(await app.page.evaluate(() => Reflect.get(window, 'ran'))).toBeUndefined();
      expect(refused.length).toBeGreaterThan(0);
    });

    it('loads no remote script, image, style, frame or data', async () => {
      const refused = await refusedBy(app.page, async () => {
        const remote = 'https://example.org/x';
        const add = (name: string, attributes: Record<string, string>) => {
          const element = document.createElement(name);
          try {
            for (const [key, value] of Object.entries(attributes)) Reflect.set(element, key, value);
            document.body.append(element);
          } catch {
            // Trusted Types refuse an address before the policy would.
          }
        };
        add('script', { src: remote });
        add('img', { src: remote });
        add('link', { rel: 'stylesheet', href: remote });
        add('iframe', { src: remote });
        add('object', { data: remote });
        await fetch(remote).catch(() => undefined);
        try {
          new WebSocket('wss://example.org/');
        } catch {
          // Refused at once.
        }
      });
      for (const directive of ['img-src', 'style-src-elem', 'frame-src', 'connect-src']) {
        expect(refused, directive).toContain(directive);
      }
      expect(refused.some((directive) => /script-src|trusted-types/.test(directive))).toBe(true);
    });

    it('goes with a program that lets no peer be reached either, of which the policy knows nothing', async () => {
      const heard: string[] = [];
      const datagrams = createSocket('udp4', () => heard.push('udp')).bind(0, '127.0.0.1');
      const connections = createServer((connection) => {
        heard.push('tcp');
        connection.destroy();
      }).listen(0, '127.0.0.1');
      await Promise.all([once(datagrams, 'listening'), once(connections, 'listening')]);
      const { port } = connections.address() as AddressInfo;
      await app.page.evaluate(
        async ([stun, turn]) => {
          const peer = new RTCPeerConnection({
            iceServers: [{ urls: stun ?? '' }, { urls: turn ?? '', username: 'name', credential: 'text' }],
          });
          Object.assign(window, { peer });
          peer.createDataChannel('x');
          await peer.setLocalDescription(await peer.createOffer());
        },
        [`stun:127.0.0.1:${datagrams.address().port}`, `turn:127.0.0.1:${port}?transport=tcp`],
      );
      const isOver = async () => await app.page.evaluate(() => Reflect.get(window, 'peer').iceGatheringState);
      await expect.poll(async () => heard[0] ?? (await isOver()), { timeout: 30_000 }).not.toMatch(/new|gathering/);
      await app.page.evaluate(() => Reflect.get(window, 'peer').close());
      datagrams.close();
      connections.close();
      expect(heard).toEqual([]);
    });

    it('makes no code and no HTML of a string', async () => {
      const outcome = await app.page.evaluate(async () => {
        // In a task of the page's own: what the DevTools evaluate is let through.
        await new Promise((resolve) => setTimeout(resolve, 0));
        const attempts: [string, () => unknown][] = [
          ['eval', () => Reflect.get(window, 'eval')('1')],
          ['Function', () => new (Reflect.get(window, 'Function'))('return 1')()],
          ['innerHTML', () => Reflect.set(document.createElement('div'), 'innerHTML', '<img src=x>')],
          ['timer', () => Reflect.get(window, 'setTimeout')('window.ran = true')],
        ];
        return attempts.filter(([, attempt]) => {
          try {
            attempt();
            return true;
          } catch {
            return false;
          }
        });
      });
      await app.page.waitForTimeout(50);
      expect(outcome.map(([name]) => name)).toEqual([]);
      expect(await app.page.evaluate(() => Reflect.get(window, 'ran'))).toBeUndefined();
    });

    it('lets no service worker in, not of a script of our own either', async () => {
      const outcome = await app.page.evaluate(async () => {
        // In a task of the page's own: what the DevTools evaluate is let through.
        await new Promise((resolve) => setTimeout(resolve, 0));
        const own = document.querySelector<HTMLScriptElement>('script[src]')?.src ?? '';
        const register = async () => await navigator.serviceWorker.register(own);
        return await register().then(String, String);
      });
      expect(outcome).toContain('TrustedScriptURL');
    });
  });

  describe('navigation', () => {
    const stays = async (attempt: () => void) => {
      const before = app.page.url();
      await app.page.evaluate(() => Object.assign(window, { stayed: true }));
      await app.page.evaluate(attempt).catch(() => undefined);
      await app.page.waitForTimeout(250);
      expect(app.page.url()).toBe(before);
      expect(await app.page.evaluate(() => Reflect.get(window, 'stayed'))).toBe(true);
    };

    it('does nothing on location, on a form and on a link', async () => {
      await stays(() => {
        location.href = 'https://example.org/';
      });
      await stays(() => {
        const form = document.createElement('form');
        form.action = 'https://example.org/';
        form.method = 'post';
        document.body.append(form);
        form.submit();
      });
      await stays(() => {
        const link = document.createElement('a');
        link.href = 'file:///etc/passwd';
        document.body.append(link);
        link.click();
      });
    });

    it('does nothing to our own page either: a page that loads itself anew would hide who is signed in', async () => {
      await stays(() => location.reload());
      await stays(() => {
        location.href = './';
      });
      await stays(() => location.replace('./index.html?again'));
      await stays(() => {
        const form = document.createElement('form');
        form.method = 'get';
        document.body.append(form);
        form.submit();
      });
      expect(await ask(app.page, 'folderList', {})).toMatchObject({ folders: [] });
    });

    it('opens no window', async () => {
      const pages = app.page.context().pages().length;
      expect(await app.page.evaluate(() => window.open('https://example.org/') === null)).toBe(true);
      expect(await app.page.evaluate(() => window.open('about:blank') === null)).toBe(true);
      expect(app.page.context().pages().length).toBe(pages);
    });

    it('serves nothing beside the files of the build', async () => {
      const statuses = await app.page.evaluate(async () => {
        const wanted = [
          './',
          './../main.mjs',
          './%2e%2e/main.mjs',
          './licences.json',
          './window-files.json',
          './assets/',
        ];
        return await Promise.all(wanted.map(async (address) => (await fetch(address)).status));
      });
      expect(statuses).toEqual([200, 404, 404, 404, 404, 404]);
    });
  });

  it('has no permission at all', async () => {
    const granted = await app.page.evaluate(async () => {
      const names = ['camera', 'microphone', 'geolocation', 'notifications', 'clipboard-read', 'persistent-storage'];
      const states = await Promise.all(
        names.map(async (name) => {
          const status = await navigator.permissions.query({ name } as unknown as PermissionDescriptor);
          return [name, status.state] as const;
        }),
      );
      return states.filter(([, state]) => state !== 'denied');
    });
    expect(granted).toEqual([]);
  });

  describe('calls', () => {
    const refused = async () => {
      const counts = await ask(app.page, 'refusedCalls', {});
      return counts;
    };
    const logFile = () => app.folder.file('config', 'refused.log');
    const logged = () => readFileSync(logFile(), 'utf8').trimEnd().split('\n');

    it('are answered when they come from our page with a shape of the contract', async () => {
      const before = await refused();
      expect(await app.rawCall('call', 'folderList', {})).toEqual({
        error: null,
        value: { ok: true, value: { folders: [], broken: [] } },
      });
      expect(await refused()).toEqual(before);
    });

    it('are refused and counted when their shape is wrong', async () => {
      const before = await refused();
      const wrong = [{ folder: 7 }, { folder: 'x', path: '/etc' }, 'x'.repeat(1_100_000), null];
      for (const input of wrong) {
        const { value } = await app.rawCall('call', 'documentList', input);
        expect(value).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
      }
      expect(await refused()).toEqual({ ...before, shape: before.shape + wrong.length });
      expect(logged().filter((line) => line.endsWith('Z shape documentList'))).toHaveLength(wrong.length);
    });

    it('are refused and counted when there is no such call', async () => {
      const before = await refused();
      for (const name of ['createVault', 'documentGet', 'signOut', '__proto__', 'toString', 7]) {
        const { value } = await app.rawCall('call', name, {});
        expect(value).toMatchObject({ ok: false, error: { code: 'not-authorised' } });
      }
      expect(await refused()).toEqual({ ...before, channel: before.channel + 6 });
      expect(logged().filter((line) => line.endsWith('Z channel unknown'))).toHaveLength(6);
    });

    it('find nobody on another channel', async () => {
      expect(await app.rawCall('fs:read', '/etc/passwd')).toMatchObject({
        error: expect.stringContaining('No handler'),
      });
    });

    it('are refused and counted when they come from elsewhere than the top frame of the page', async () => {
      const before = await refused();
      const { value } = await app.rawCallFromElsewhere('call', 'folderList', {});
      expect(value).toMatchObject({ ok: false, error: { code: 'not-authorised' } });
      expect(await app.rawCallFromElsewhere('offer', ['/etc/passwd'])).toMatchObject({ value: null });
      expect(await refused()).toEqual({ ...before, frame: before.frame + 2 });
      expect(logged().slice(-2)).toEqual([
        expect.stringMatching(/Z frame folderList$/),
        expect.stringMatching(/Z frame offer$/),
      ]);
    });

    it('are written down, when they were refused, with the time and without anything that they brought', () => {
      for (const line of logged()) {
        expect(line).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z (shape|channel|frame) [A-Za-z]+$/);
        expect(Math.abs(Date.now() - Date.parse(line.split(' ')[0] ?? ''))).toBeLessThan(10 * 60_000);
      }
      expect(logged().join()).not.toMatch(/etc|passwd|createVault|xxx/);
      if (process.platform !== 'win32') expect(statSync(logFile()).mode & 0o777).toBe(0o600);
    });

    it('cannot keep the idle lock away: the page has no call for it', async () => {
      expect(await app.page.evaluate(() => 'activity' in Reflect.get(window, 'app').calls)).toBe(false);
      expect(await app.rawCall('call', 'activity', {})).toMatchObject({ value: { error: { code: 'not-authorised' } } });
      expect(await app.rawCall('activity')).toMatchObject({ error: null });
    });

    it('tell nothing of what went wrong inside', async () => {
      const answer = await call(app.page, 'taskDone', { id: 'none' });
      expect(JSON.stringify(answer)).not.toContain(app.folder.path);
    });
  });

  describe('a lock', () => {
    const folderName = 'Zwanenburg-Oosterhuis';
    const documentName = 'aangifte-inkomstenbelasting-2025.txt';
    const documentText = 'verzamelinkomen Oosterhuis 41.207';
    const employeeName = 'Sanne Oldenkamp';
    /** What the page is given to show once, by what it is. */
    const shownOnce: Record<string, string> = {};
    let old: Page;
    /** The processes of pages that have in their memory what the page shows. */
    let holders: number[] = [];
    const names = [folderName, documentName, documentText, employeeName, officerName, officerPassphrase];

    /** Makes a call as the page's own code does, which then shows and keeps the answer wherever a page can. */
    async function keep<Name extends WindowCallName>(
      name: Name,
      input: WindowInput<Name>,
    ): Promise<WindowOutput<Name>> {
      return await app.page.evaluate(
        async ([wanted, given]) => {
          const answer = await Reflect.get(window, 'app').calls[wanted](given);
          if (!answer.ok) throw new Error(`${wanted}: ${JSON.stringify(answer.error)}`);
          Object.assign(window, { kept: [...(Reflect.get(window, 'kept') ?? []), answer] });
          document.body.append(document.createTextNode(JSON.stringify(answer)));
          localStorage.setItem(wanted, JSON.stringify(answer));
          return answer.value;
        },
        [name, input] as const,
      );
    }

    beforeAll(async () => {
      const folder = await ask(app.page, 'folderCreate', { name: folderName, kind: 'client' });
      mkdirSync(app.folder.file('lock'));
      writeFileSync(app.folder.file('lock', documentName), documentText);
      await app.answerDialog([app.folder.file('lock', documentName)]);
      await ask(app.page, 'addByDialog', { folder: folder.id, kind: 'files' });
      await keep('folderList', {});
      const [document] = await keep('documentList', { folder: folder.id });
      // As the preview does, which keeps it in the page for as long as it is shown.
      await keep('documentRead', { folder: folder.id, document: document?.id ?? '' });
      mkdirSync(app.folder.file('another'));
      await app.answerDialog([app.folder.file('another')]);
      const chosen = await ask(app.page, 'chooseVault', {});
      const office = { office: 'Kantoor Dijk', officer: 'Petra', passphrase: null, keychain: 'file' } as const;
      const { kit, passphrase } = await keep('createBegin', { handle: chosen?.handle ?? '', ...office });
      const { key, otpauth } = await keep('secondFactorBegin', { password: officerPassphrase });
      const code = new Authenticator(key, Date).code();
      const { recoveryCodes } = await keep('secondFactorConfirm', { code });
      const { password } = await keep('userAdd', { name: employeeName, role: 'employee' });
      Object.assign(shownOnce, {
        'the key of a recovery kit': kit.key,
        'a generated passphrase': passphrase,
        'the secret of a second factor': key,
        'that secret, for the QR code': otpauth,
        'the first recovery code': recoveryCodes[0],
        'the last recovery code': recoveryCodes[7],
        'a first password': password,
      });
    });

    it('begins with a page that has names and the text of a document and was shown keys, in its DOM, its storage and its heap', async () => {
      const shown = await app.page.evaluate(() => document.body.innerText);
      const heap = await heapOf(await app.devTools());
      for (const text of [documentName, documentText]) {
        expect(shown).toContain(text);
        expect(heap).toContain(text);
      }
      // By what they are, for a failure must not print them.
      expect(Object.keys(shownOnce)).toHaveLength(7);
      expect(Object.entries(shownOnce).flatMap(([what, text]) => (heap.includes(text) ? [] : [what]))).toEqual([]);
    });

    describeUnlessMissing(missingForMemory, 'and in its memory', () => {
      it('has the name and the text of the document', async () => {
        const held = [documentName, documentText];
        holders = (await app.rendererPids()).filter((pid) => textsInMemory(pid, held).length === held.length);
        expect(holders.length).toBeGreaterThan(0);
      });
    });

    it('ends the process of the page, and shows another page', async () => {
      old = app.page;
      await app.fire('suspend');
      const page = await app.newPage(old);
      expect(old.isClosed()).toBe(true);
      expect((await ask(page, 'startState', {})).locked).toBe('system');
      expect((await app.rendererPids()).filter((pid) => holders.includes(pid))).toEqual([]);
    });

    it('leaves no name, document, password or key in the new page', async () => {
      const { page } = app;
      await page.waitForLoadState('networkidle');
      const seen = await page.evaluate(async () => [
        document.documentElement.outerHTML,
        document.title,
        JSON.stringify({ ...localStorage, ...sessionStorage }),
        JSON.stringify(await indexedDB.databases()),
        JSON.stringify(await caches.keys()),
        document.cookie,
      ]);
      const heap = await heapOf(await app.devTools());
      const secrets = [...names, ...Object.values(shownOnce)];
      for (const secret of secrets) {
        expect(
          [...seen, heap].filter((text) => text.includes(secret)),
          secret,
        ).toEqual([]);
      }
    });

    describeUnlessMissing(missingForMemory, 'and in the memory of every page', () => {
      it('leaves none of these names, documents and passwords', async () => {
        expect((await app.rendererPids()).flatMap((pid) => textsInMemory(pid, names))).toEqual([]);
      });
    });

    it('lets nobody call what asks for a sign-in, until somebody has signed in again', async () => {
      const answer = await call(app.page, 'folderList', {});
      expect(answer).toMatchObject({ ok: false, error: { code: 'not-authorised' } });
      await signInOfficer(app, vault);
      expect(await ask(app.page, 'folderList', {})).toMatchObject({ folders: [{ name: folderName }] });
    });

    it('also comes by hand, and when the process of the page ends by itself', async () => {
      const before = app.page;
      // The answer may be lost with the page.
      void call(before, 'lock', { why: 'by-hand' }).catch(() => undefined);
      expect((await ask(await app.newPage(before), 'startState', {})).locked).toBe('by-hand');
      await signInOfficer(app, vault);
      const crashing = app.page;
      const tools = await app.devTools();
      tools.send('Page.crash').catch(() => undefined);
      expect((await ask(await app.newPage(crashing), 'startState', {})).locked).toBe('after-failure');
      expect(await call(app.page, 'folderList', {})).toMatchObject({ ok: false });
    });
  });

  it('keeps every way elsewhere shut while somebody is about to be signed in', async () => {
    const { signIn } = wordsOf('nl');
    await app.page.getByLabel(signIn.name, { exact: true }).fill(officerName);
    await app.page.getByLabel(signIn.password, { exact: true }).fill('wrong');
    const seen = await app.page.evaluate(
      async ([submit, ...links]) => {
        const button = (text: string) =>
          [...document.querySelectorAll('button')].find(({ textContent }) => textContent === text);
        const pending = new Promise<boolean[]>((resolve) => {
          new MutationObserver(() => {
            if (button(submit ?? '')?.getAttribute('aria-busy') !== 'true') return;
            resolve(links.map((text) => button(text)?.disabled === true));
          }).observe(document.body, { subtree: true, childList: true, attributes: true });
        });
        button(submit ?? '')?.click();
        return await pending;
      },
      [signIn.signIn, signIn.otherVault, signIn.help],
    );
    expect(seen).toEqual([true, true]);
    const help = app.page.getByRole('button', { name: signIn.help });
    await expect.poll(() => help.isEnabled(), { timeout: 30_000 }).toBe(true);
  });

  it('wrote no name and no password to its console', () => {
    for (const secret of [officerPassphrase, 'Zwanenburg']) expect(app.output()).not.toContain(secret);
  });
});
