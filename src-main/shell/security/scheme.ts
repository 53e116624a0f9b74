import type { CustomScheme } from 'electron';

/** Where the page lives. Nothing else is ever loaded. */
export const appScheme = 'app';
export const appHost = 'ui';
export const appOrigin = `${appScheme}://${appHost}`;

/** To be registered once, before the program is ready. */
export const schemes: CustomScheme[] = [
  // SECURITY: S02 standard and secure, so that the page has an origin; no bypassCSP, service workers, CORS or extensions
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
];

/** Whether an address is of our own page: compared as an origin, never by its beginning. */
export function isOurs(address: string): boolean {
  const url = URL.parse(address);
  // The origin of a scheme of one's own is opaque to Node, so that its parts are compared.
  return (
    url !== null &&
    url.protocol === `${appScheme}:` &&
    url.host === appHost &&
    url.username === '' &&
    url.password === ''
  );
}
