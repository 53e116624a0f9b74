import type { App, WebContents } from 'electron';
import { isOurs } from './scheme.ts';

type PolicedContents = Pick<WebContents, 'on' | 'setWindowOpenHandler'>;

/** What no page may do, whatever window it is in. To be called once, before a window is made. */
export function policeAllContents(app: Pick<App, 'on'>): void {
  app.on('web-contents-created', (_event, contents) => policeContents(contents));
  // SECURITY: S20 no certificate of the user is ever offered, and nothing else about TLS is changed
  app.on('select-client-certificate', (event, _contents, _url, _certificates, choose) => {
    event.preventDefault();
    choose();
  });
}

/** @param contents of a page that was just made. */
function policeContents(contents: PolicedContents): void {
  const refuseForeign = (event: { readonly url: string; preventDefault(): void }) => {
    if (!isOurs(event.url)) event.preventDefault();
  };
  // SECURITY: S37
  contents.on('will-navigate', refuseForeign);
  contents.on('will-frame-navigate', refuseForeign);
  contents.on('will-redirect', refuseForeign);
  // SECURITY: S38
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // SECURITY: S35
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
