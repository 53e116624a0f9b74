import { EventEmitter } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Menu, MenuItemConstructorOptions, Tray } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { Lock, type LockParts } from '../../../src-main/shell/lock.ts';
import { shellTexts } from '../../../src-main/shell/texts.ts';
import { TrayIcon } from '../../../src-main/shell/tray.ts';

const pictures = path.resolve(import.meta.dirname, '../../../resources/tray');

/** An icon on a system that shows what it was told. */
function shown(platform: NodeJS.Platform = 'linux') {
  const now = { language: 'nl' as 'nl' | 'en', isOpen: false };
  const tray = Object.assign(new EventEmitter(), { setToolTip: vi.fn(), setContextMenu: vi.fn() });
  const make = vi.fn((_icon: string) => tray as unknown as Tray);
  const acts = { show: vi.fn(), lock: vi.fn(), quit: vi.fn() };
  const icon = new TrayIcon({
    make,
    menu: (template) => template as unknown as Menu,
    folder: pictures,
    platform,
    texts: () => shellTexts[now.language],
    isOpen: () => now.isOpen,
    ...acts,
  });
  const items = () => tray.setContextMenu.mock.lastCall?.[0] as MenuItemConstructorOptions[];
  const labels = () => items().flatMap(({ label = '', enabled = true }) => (label === '' ? [] : [[label, enabled]]));
  const choose = (label: string) => {
    const click = items().find((item) => item.label === label)?.click as (() => void) | undefined;
    click?.();
  };
  return { now, tray, make, acts, icon, labels, choose, tip: () => tray.setToolTip.mock.lastCall?.[0] };
}

describe('the icon in the notification area', () => {
  it('says that the vault is locked or open, in the language of the program, and nobody by name', () => {
    const { now, icon, labels, tip } = shown();
    expect(tip()).toBe('Dossierkluis: vergrendeld');
    expect(labels()).toEqual([
      ['Dossierkluis: vergrendeld', false],
      ['Venster tonen', true],
      ['Vergrendelen', false],
      ['Afsluiten', true],
    ]);
    Object.assign(now, { language: 'en', isOpen: true });
    icon.refresh();
    expect(tip()).toBe('Dossierkluis: open');
    expect(labels()).toEqual([
      ['Dossierkluis: open', false],
      ['Show window', true],
      ['Lock', true],
      ['Quit', true],
    ]);
  });

  it('shows the window, locks and ends the program', () => {
    const { acts, choose, tray } = shown();
    choose('Venster tonen');
    choose('Vergrendelen');
    choose('Afsluiten');
    expect(Object.values(acts).map(({ mock }) => mock.calls.length)).toEqual([1, 1, 1]);
    tray.emit('click');
    expect(acts.show).toHaveBeenCalledTimes(2);
  });

  it('is told when somebody signs in, and when nobody is signed in any more', async () => {
    const vault = {
      signedIn: {} as object | null,
      isSigningIn: false,
      signOut: async () => {
        vault.signedIn = null;
      },
    };
    const told: boolean[] = [];
    const lock = new Lock({
      vault,
      window: { replace: async () => undefined },
      idle: { stop: vi.fn() },
      jobs: { cancelAll: vi.fn() },
      forget: vi.fn(),
      onChanged: () => told.push(vault.signedIn !== null),
    } as unknown as LockParts);
    lock.opened();
    await lock.lock('by-hand');
    expect(told).toEqual([true, false]);
  });

  it('leaves a click to the menu on macOS', () => {
    const { acts, tray } = shown('darwin');
    tray.emit('click');
    expect(acts.show).not.toHaveBeenCalled();
  });

  it('is a picture that is there, of a kind that each system shows well', () => {
    const pictureOn = (platform: NodeJS.Platform) => path.basename(shown(platform).make.mock.lastCall?.[0] ?? '');
    expect([pictureOn('win32'), pictureOn('darwin'), pictureOn('linux')]).toEqual([
      'tray.ico',
      'trayTemplate.png',
      'tray.png',
    ]);
    const sizeOf = (name: string) => readFileSync(path.join(pictures, name)).readUInt32BE(16);
    expect(['tray.png', 'tray@2x.png', 'trayTemplate.png', 'trayTemplate@2x.png'].map(sizeOf)).toEqual([
      24, 48, 16, 32,
    ]);
    expect(existsSync(path.join(pictures, '../icon.ico'))).toBe(true);
  });

  it('is left out where it cannot be made, and the program goes on', () => {
    const make = () => {
      throw new Error('no notification area');
    };
    const never = vi.fn();
    const icon = new TrayIcon({
      make,
      menu: never,
      folder: pictures,
      platform: 'linux',
      texts: () => shellTexts.nl,
      isOpen: () => false,
      show: never,
      lock: never,
      quit: never,
    });
    expect(() => icon.refresh()).not.toThrow();
    expect(never).not.toHaveBeenCalled();
  });
});
