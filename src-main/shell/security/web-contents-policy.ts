import type { App, WebContents } from 'electron';

type PolicedContents = Pick<WebContents, 'on' | 'setWindowOpenHandler' | 'setWebRTCIPHandlingPolicy'>;

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
  const refuse = (event: { preventDefault(): void }) => event.preventDefault();
  // SECURITY: S37 not to our own page either: one that loads itself anew would show a sign-in with somebody signed in behind it
  contents.on('will-navigate', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-redirect', refuse);
  // SECURITY: S38
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // SECURITY: S35
  contents.on('will-attach-webview', refuse);
  // SECURITY: S17 a peer is reached by UDP without a name, which no policy of a page keeps from it
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  // SECURITY: S43 a page has no say in whether its window closes, which ends the program and locks
  contents.on('will-prevent-unload', refuse);
}
