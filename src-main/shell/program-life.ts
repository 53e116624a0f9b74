import type { App } from 'electron';

export interface ProgramLife {
  readonly app: App;
  /** Of this process, which tells of an error that nobody caught. */
  readonly process: Pick<NodeJS.Process, 'on'>;
  /** Brings the one window to the front. */
  readonly show: () => void;
  /** A process of Chromium's ended that had not done its work, or an error was not foreseen. */
  readonly onFailure: () => void;
  /** Closes the vault and wipes its keys; the program ends when it has settled. */
  readonly close: () => Promise<void>;
}

/** How the program goes on, and how it ends. */
export function liveAndEnd({ app, process, show, onFailure, close }: ProgramLife): void {
  app.on('second-instance', show);
  app.on('activate', show);
  app.on('child-process-gone', (_event, { reason }) => {
    // SECURITY: S45 unless it had done its work, such as one that makes a page into a PDF
    if (reason !== 'clean-exit') onFailure();
  });
  // Also of a promise that nobody waited for. Who knows what is true any more: nobody stays signed in, and the program goes on.
  process.on('uncaughtException', onFailure);
  app.on('window-all-closed', () => {
    // Between two pages there is no window for a moment; the window that its user closes ends the program by itself.
  });
  let state: 'open' | 'closing' | 'closed' = 'open';
  app.on('before-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'closing') return;
    state = 'closing';
    // What could not be closed goes with the process.
    void close()
      .catch(() => undefined)
      .then(() => {
        state = 'closed';
        app.quit();
      });
  });
}
