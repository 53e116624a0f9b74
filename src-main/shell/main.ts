import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { app, dialog, protocol } from 'electron';
import { machineSettingsFolder } from '../adapters/settings-folder.ts';
import { demoFolder, removeDemo } from './demo.ts';
import { startProgram } from './program.ts';
import { hasRefusedSwitch } from './security/command-line.ts';
import { schemes } from './security/scheme.ts';
import { shellTexts } from './texts.ts';

// The entry of the desktop application. What must be set before the program is ready stands here; the rest is startProgram.

// SECURITY: S04
if (app.isPackaged && hasRefusedSwitch(app.commandLine)) app.exit(1);
// SECURITY: S01
app.enableSandbox();
// SECURITY: S02
protocol.registerSchemesAsPrivileged(schemes);
// SECURITY: S17 no name is looked up and no address reached: WebRTC and hints to connect go past what sees requests
app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');

const demonstration = demoFolder(process.argv, process.env);
// However the program ends, also while the office is being made, which takes some time.
if (demonstration !== null) app.on('quit', () => removeDemo(demonstration));
const folder = machineSettingsFolder(process.env, process.platform, homedir());
const chromiumFolder = path.join(folder, 'chromium');
try {
  mkdirSync(chromiumFolder, { recursive: true, mode: 0o700 });
} catch {
  giveUp();
}
// SECURITY: S05 what Chromium keeps lies apart from every vault; crash dumps stay here and are sent nowhere
app.setPath('userData', chromiumFolder);
app.setPath('sessionData', chromiumFolder);
app.setPath('crashDumps', path.join(chromiumFolder, 'crashes'));

// SECURITY: S03 arguments of a second instance are not looked at: the first one only comes to the front
if (app.requestSingleInstanceLock()) {
  startProgram(folder, demonstration, app.whenReady()).catch(giveUp);
} else app.exit(0);

/** Before there is a window, only a box of the system can say what is wrong. */
function giveUp(): void {
  const { couldNotStart } = shellTexts[/^en\b/i.test(app.getLocale()) ? 'en' : 'nl'];
  dialog.showErrorBox('Dossierkluis', `${couldNotStart}\n${folder}`);
  app.exit(1);
}
