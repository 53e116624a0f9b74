import type { CommandLine } from 'electron';

/** What would open the program to somebody beside its user, or take a guard of Chromium away. */
export const refusedSwitches = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'no-sandbox',
  'disable-web-security',
  'ignore-certificate-errors',
  'host-rules',
  'host-resolver-rules',
  'load-extension',
  'js-flags',
  'proxy-server',
  'proxy-pac-url',
] as const;

/** Whether the program was started with a switch that an installed one does not take; no fuse covers these. */
export function hasRefusedSwitch(commandLine: Pick<CommandLine, 'hasSwitch'>): boolean {
  return refusedSwitches.some((name) => commandLine.hasSwitch(name));
}
