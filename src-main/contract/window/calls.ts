import type { z } from 'zod';
import { backupRestoreWindowCalls } from './backup-restores.ts';
import { backupWindowCalls } from './backups.ts';
import { createCalls } from './create.ts';
import { documentWindowCalls } from './documents.ts';
import { drillWindowCalls } from './drill.ts';
import { folderWindowCalls } from './folders.ts';
import { officeWindowCalls } from './office.ts';
import { programCalls } from './program.ts';
import { restoreWindowCalls } from './restore.ts';
import { restoredWindowCalls } from './restored.ts';
import { sessionWindowCalls } from './session.ts';
import { startCalls } from './start.ts';

/** Every call of the window. */
export const windowCalls = {
  ...startCalls,
  ...createCalls,
  ...sessionWindowCalls,
  ...folderWindowCalls,
  ...documentWindowCalls,
  ...officeWindowCalls,
  ...backupWindowCalls,
  ...restoreWindowCalls,
  ...drillWindowCalls,
  ...restoredWindowCalls,
  ...backupRestoreWindowCalls,
  ...programCalls,
};

export type WindowCallName = keyof typeof windowCalls;
/** What the renderer may give: before defaults are filled in. */
export type WindowInput<Name extends WindowCallName> = z.input<(typeof windowCalls)[Name]['input']>;
export type WindowOutput<Name extends WindowCallName> = z.output<(typeof windowCalls)[Name]['output']>;
/** Calls that the shell answers itself. */
export type AnsweredCallName = {
  [Name in WindowCallName]: (typeof windowCalls)[Name]['forwarded'] extends false ? Name : never;
}[WindowCallName];
/** Calls that the shell passes on to the vault worker. */
export type ForwardedCallName = Exclude<WindowCallName, AnsweredCallName>;
