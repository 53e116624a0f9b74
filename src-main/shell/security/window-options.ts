import type { BrowserWindowConstructorOptions, Session } from 'electron';

/** The least that every screen fits in, in CSS pixels. */
export const smallestWindow = { width: 1024, height: 700 } as const;

export interface WindowSurroundings {
  readonly session: Session;
  /** Absolute, inside the package. */
  readonly preload: string;
  readonly isPackaged: boolean;
  readonly backgroundColor: string;
  readonly bounds: { readonly x?: number; readonly y?: number; readonly width: number; readonly height: number };
}

/** How every window is made. */
export function windowOptions(around: WindowSurroundings): BrowserWindowConstructorOptions {
  return {
    ...around.bounds,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    title: 'Dossierkluis',
    backgroundColor: around.backgroundColor,
    webPreferences: {
      // SECURITY: S30
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      // SECURITY: S31
      contextIsolation: true,
      // SECURITY: S32
      sandbox: true,
      // SECURITY: S33
      webSecurity: true,
      allowRunningInsecureContent: false,
      // SECURITY: S34
      experimentalFeatures: false,
      enableWebSQL: false,
      plugins: false,
      // SECURITY: S35
      webviewTag: false,
      // SECURITY: S36
      navigateOnDragDrop: false,
      devTools: !around.isPackaged,
      safeDialogs: true,
      webgl: false,
      spellcheck: false,
      preload: around.preload,
      session: around.session,
    },
  };
}
