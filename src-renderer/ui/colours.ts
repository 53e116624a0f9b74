import type { CSSVariablesResolver } from '@mantine/core';

/** The colours of the interface by what they mean, light and dark; contrasts are at least those of WCAG 2.2 AA. */
const colours = {
  app: ['#F6F7F8', '#14181B'],
  surface: ['#FFFFFF', '#1C2226'],
  sunken: ['#ECEFF1', '#101316'],
  text: ['#1C2328', '#E6EAED'],
  muted: ['#55606A', '#A3AEB7'],
  border: ['#76808A', '#7F8A93'],
  divider: ['#D9DDE1', '#333B41'],
  accent: ['#0F5E6E', '#5BBACB'],
  'on-accent': ['#FFFFFF', '#0B1316'],
  selected: ['#E0F0F2', '#12353C'],
  danger: ['#B3261E', '#FF9C94'],
  'danger-soft': ['#FDECEA', '#3A1B19'],
  warning: ['#8A4B00', '#FFB95C'],
  'warning-soft': ['#FFF1DC', '#35260F'],
  ok: ['#1E6B3A', '#7CD39A'],
  'ok-soft': ['#E6F4EA', '#14301F'],
  unknown: ['#4B4A94', '#BBBDF7'],
  'unknown-soft': ['#EDEDF9', '#27294D'],
  inverse: ['#1C2328', '#E6EAED'],
  'on-inverse': ['#FFFFFF', '#14181B'],
} as const satisfies Record<string, readonly [light: string, dark: string]>;

export type Colour = keyof typeof colours;

/** A colour for a style: `style={{ color: colour('muted') }}`. */
export const colour = (name: Colour): string => `var(--dk-${name})`;

/** What Mantine draws of one of its colours on a soft ground (Alert, Badge), in ours. */
const softly = (mantine: string, ours: 'danger' | 'warning' | 'ok'): Readonly<Record<string, string>> => ({
  [`--mantine-color-${mantine}-light`]: colour(`${ours}-soft`),
  [`--mantine-color-${mantine}-light-color`]: colour(ours),
  [`--mantine-color-${mantine}-text`]: colour(ours),
});

/** Our colours as variables, and those of Mantine's that would fail the contrast of AA put to ours. */
export const cssVariables: CSSVariablesResolver = () => {
  const ours = (theme: 0 | 1) =>
    Object.fromEntries(Object.entries(colours).map(([name, pair]) => [`--dk-${name}`, pair[theme]]));
  const mantine = {
    // Layers, papers and fields lie on this; the page itself is of `app`.
    '--mantine-color-body': colour('surface'),
    '--mantine-color-text': colour('text'),
    '--mantine-color-dimmed': colour('muted'),
    '--mantine-color-placeholder': colour('muted'),
    '--mantine-color-error': colour('danger'),
    '--mantine-color-anchor': colour('accent'),
    '--mantine-color-default': colour('surface'),
    '--mantine-color-default-border': colour('border'),
    ...softly('red', 'danger'),
    ...softly('orange', 'warning'),
    ...softly('green', 'ok'),
    '--mantine-color-red-filled': colours.danger[0],
    '--mantine-color-red-filled-hover': '#8F1D17',
    '--mantine-color-disabled': colour('sunken'),
    '--mantine-color-disabled-color': colour('muted'),
    '--mantine-color-disabled-border': colour('divider'),
    '--mantine-color-gray-light': colour('sunken'),
    '--mantine-color-gray-light-color': colour('text'),
    '--mantine-primary-color-filled': colour('accent'),
    '--mantine-primary-color-contrast': colour('on-accent'),
  };
  return { variables: {}, light: { ...ours(0), ...mantine }, dark: { ...ours(1), ...mantine } };
};
