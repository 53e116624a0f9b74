// Chromium cannot navigate to a scheme of one's own, so that the page has an address of https that no name server knows;
// to the shell it is shown as the one that it has in Electron.

const domain = '.dossierkluis.invalid';

/** `app://ui/x` as the browser has it. */
export function toBrowser(address: string): string {
  return address.replace(/^app:\/\/([^/]+)/, (_, host: string) => `https://${host}${domain}`);
}

/** What the browser has as the shell knows it; addresses of others stay as they are. */
export function toShell(address: string): string {
  return address.replace(/^https:\/\/([^/.]+)\.dossierkluis\.invalid(?=\/|$)/, (_, host: string) => `app://${host}`);
}
