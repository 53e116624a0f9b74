// What `electron` is where its binary is not to be had: the part of its API that the shell uses, on an installed Chromium.
// Anything else fails by its name, so that the shell cannot come to depend on what only one of the two has.
import { app } from './app.ts';
import { listenToTest, tellTest } from './test-control.ts';

export { BrowserWindow } from './browser-window.ts';
export { dialog } from './dialog.ts';
export { ipcMain } from './ipc-main.ts';
export { Menu } from './menu.ts';
export { clipboard, powerMonitor, protocol, screen, shell, Tray } from './native-parts.ts';
export { nativeTheme } from './native-theme.ts';
export { session } from './session.ts';
export { app };

listenToTest();
const startBrowser = app.startBrowser;
app.startBrowser = async () => {
  await startBrowser();
  await tellTest();
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
