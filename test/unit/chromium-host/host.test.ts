import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { App, BrowserWindow, Clipboard, NativeTheme, Session, Shell, WebContents } from 'electron';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { app } from '../../../scripts/chromium-host/app.ts';
import { mainWorldScript, preloadWorldScript } from '../../../scripts/chromium-host/bridge-scripts.ts';
import type { BrowserWindow as HostWindow } from '../../../scripts/chromium-host/browser-window.ts';
import { HostMenu } from '../../../scripts/chromium-host/menu.ts';
import { type clipboard, type shell, Tray } from '../../../scripts/chromium-host/native-parts.ts';
import type { nativeTheme } from '../../../scripts/chromium-host/native-theme.ts';
import { toBrowser, toShell } from '../../../scripts/chromium-host/origin.ts';
import type { HostSession } from '../../../scripts/chromium-host/session.ts';
import { strict } from '../../../scripts/chromium-host/strict.ts';
import type { HostWebContents } from '../../../scripts/chromium-host/web-contents.ts';
import { findChromium } from '../../../scripts/find-chromium.mjs';

const root = path.resolve(import.meta.dirname, '../../..');

describe('the host, as Electron types it', () => {
  it('has members that a shell which is typed by Electron can call', () => {
    type AppPart =
      | 'isPackaged'
      | 'whenReady'
      | 'enableSandbox'
      | 'quit'
      | 'exit'
      | 'getVersion'
      | 'getLocale'
      | 'getPath';
    expectTypeOf<typeof app>().toExtend<Pick<App, AppPart | 'setPath' | 'requestSingleInstanceLock'>>();
    expectTypeOf<typeof clipboard>().toExtend<Pick<Clipboard, 'readText' | 'writeText' | 'clear'>>();
    expectTypeOf<typeof shell>().toExtend<Pick<Shell, 'openExternal'>>();
    expectTypeOf<typeof nativeTheme>().toExtend<Pick<NativeTheme, 'themeSource' | 'shouldUseDarkColors'>>();
    type WindowPart = 'loadURL' | 'destroy' | 'show' | 'focus' | 'restore' | 'maximize' | 'isMinimized' | 'isMaximized';
    type PlacePart = 'isFullScreen' | 'setFullScreen' | 'getNormalBounds' | 'isFocused' | 'minimize' | 'showInactive';
    expectTypeOf<HostWindow>().toExtend<Pick<BrowserWindow, WindowPart | PlacePart>>();
    type PagePart = 'loadURL' | 'send' | 'printToPDF' | 'forcefullyCrashRenderer' | 'getZoomLevel' | 'setZoomLevel';
    expectTypeOf<HostWebContents>().toExtend<Pick<WebContents, PagePart>>();
    type SessionPart = 'isPersistent' | 'clearStorageData' | 'setSpellCheckerEnabled' | 'setPermissionCheckHandler';
    expectTypeOf<HostSession>().toExtend<
      Pick<Session, SessionPart | 'setPermissionRequestHandler' | 'setDevicePermissionHandler'>
    >();
  });

  it('exports every part of electron that the shell imports', () => {
    const files = readdirSync(path.join(root, 'src-main/shell'), { recursive: true, encoding: 'utf8' });
    const imported = files
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => {
        const text = readFileSync(path.join(root, 'src-main/shell', name), 'utf8');
        const names = /^import \{([^}]*)\} from 'electron';$/m.exec(text)?.[1] ?? '';
        return names.split(',').map((part) => part.trim());
      })
      .filter((name) => name !== '' && !name.startsWith('type '));
    const host = readFileSync(path.join(root, 'scripts/chromium-host/electron.ts'), 'utf8');
    const exported = [...host.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, names = '']) => names.split(','));
    expect(imported.length).toBeGreaterThan(8);
    expect(exported.map((name) => name.trim())).toEqual(expect.arrayContaining(imported));
  });

  it('fails by its name on a member that is not there', () => {
    const part = strict('part', { there: 1 });
    expect(part.there).toBe(1);
    expect(() => Reflect.get(part, 'missing')).toThrow('part.missing is not there outside Electron');
    expect(() => new Tray('tray.png')).toThrow('Tray is not there outside Electron');
  });
});

describe('addresses', () => {
  it('are what they are in Electron on one side, and what Chromium takes on the other', () => {
    expect(toBrowser('app://ui/assets/x.js?y')).toBe('https://ui.dossierkluis.invalid/assets/x.js?y');
    expect(toShell('https://ui.dossierkluis.invalid/assets/x.js?y')).toBe('app://ui/assets/x.js?y');
    expect(toShell('https://ui.dossierkluis.invalid')).toBe('app://ui');
  });

  it('of others stay as they are, also when they look alike', () => {
    for (const address of [
      'https://ui.dossierkluis.invalid.org/',
      'https://x.ui.dossierkluis.invalid/',
      'http://ui/',
      '://',
    ]) {
      expect(toShell(address)).toBe(address);
    }
  });
});

it('scripts for the page hold what they are made of, once and whole', () => {
  expect(mainWorldScript('secret-name')).toContain('"secret-name"');
  const preload = "const PRELOAD = 1; const BINDING = '$&'; // CHANNEL";
  const script = preloadWorldScript('c', preload, [['ctrl++l', 3]]);
  expect(script).toContain(preload);
  expect(script).toContain('[["ctrl++l",3]]');
  expect(() => new Function(script)).not.toThrow();
});

it('a menu without a bar has its keys and does what they are for', () => {
  const done: string[] = [];
  const menu = new HostMenu([
    {
      label: 'a',
      submenu: [
        { label: 'b', accelerator: 'CommandOrControl+Shift+U', click: () => void done.push('b') },
        { type: 'separator' },
        { label: 'c', accelerator: 'CommandOrControl+Plus' },
        { label: 'd', accelerator: 'F1', click: () => void done.push('d') },
      ],
    },
  ]);
  expect(menu.accelerators).toEqual([
    ['ctrl++shift+u', 0],
    ['ctrl++++', 2],
    ['+++f1', 3],
  ]);
  menu.choose(0);
  menu.choose(2);
  menu.choose(3);
  expect(done).toEqual(['b', 'd']);
});

it('finds a browser where the environment says, in the path, or none', () => {
  expect(findChromium({ KLUIS_CHROMIUM: process.execPath }, 'linux')).toBe(process.execPath);
  expect(findChromium({ KLUIS_CHROMIUM: '/nowhere' }, 'linux')).toBeNull();
  expect(findChromium({ PATH: '/nowhere' }, 'linux')).toBeNull();
});
