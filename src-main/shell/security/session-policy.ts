import type { Session } from 'electron';
import type { ProtocolHandler } from './app-protocol.ts';
import { appScheme, isOurs } from './scheme.ts';

/** The session of the window: in memory, so that nothing of the page is on the disk. */
// SECURITY: S10 no `persist:`, no cache
export const sessionName = 'app-ui';
export const sessionOptions = { cache: false } as const;

type PolicedSession = Pick<
  Session,
  | 'isPersistent'
  | 'protocol'
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'webRequest'
  | 'on'
  | 'setSpellCheckerEnabled'
>;

/** Everything that the session of the window refuses. To be called once, before a page is loaded. */
export function policeSession(session: PolicedSession, handler: ProtocolHandler): void {
  // SECURITY: S10
  if (session.isPersistent()) throw new Error('the session of the window would be kept on the disk');
  // SECURITY: S11
  session.protocol.handle(appScheme, handler);
  // SECURITY: S14
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  // SECURITY: S15 both handlers are needed; the clipboard is written by a call of the shell instead
  session.setPermissionCheckHandler(() => false);
  // SECURITY: S16 and no setDisplayMediaRequestHandler: screens are never captured
  session.setDevicePermissionHandler(() => false);
  // SECURITY: S17 the page makes no request of the network; what goes out goes out from the worker
  session.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !isOurs(details.url) }));
  // SECURITY: S18
  session.on('will-download', (event) => event.preventDefault());
  // SECURITY: S19 the spell checker would fetch its dictionaries
  session.setSpellCheckerEnabled(false);
}
