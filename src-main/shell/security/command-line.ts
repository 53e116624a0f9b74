import type { CommandLine } from 'electron';

/** What would open the program to somebody beside its user, or take a guard of Chromium away, or write down what is shown. */
export const refusedSwitches = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-allow-origins',
  'auto-open-devtools-for-tabs',
  'no-sandbox',
  'no-zygote',
  'single-process',
  'disable-gpu-sandbox',
  'disable-setuid-sandbox',
  'disable-seccomp-filter-sandbox',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'disable-web-security',
  'disable-site-isolation-trials',
  'enable-blink-features',
  'ignore-certificate-errors',
  'host-rules',
  'host-resolver-rules',
  'load-extension',
  'js-flags',
  'proxy-server',
  'proxy-pac-url',
  'log-net-log',
  'ssl-key-log-file',
  'enable-logging',
  'log-file',
  'trace-startup',
  'user-data-dir',
] as const;

/** Whether the program was started with a switch that an installed one does not take; no fuse covers these. */
export function hasRefusedSwitch(commandLine: Pick<CommandLine, 'hasSwitch'>): boolean {
  return refusedSwitches.some((name) => commandLine.hasSwitch(name));
}
