import { type MantineColorSchemeManager, useMantineColorScheme } from '@mantine/core';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { Appearance } from '../../src-main/contract/window/shapes.ts';
import { call } from '../client/client.ts';
import { i18n } from '../i18n/i18n.ts';

const schemes = { system: 'auto', light: 'light', dark: 'dark' } as const satisfies Record<Appearance['theme'], string>;

/** Keeps the choice for light or dark in memory only; the shell remembers it. */
export function colourSchemeInMemory(theme: Appearance['theme']): MantineColorSchemeManager {
  let value: (typeof schemes)[Appearance['theme']] = schemes[theme];
  return {
    get: () => value,
    set: (next) => {
      value = next;
    },
    subscribe: () => undefined,
    unsubscribe: () => undefined,
    clear: () => undefined,
  };
}

/** Puts the language of the whole page: its texts, and what a screen reader speaks. */
export async function setLanguage(language: Appearance['language']): Promise<void> {
  document.documentElement.lang = language;
  await i18n.changeLanguage(language);
}

interface AppearanceState {
  readonly appearance: Appearance;
  readonly change: (part: Partial<Appearance>) => void;
}

const AppearanceContext = createContext<AppearanceState | null>(null);

/** Language and colours of the window, as the user chose them or as the shell tells that they changed. */
export function AppearanceProvider({ first, children }: { readonly first: Appearance; readonly children: ReactNode }) {
  const [appearance, setAppearance] = useState(first);
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => setColorScheme(schemes[appearance.theme]), [appearance.theme, setColorScheme]);
  useEffect(() => void setLanguage(appearance.language), [appearance.language]);
  useEffect(() => window.app.onEvent((event) => event.event === 'appearance' && setAppearance(event.appearance)), []);
  const change = useCallback(
    (part: Partial<Appearance>) => {
      const next = { ...appearance, ...part };
      setAppearance(next);
      void call('setAppearance', next);
    },
    [appearance],
  );
  const state = useMemo(() => ({ appearance, change }), [appearance, change]);
  return <AppearanceContext value={state}>{children}</AppearanceContext>;
}

export function useAppearance(): AppearanceState {
  const state = useContext(AppearanceContext);
  if (state === null) throw new Error('there is no appearance here');
  return state;
}
