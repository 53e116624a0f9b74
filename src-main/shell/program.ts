import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  powerMonitor,
  screen,
  session,
  shell,
  Tray,
} from 'electron';
import type { z } from 'zod';
import type { RestoreSource } from '../contract/restore.ts';
import { windowCalls } from '../contract/window/calls.ts';
import type { Caller, Subject } from '../contract/window/define.ts';
import { answerListeners } from './answer-listeners.ts';
import { AppearanceChoice } from './appearance.ts';
import { ArchiveTime } from './archive-time.ts';
import { callRunner } from './call-runner.ts';
import { archiveCalls } from './calls/archive.ts';
import { backupRestoreCalls } from './calls/backup-restores.ts';
import { backupCalls } from './calls/backups.ts';
import { createCalls } from './calls/create.ts';
import { documentCalls } from './calls/documents.ts';
import { drillCalls } from './calls/drill.ts';
import { officeCalls } from './calls/office.ts';
import { programCalls } from './calls/program.ts';
import { recoveryKeyCalls } from './calls/recovery-keys.ts';
import { restoreCalls } from './calls/restore.ts';
import { restoredCalls } from './calls/restored.ts';
import { sessionCalls } from './calls/session.ts';
import { startCalls } from './calls/start.ts';
import { CopiedText } from './copied-text.ts';
import { makeDemo, refusedInDemo } from './demo.ts';
import { Dialogs } from './dialogs.ts';
import { Handles } from './handles.ts';
import { IdleTimer } from './idle-timer.ts';
import { RefusedCalls } from './ipc/refused-calls.ts';
import { RefusedLog } from './ipc/refused-log.ts';
import { registerCalls } from './ipc/register-calls.ts';
import { Jobs } from './jobs.ts';
import { KitDrafts } from './kit-drafts.ts';
import { KnownVaults } from './known-vaults.ts';
import { LeftByPerson } from './left-by-person.ts';
import { Lock } from './lock.ts';
import { MainWindow } from './main-window.ts';
import { menuTemplate } from './menu.ts';
import { watchSystem } from './os-lock.ts';
import { liveAndEnd } from './program-life.ts';
import { ScreenCapture } from './screen-capture.ts';
import { SealSchedule } from './seal-schedule.ts';
import { appProtocol } from './security/app-protocol.ts';
import { policeSession, sessionName, sessionOptions } from './security/session-policy.ts';
import { policeAllContents } from './security/web-contents-policy.ts';
import { windowOptions } from './security/window-options.ts';
import { SettingsFile } from './settings-file.ts';
import { shellTexts } from './texts.ts';
import { TrayIcon } from './tray.ts';
import { VaultHost } from './vault-host.ts';
import { placeOnScreen } from './window-place.ts';

/** How long dropped files wait to be taken in, and a chosen request to be approved. */
const handleLifeMs = 10 * 60_000;
/** How long what was given for a restore waits for the next step: somebody may have to look for the paper. */
const restoreLifeMs = 30 * 60_000;

const distFolder = import.meta.dirname;

/**
 * Puts the parts together.
 * @param folder of this account's settings. @param demonstration where to make an office to look around in; null: nowhere.
 * @param ready settles when Electron is; what does not need it begins beside it.
 */
export async function startProgram(folder: string, demonstration: string | null, ready: Promise<void>): Promise<void> {
  const demo = demonstration === null ? null : await makeDemo(demonstration);
  const vault = new VaultHost(
    () => orEnd(lock.recover()),
    () => tellChanged(['backups']),
  );
  const settings = new SettingsFile(folder);
  const refusedLog = new RefusedLog(folder);
  const refused = new RefusedCalls((refusal, name) => refusedLog.write(refusal, name));
  const handler = appProtocol(distFolder);
  await ready;
  const appearance = new AppearanceChoice({
    settings,
    nativeTheme,
    locale: app.getLocale(),
    onChanged: (changed) => {
      window.tell({ event: 'appearance', appearance: changed });
      showMenu();
      tray.refresh();
    },
  });
  const texts = () => shellTexts[appearance.current.language];

  policeAllContents(app);
  const pages = session.fromPartition(sessionName, sessionOptions);
  policeSession(pages, await handler);

  const capture = new ScreenCapture({
    settings,
    canHide: 'electron' in process.versions && process.platform !== 'linux',
    window: () => window.window,
  });
  const window = new MainWindow({
    make: () => {
      const made = new BrowserWindow(
        windowOptions({
          session: pages,
          preload: path.join(distFolder, 'preload.cjs'),
          isPackaged: app.isPackaged,
          backgroundColor: appearance.backgroundColor,
          bounds: placeOnScreen(settings.current.window, (frame) => screen.getDisplayMatching(frame).workArea),
        }),
      );
      capture.applyTo(made);
      if (settings.current.window?.maximised) made.maximize();
      return made;
    },
    onFrameChanged: (frame) => settings.change({ window: frame }),
    onPageGone: () => orEnd(lock.recover()),
    onClosed: () => app.quit(),
    clearStorage: async () => await pages.clearStorageData(),
  });
  const tellChanged = (subjects: readonly Subject[]) => {
    if (subjects.length > 0) window.tell({ event: 'changed', subjects: [...subjects] });
  };

  const jobs = new Jobs((event) => window.tell(event));
  const idle = new IdleTimer({
    onWarning: (locksAt) => window.tell({ event: 'idle-warning', locksAt }),
    onIdle: () => orEnd(lock.lock('idle')),
  });
  const seals = new SealSchedule({
    seal: async (wish) => {
      await vault.call('documentSeal', wish);
      tellChanged(['documents', 'folders', 'archive', 'log']);
    },
    tell: (event) => window.tell(event),
  });
  const archiveTime = new ArchiveTime(() => window.tell({ event: 'archive-closed' }));
  const offers = new Handles<readonly string[]>(handleLifeMs);
  const requests = new Handles<string>(handleLifeMs);
  const places = new Handles<string>(handleLifeMs);
  const keys = new Handles<string>(handleLifeMs);
  const recoveryKeys = new Handles<string>(restoreLifeMs);
  const tickets = new Handles<string>(restoreLifeMs);
  const sources = new Handles<RestoreSource>(restoreLifeMs);
  const reports = new Handles<string>(restoreLifeMs);
  const copied = new CopiedText(clipboard);
  const forget = () => {
    seals.dropAll();
    archiveTime.stop();
    offers.clear();
    requests.clear();
    places.clear();
    keys.clear();
    recoveryKeys.clear();
    tickets.clear();
    sources.clear();
    reports.clear();
    drafts.abandonAll();
    // What it still has of ours, a first password for instance, is not for whoever comes next.
    copied.clear().catch(() => undefined);
  };
  const drafts = new KitDrafts(vault);
  const lock = new Lock({ vault, window, idle, jobs, forget, onChanged: () => tray.refresh() });

  const lockNow = (why: 'by-hand' | 'switch-user') => orEnd(lock.lock(why));
  const vaults = new KnownVaults(settings);
  if (demo !== null) vaults.remember(demo.vault);
  const dialogs = new Dialogs({ dialog, window: () => window.window, texts, firstFolder: app.getPath('documents') });
  const run = callRunner(
    vault,
    jobs,
    {
      ...startCalls({
        version: app.getVersion(),
        engines: {
          electron: process.versions.electron ?? null,
          chromium: process.versions.chrome ?? null,
          node: process.versions.node,
        },
        platform: platformOf(process.platform),
        canPrint: 'electron' in process.versions,
        capture,
        appearance: () => appearance.current,
        setAppearance: (chosen) => appearance.change(chosen),
        lockReason: () => lock.reason,
        demo: () => demo && { people: demo.people.map((person) => ({ ...person })) },
        vaults,
        vault,
        dialogs,
      }),
      ...createCalls({ vault, vaults, dialogs, drafts, contents: () => window.contents, texts, recoveryKeys }),
      ...sessionCalls({ vault, vaults, lock, lockNow, idle, left: new LeftByPerson() }),
      ...documentCalls({ vault, dialogs, offers, seals }),
      ...archiveCalls(vault, dialogs),
      ...backupCalls({ vault, dialogs, places, keys }),
      ...recoveryKeyCalls({ vault, dialogs, recoveryKeys }),
      ...restoreCalls({ vault, vaults, dialogs, texts, places, keys, recoveryKeys, tickets, sources }),
      ...drillCalls({ vault, dialogs, texts, recoveryKeys, reports, sources }),
      ...restoredCalls({ vault, vaults, recoveryKeys, sources }),
      ...backupRestoreCalls({ vault, dialogs, texts, offers, requests, recoveryKeys }),
      ...officeCalls({ vault, vaults, dialogs, texts, requests }),
      ...programCalls({
        copied,
        jobs,
        refused,
        licences: readLicences,
        openExternal: async (address) => await shell.openExternal(address),
      }),
      ...(demo === null ? {} : refusedInDemo),
    },
    answerListeners(idle, archiveTime),
  );
  registerCalls(ipcMain, {
    contents: () => window.contents,
    refused,
    mayCall: (caller) => mayCall(caller, vault),
    run,
    onDone: ({ changes }) => tellChanged(changes),
    offer: (paths) => (paths.length === 0 ? null : offers.put(paths)),
    onActivity: () => idle.touch(),
  });

  const showMenu = () =>
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(
        menuTemplate(appearance.current.language, process.platform, {
          command: (command) => window.tell({ event: 'command', command }),
          lock: lockNow,
          quit: () => app.quit(),
          chooseLanguage: (language) => appearance.change({ language }),
          fullScreen: () => window.toggleFullScreen(),
          zoom: (change) => window.zoom(change),
        }),
      ),
    );
  showMenu();
  const tray = new TrayIcon({
    make: (icon) => new Tray(icon),
    menu: (template) => Menu.buildFromTemplate(template),
    folder: path.join(distFolder, 'tray'),
    platform: process.platform,
    texts,
    isOpen: () => vault.signedIn !== null,
    show: () => window.show(),
    lock: () => lockNow('by-hand'),
    quit: () => app.quit(),
  });
  watchSystem({
    powerMonitor,
    platform: process.platform,
    environment: process.env,
    onLocked: () => orEnd(lock.lock('system')),
    onAwake: () => idle.look(),
  });
  liveAndEnd({
    app,
    process,
    show: () => window.show(),
    onFailure: () => orEnd(lock.lock('after-failure')),
    close: async () => {
      forget();
      // A clipboard that does not answer must not keep the keys.
      await Promise.allSettled([copied.clear(), vault.close()]);
    },
  });
  await window.open();
  // The vault's thread begins for them, which would keep the page waiting.
  for (const folder of settings.current.vaults) vault.watchBackups(folder);
}

/** A lock that cannot show an empty page must not leave the old one: the program ends. */
function orEnd(locking: Promise<void>): void {
  locking.catch(() => app.exit(1));
}

function mayCall(caller: Caller, { signedIn }: VaultHost): boolean {
  if (caller === 'anybody') return true;
  return signedIn !== null && (caller === 'signed-in' || signedIn.role === 'privacy-officer');
}

function platformOf(platform: NodeJS.Platform): 'linux' | 'darwin' | 'win32' {
  return platform === 'darwin' || platform === 'win32' ? platform : 'linux';
}

async function readLicences(): Promise<z.output<typeof windowCalls.licences.output>> {
  const text = await readFile(path.join(distFolder, 'licences.json'), 'utf8');
  return windowCalls.licences.output.parse(JSON.parse(text));
}
