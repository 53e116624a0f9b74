import type { PowerMonitor } from 'electron';
import { watchLinuxLock } from './linux-lock.ts';

export interface SystemWatch {
  readonly powerMonitor: Pick<PowerMonitor, 'on'>;
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
  /** The session of the operating system is locked, or the computer goes to sleep. */
  readonly onLocked: () => void;
  readonly onAwake: () => void;
}

/** Hears when the operating system's session locks. */
// SECURITY: S43
export function watchSystem({ powerMonitor, platform, environment, onLocked, onAwake }: SystemWatch): void {
  powerMonitor.on('suspend', onLocked);
  powerMonitor.on('shutdown', onLocked);
  powerMonitor.on('resume', onAwake);
  powerMonitor.on('lock-screen', onLocked);
  // On macOS: another user of the computer takes the screen.
  powerMonitor.on('user-did-resign-active', onLocked);
  // Electron does not tell of a locked screen on Linux, and the Chromium host tells of nothing.
  if (platform === 'linux') watchLinuxLock(environment, { onLocked, onAwake });
}
