import type { WindowInput } from '../../contract/window/calls.ts';

type LinkName = WindowInput<'openLink'>['link'];

/** Every address that the program opens in a browser. The page names one; an address never comes from data. */
// SECURITY: S39
export const links: Readonly<Record<LinkName, `https://${string}`>> = {
  ap: 'https://www.autoriteitpersoonsgegevens.nl/',
  'ap-data-breach': 'https://datalekken.autoriteitpersoonsgegevens.nl/',
  age: 'https://age-encryption.org/',
};
