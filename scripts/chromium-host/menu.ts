import type { MenuItemConstructorOptions } from 'electron';
import type { Accelerators } from './bridge-scripts.ts';
import { strict } from './strict.ts';

type Template = readonly MenuItemConstructorOptions[];

/** A menu without a bar: its accelerators work, as keys that the page's preload world hears. */
export class HostMenu {
  readonly items: readonly MenuItemConstructorOptions[];

  constructor(template: Template) {
    this.items = template.flatMap(leaves);
  }

  /** By the key combination as the page tells it: which item. */
  get accelerators(): Accelerators {
    return this.items.flatMap(({ accelerator }, index) =>
      accelerator === undefined ? [] : [[combinationOf(String(accelerator)), index] as const],
    );
  }

  /** Does what an item is for. */
  choose(index: number): void {
    const click = this.items[index]?.click as (() => void) | undefined;
    click?.();
  }
}

let current = new HostMenu([]);
let onChanged: (menu: HostMenu) => void = () => undefined;

export const Menu = strict('Menu', {
  buildFromTemplate: (template: Template) => new HostMenu(template),
  setApplicationMenu: (menu: HostMenu) => {
    current = menu;
    onChanged(menu);
  },
});

export const applicationMenu = (): HostMenu => current;

/** @param listener there is one: the window. */
export function onMenuChanged(listener: (menu: HostMenu) => void): void {
  onChanged = listener;
}

function leaves(item: MenuItemConstructorOptions): MenuItemConstructorOptions[] {
  return Array.isArray(item.submenu) ? item.submenu.flatMap(leaves) : [item];
}

/** `CommandOrControl+Shift+U` as the preload world tells a key: `ctrl++shift+u`. */
function combinationOf(accelerator: string): string {
  const parts = accelerator.toLowerCase().split('+');
  const has = (...names: string[]) => parts.some((part) => names.includes(part));
  const key = parts.at(-1) === 'plus' ? '+' : (parts.at(-1) ?? '');
  return [
    has('commandorcontrol', 'control', 'ctrl', 'command') ? 'ctrl' : '',
    has('alt', 'option') ? 'alt' : '',
    has('shift') ? 'shift' : '',
    key,
  ].join('+');
}
