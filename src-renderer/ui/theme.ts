import {
  Autocomplete,
  Button,
  Checkbox,
  createTheme,
  Input,
  type MantineColorsTuple,
  Menu,
  Modal,
  Notification,
  Radio,
  Select,
  Table,
} from '@mantine/core';
import { besideField } from './beside-field.ts';
import { colour } from './colours.ts';
import tables from './Table.module.css';

/** The accent from soft to deep; what is drawn with it takes `colour('accent')`. */
const petrol: MantineColorsTuple = [
  '#E0F0F2',
  '#C4E2E6',
  '#9DCFD6',
  '#5BBACB',
  '#3795A6',
  '#1E7485',
  '#0F5E6E',
  '#0C4F5D',
  '#093F4A',
  '#062F37',
];

/** Mantine's own greys, in ours: dark from text to background, light from background to text. */
const dark: MantineColorsTuple = [
  '#E6EAED',
  '#C4CBD1',
  '#A3AEB7',
  '#7F8A93',
  '#333B41',
  '#2A3238',
  '#1C2226',
  '#14181B',
  '#101316',
  '#0B0E10',
];
const gray: MantineColorsTuple = [
  '#F6F7F8',
  '#ECEFF1',
  '#E3E7EA',
  '#D9DDE1',
  '#C3CAD0',
  '#9AA4AD',
  '#76808A',
  '#55606A',
  '#333B41',
  '#1C2328',
];

const control = '32px';

/** The list scrolls itself: keys that move through it move it. */
const list = { withScrollArea: false, comboboxProps: besideField };
const longList = { options: { maxHeight: 220, overflowY: 'auto' } } as const;

/** Dense enough for office work: controls of 32 px, rows of 36, a grid of 4. */
export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 6, dark: 3 },
  colors: { petrol, dark, gray },
  autoContrast: true,
  black: '#1C2328',
  defaultRadius: 4,
  fontFamily: 'system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '22px', xl: '28px' },
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: Button.extend({
      vars: (_theme, { size = 'sm', variant = 'filled', color = 'petrol' }) => ({
        root: {
          ...(size === 'sm' ? { '--button-height': control } : {}),
          // Mantine chooses by the light accent, also where the accent is a light one.
          ...(variant === 'filled' && color === 'petrol' ? { '--button-color': colour('on-accent') } : {}),
        },
      }),
    }),
    Menu: Menu.extend({
      // It is part of the screen, and holds its items only: the first takes the focus.
      defaultProps: { portalProps: { target: '#screen' }, withInitialFocusPlaceholder: false, menuItemTabIndex: 0 },
    }),
    Modal: Modal.extend({
      // The head of a dialog is no banner of the page. It only fades: moved, it would cut off a list that opens in it.
      defaultProps: {
        transitionProps: { transition: 'fade', duration: 100 },
        attributes: { header: { role: 'presentation' } },
      },
      styles: { title: { fontSize: 16, lineHeight: '22px', fontWeight: 600 } },
    }),
    Table: Table.extend({
      // A short list is drawn as the long ones of DataTable are.
      classNames: { table: tables.table ?? '', thead: tables.head ?? '' },
      defaultProps: { verticalSpacing: 7, horizontalSpacing: 12 },
      vars: () => ({
        table: { '--table-hover-color': colour('app'), '--table-border-color': colour('divider') },
      }),
    }),
    Select: Select.extend({ defaultProps: list, styles: longList }),
    Autocomplete: Autocomplete.extend({ defaultProps: list, styles: longList }),
    // What stands on the accent, which is light in the dark.
    Checkbox: Checkbox.extend({ defaultProps: { iconColor: colour('on-accent') } }),
    Radio: Radio.extend({ defaultProps: { iconColor: colour('on-accent') } }),
    Notification: Notification.extend({ defaultProps: { withBorder: true } }),
    InputWrapper: Input.Wrapper.extend({
      // What a form asks must be filled in; what may stay empty says so in its label.
      defaultProps: { withAsterisk: false },
      // Room for the ring of the focus.
      styles: { label: { marginBottom: 4 } },
    }),
    Input: Input.extend({
      vars: (_theme, { size = 'sm' }) => ({
        wrapper: size === 'sm' ? { '--input-height': control, '--input-size': control } : {},
      }),
    }),
  },
});
