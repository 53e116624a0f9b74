import type { z } from 'zod';
import { accessCalls } from './access.ts';
import { archiveCalls } from './archive.ts';
import { auditCalls } from './audit.ts';
import { backupCalls } from './backup.ts';
import { pruneCalls } from './backup-prune.ts';
import { checkCalls } from './check.ts';
import { computerCalls } from './computers.ts';
import { documentCalls } from './documents.ts';
import { drillCalls } from './drill.ts';
import { folderCalls } from './folders.ts';
import { keyCalls } from './keys.ts';
import { kitCalls } from './kit.ts';
import { peopleCalls } from './people.ts';
import { personalCalls } from './personal.ts';
import { recoveryCalls } from './recovery.ts';
import { requestCalls } from './requests.ts';
import { restoreCalls } from './restore.ts';
import { secondFactorCalls } from './second-factor.ts';
import { sessionCalls } from './session.ts';
import { settingsCalls } from './settings.ts';
import { spoolCalls } from './spool.ts';
import { taskCalls } from './tasks.ts';

/** Every call of the vault worker. */
export const calls = {
  ...sessionCalls,
  ...peopleCalls,
  ...computerCalls,
  ...keyCalls,
  ...spoolCalls,
  ...folderCalls,
  ...accessCalls,
  ...documentCalls,
  ...archiveCalls,
  ...auditCalls,
  ...checkCalls,
  ...recoveryCalls,
  ...restoreCalls,
  ...drillCalls,
  ...kitCalls,
  ...secondFactorCalls,
  ...settingsCalls,
  ...personalCalls,
  ...taskCalls,
  ...backupCalls,
  ...pruneCalls,
  ...requestCalls,
};

export type CallName = keyof typeof calls;
/** Calls on a vault with somebody signed in: their session argument is the id that `signIn` gave. */
export type SessionCallName = {
  [Name in CallName]: (typeof calls)[Name]['session'] extends 'signed-in' ? Name : never;
}[CallName];
/** Calls that need nobody signed in: their session argument is null. */
export type SessionlessCallName = Exclude<CallName, SessionCallName>;
/** What a caller may give: before defaults are filled in. */
export type CallInput<Name extends CallName> = z.input<(typeof calls)[Name]['input']>;
export type CallOutput<Name extends CallName> = z.output<(typeof calls)[Name]['output']>;
