import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts';
import type { Browser, PageTarget } from './browser.ts';
import { toBrowser } from './origin.ts';
import type { HostSession } from './session.ts';

const names = [
  'camera',
  'microphone',
  'geolocation',
  'notifications',
  'midi',
  'clipboard-read',
  'clipboard-write',
  'idle-detection',
  'local-fonts',
  'persistent-storage',
  'screen-wake-lock',
  'storage-access',
  'window-management',
] as const;

/** Chromium is told beforehand what the shell's check would answer, for it asks nobody. */
export async function denyPermissions({ pipe }: Browser, page: PageTarget, session: HostSession): Promise<void> {
  const check = session.permissionCheck;
  if (check === null) return;
  const { targetInfo } = await pipe.send('Target.getTargetInfo', { targetId: page.targetId });
  const context = targetInfo.browserContextId === undefined ? {} : { browserContextId: targetInfo.browserContextId };
  const settings: Protocol.Browser.setPermissionParameters[] = names.map((name) => {
    return { permission: { name }, setting: 'denied', origin: toBrowser('app://ui'), ...context };
  });
  // A name that this Chromium does not know is a permission that it does not have.
  await Promise.allSettled(settings.map(async (setting) => await pipe.send('Browser.setPermission', setting)));
}
