import type { MenuItemConstructorOptions } from 'electron';
import type { WindowEvent } from '../contract/window/events.ts';
import type { Language } from '../contract/window/shapes.ts';
import { shellTexts } from './texts.ts';

type Command = Extract<WindowEvent, { event: 'command' }>['command'];

export interface MenuActs {
  readonly command: (command: Command) => void;
  readonly lock: (why: 'by-hand' | 'switch-user') => void;
  readonly quit: () => void;
  readonly chooseLanguage: (language: Language) => void;
  readonly fullScreen: () => void;
  readonly zoom: (change: 'in' | 'out' | 'reset') => void;
}

/** The menu of the program. Roles only for what the system knows best: text. */
// SECURITY: S42 no reload, no developer tools; takes the place of Electron's own menu
export function menuTemplate(
  language: Language,
  platform: NodeJS.Platform,
  acts: MenuActs,
): MenuItemConstructorOptions[] {
  const t = shellTexts[language];
  const command = (label: string, accelerator: string | null, name: Command): MenuItemConstructorOptions => ({
    label,
    ...(accelerator === null ? {} : { accelerator }),
    click: () => acts.command(name),
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  // On macOS the first menu bears the name of the program, whatever is in it.
  const first: MenuItemConstructorOptions[] = platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  return [
    ...first,
    {
      label: t.file,
      submenu: [
        command(t.newItem, 'CommandOrControl+N', 'new'),
        command(t.addFiles, 'CommandOrControl+O', 'add-files'),
        separator,
        command(t.settings, 'CommandOrControl+,', 'settings'),
        separator,
        { label: t.lock, accelerator: 'CommandOrControl+L', click: () => acts.lock('by-hand') },
        { label: t.switchUser, accelerator: 'CommandOrControl+Shift+U', click: () => acts.lock('switch-user') },
        separator,
        { label: t.quit, accelerator: 'CommandOrControl+Q', click: () => acts.quit() },
      ],
    },
    {
      label: t.edit,
      submenu: [
        { label: t.undo, role: 'undo' },
        { label: t.redo, role: 'redo' },
        separator,
        { label: t.cut, role: 'cut' },
        { label: t.copy, role: 'copy' },
        { label: t.paste, role: 'paste' },
        { label: t.selectAll, role: 'selectAll' },
        separator,
        command(t.find, 'CommandOrControl+F', 'find'),
      ],
    },
    {
      label: t.view,
      submenu: [
        command(t.palette, 'CommandOrControl+K', 'palette'),
        separator,
        { label: t.zoomIn, accelerator: 'CommandOrControl+Plus', click: () => acts.zoom('in') },
        { label: t.zoomOut, accelerator: 'CommandOrControl+-', click: () => acts.zoom('out') },
        { label: t.actualSize, accelerator: 'CommandOrControl+0', click: () => acts.zoom('reset') },
        { label: t.fullScreen, accelerator: 'F11', click: () => acts.fullScreen() },
        separator,
        {
          label: t.language,
          submenu: [
            { label: 'Nederlands', type: 'radio', checked: language === 'nl', click: () => acts.chooseLanguage('nl') },
            { label: 'English', type: 'radio', checked: language === 'en', click: () => acts.chooseLanguage('en') },
          ],
        },
      ],
    },
    {
      label: t.help,
      submenu: [command(t.shortcuts, 'F1', 'shortcuts'), command(t.about, null, 'about')],
    },
  ];
}
