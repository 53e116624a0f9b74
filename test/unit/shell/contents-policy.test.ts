import { EventEmitter } from 'node:events';
import type { App, WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { hasRefusedSwitch, refusedSwitches } from '../../../src-main/shell/security/command-line.ts';
import { links } from '../../../src-main/shell/security/links.ts';
import { schemes } from '../../../src-main/shell/security/scheme.ts';
import { policeAllContents } from '../../../src-main/shell/security/web-contents-policy.ts';
import { smallestWindow, windowOptions } from '../../../src-main/shell/security/window-options.ts';

function policedContents() {
  const app = new EventEmitter();
  policeAllContents(app as unknown as App);
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: vi.fn(),
    setWebRTCIPHandlingPolicy: vi.fn(),
  });
  app.emit('web-contents-created', {}, contents as unknown as WebContents);
  const isPrevented = (event: string, url: string) => {
    const preventDefault = vi.fn();
    contents.emit(event, { url, preventDefault });
    return preventDefault.mock.calls.length > 0;
  };
  return { app, contents, isPrevented };
}

describe('what no page may do', () => {
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])(
    '%s goes nowhere, not to our own page either',
    (event) => {
      const { isPrevented } = policedContents();
      for (const url of [
        'app://ui/',
        'app://ui/#folders',
        'https://example.org/',
        'app://ui.evil/',
        'app://evil/ui',
        'javascript:1',
        'about:blank',
        'nonsense',
      ]) {
        expect(isPrevented(event, url), url).toBe(true);
      }
    },
  );

  it('opens no window and attaches no view', () => {
    const { contents, isPrevented } = policedContents();
    expect(contents.setWindowOpenHandler.mock.calls[0]?.[0]({ url: 'app://ui/' })).toEqual({ action: 'deny' });
    expect(isPrevented('will-attach-webview', '')).toBe(true);
  });

  it('reaches no peer by UDP', () => {
    const { contents } = policedContents();
    expect(contents.setWebRTCIPHandlingPolicy).toHaveBeenCalledExactlyOnceWith('disable_non_proxied_udp');
  });

  it('keeps no window open that its user closes', () => {
    expect(policedContents().isPrevented('will-prevent-unload', '')).toBe(true);
  });

  it('offers no certificate of the user', () => {
    const { app } = policedContents();
    const [preventDefault, choose] = [vi.fn(), vi.fn()];
    app.emit('select-client-certificate', { preventDefault }, null, 'https://a', [{}], choose);
    expect(preventDefault).toHaveBeenCalled();
    expect(choose).toHaveBeenCalledWith();
  });
});

describe('a window', () => {
  const options = (isPackaged: boolean) =>
    windowOptions({
      session: {} as never,
      preload: '/app/preload.cjs',
      isPackaged,
      backgroundColor: '#fff',
      bounds: { width: 1200, height: 800 },
    });

  it('has every guard written out', () => {
    expect(options(true).webPreferences).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      enableWebSQL: false,
      plugins: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      devTools: false,
      safeDialogs: true,
      webgl: false,
      spellcheck: false,
      preload: '/app/preload.cjs',
    });
    expect(options(true).webPreferences).not.toHaveProperty('enableBlinkFeatures');
    expect(options(true).webPreferences).not.toHaveProperty('enableDeprecatedPaste');
  });

  it('has developer tools only in a program that is not packaged, and never less than the smallest size', () => {
    expect(options(false).webPreferences?.devTools).toBe(true);
    expect(options(true)).toMatchObject({ minWidth: smallestWindow.width, minHeight: smallestWindow.height });
  });
});

describe('before the program is ready', () => {
  it('registers one scheme, with an origin and nothing that weakens it', () => {
    expect(schemes).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
  });

  it.each(refusedSwitches)('refuses --%s', (name) => {
    expect(hasRefusedSwitch({ hasSwitch: (given) => given === name })).toBe(true);
  });

  it('takes switches that do no harm', () => {
    expect(hasRefusedSwitch({ hasSwitch: (given) => given === 'ozone-platform' })).toBe(false);
  });
});

it('links go to https only', () => {
  for (const address of Object.values(links)) expect(new URL(address).protocol).toBe('https:');
});
