import { useEffect } from 'react';
import { type Command, sendCommand } from './commands.ts';
import { navItemsOf } from './nav-items.ts';
import { useRouter } from './router.tsx';
import { useSession, useSessionActs } from './session.ts';

const onMac = /mac/i.test(navigator.userAgent);

/** `mod+shift+Z` as it stands on the keys. */
export const keysInWords = (keys: string): string =>
  keys
    .replace('mod', onMac ? '⌘' : 'Ctrl')
    .replace('shift', onMac ? '⇧' : 'Shift')
    .replace('alt', onMac ? '⌥' : 'Alt');

/** A key press as `mod+shift+Z`, or null when it types something. */
function keysOf(event: KeyboardEvent): string | null {
  const mod = onMac ? event.metaKey : event.ctrlKey;
  const isNamed = event.key.length > 1;
  if (!mod && !event.altKey && !isNamed) return null;
  const name = isNamed ? event.key : event.key.toUpperCase();
  return [mod && 'mod', event.altKey && 'alt', event.shiftKey && 'shift', name].filter(Boolean).join('+');
}

const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button])'));

const commands: Readonly<Record<string, Command>> = {
  'mod+K': 'palette',
  F1: 'shortcuts',
  'mod+F': 'find',
  'mod+N': 'new',
  'mod+O': 'add-files',
  'mod+E': 'export',
};
/** These mean something else while one types. */
const commandsOutsideText: Readonly<Record<string, Command>> = {
  F2: 'rename',
  Delete: 'bin',
  'mod+Z': 'undo',
  'mod+shift+Z': 'seal',
};

const hasDialog = (): boolean => document.querySelector('[aria-modal="true"]') !== null;

/** Puts the focus on the next of the regions that are marked, or on the one before. */
function goToRegion(step: 1 | -1): void {
  const order = ['header', 'nav', 'main'];
  const regions = order.flatMap((name) => [...document.querySelectorAll<HTMLElement>(`[data-region="${name}"]`)]);
  const shown = regions.filter((region) => region.getClientRects().length > 0);
  const now = shown.findIndex((region) => region.contains(document.activeElement));
  shown.at((now + step + shown.length) % shown.length)?.focus();
}

/** The keys that work everywhere in the frame; those of a screen reach it as commands. */
export function useShortcuts(): void {
  const { role } = useSession();
  const { end } = useSessionActs();
  const { go, back } = useRouter();
  useEffect(() => {
    const places = navItemsOf(role);
    const act = (keys: string, event: KeyboardEvent): boolean => {
      const place = /^mod\+([1-9])$/.exec(keys)?.[1];
      const route = place === undefined ? undefined : places[Number(place) - 1]?.route;
      const command = commands[keys] ?? (isTyping(event) ? undefined : commandsOutsideText[keys]);
      if (keys === 'mod+L') end('by-hand');
      else if (keys === 'mod+shift+U') end('switch-user');
      else if (keys === 'alt+ArrowLeft') back();
      else if (keys === 'F6' || keys === 'shift+F6') goToRegion(keys === 'F6' ? 1 : -1);
      else if (route) go(route);
      else if (command) return sendCommand(command) || commands[keys] !== undefined;
      else return false;
      return true;
    };
    const onKey = (event: KeyboardEvent) => {
      const keys = keysOf(event);
      const isFree = keys === 'mod+L' || !hasDialog();
      if (keys !== null && !event.defaultPrevented && isFree && act(keys, event)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [role, end, go, back]);
  useEffect(
    () =>
      window.app.onEvent((event) => {
        if (event.event !== 'command') return;
        // As by the keys: what a dialog is about stays, and a password that is shown once with it.
        if (hasDialog()) return;
        if (event.command === 'settings') go({ screen: 'settings', tab: 'account' });
        else if (event.command === 'about') go({ screen: 'settings', tab: 'about' });
        else sendCommand(event.command);
      }),
    [go],
  );
}
