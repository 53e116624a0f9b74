import path from 'node:path';
import type { Menu, MenuItemConstructorOptions, Tray } from 'electron';
import type { ShellTexts } from './texts.ts';

export interface TrayParts {
  /** Makes the icon; fails where the system has no place for it. */
  readonly make: (icon: string) => Tray;
  readonly menu: (template: MenuItemConstructorOptions[]) => Menu;
  /** Of the pictures. */
  readonly folder: string;
  readonly platform: NodeJS.Platform;
  readonly texts: () => ShellTexts;
  /** Whether somebody is signed in. */
  readonly isOpen: () => boolean;
  readonly show: () => void;
  readonly lock: () => void;
  readonly quit: () => void;
}

/** Windows has every size in one file; macOS colours a template itself. */
const pictures: Readonly<Partial<Record<NodeJS.Platform, string>>> = { win32: 'tray.ico', darwin: 'trayTemplate.png' };

/** The icon in the notification area, which says whether the vault is open and never whose it is. */
export class TrayIcon {
  readonly #parts: TrayParts;
  readonly #tray: Tray | null;

  constructor(parts: TrayParts) {
    this.#parts = parts;
    this.#tray = this.#make();
    // On macOS a click opens the menu, as everywhere in the menu bar.
    if (parts.platform !== 'darwin') this.#tray?.on('click', parts.show);
    this.refresh();
  }

  /** To be called when somebody signed in, when the program locked, and when it speaks another language. */
  refresh(): void {
    if (this.#tray === null) return;
    const { texts, isOpen, menu, show, lock, quit } = this.#parts;
    const t = texts();
    const state = `Dossierkluis: ${isOpen() ? t.trayOpen : t.trayLocked}`;
    this.#tray.setToolTip(state);
    // Not every desktop shows what hangs under the pointer, so the menu says it too.
    const template: MenuItemConstructorOptions[] = [
      { label: state, enabled: false },
      { type: 'separator' },
      { label: t.showWindow, click: () => show() },
      { label: t.lock, enabled: isOpen(), click: () => lock() },
      { type: 'separator' },
      { label: t.quit, click: () => quit() },
    ];
    this.#tray.setContextMenu(menu(template));
  }

  #make(): Tray | null {
    const { make, folder, platform } = this.#parts;
    try {
      return make(path.join(folder, pictures[platform] ?? 'tray.png'));
    } catch {
      // Everything it does is in the window too, and not every desktop has a place for it.
      return null;
    }
  }
}
