import type { calls } from '../../contract/calls.ts';
import type { CreationDrafts } from '../../core/recovery/creation-drafts.ts';
import type { Backups } from '../backups.ts';
import type { Handlers } from '../handler.ts';
import type { Sessions } from '../sessions.ts';
import { accessHandlers } from './access.ts';
import { archiveHandlers } from './archive.ts';
import { auditHandlers } from './audit.ts';
import { backupHandlers } from './backup.ts';
import { pruneHandlers } from './backup-prune.ts';
import { checkHandlers } from './check.ts';
import { computerHandlers } from './computers.ts';
import { documentHandlers } from './documents.ts';
import { drillHandlers } from './drill.ts';
import { folderHandlers } from './folders.ts';
import { keyHandlers } from './keys.ts';
import { kitHandlers } from './kit.ts';
import { peopleHandlers } from './people.ts';
import { personalHandlers } from './personal.ts';
import { recoveryHandlers } from './recovery.ts';
import { requestHandlers } from './requests.ts';
import { restoreHandlers } from './restore.ts';
import { secondFactorHandlers } from './second-factor.ts';
import { sessionHandlers } from './session.ts';
import { settingsHandlers } from './settings.ts';
import { spoolHandlers } from './spool.ts';
import { taskHandlers } from './tasks.ts';

/** A handler for every call but `signOut`, which ends the sessions that the others run in. */
export function allHandlers(
  sessions: Sessions,
  drafts: CreationDrafts,
  backups: Backups,
): Handlers<Omit<typeof calls, 'signOut'>> {
  return {
    ...sessionHandlers(sessions),
    ...peopleHandlers,
    ...computerHandlers,
    ...keyHandlers,
    ...spoolHandlers,
    ...folderHandlers,
    ...accessHandlers,
    ...recoveryHandlers,
    ...restoreHandlers,
    ...drillHandlers,
    ...documentHandlers,
    ...archiveHandlers,
    ...auditHandlers,
    ...checkHandlers,
    ...taskHandlers,
    ...backupHandlers(backups),
    ...pruneHandlers,
    ...requestHandlers,
    ...kitHandlers(drafts),
    ...secondFactorHandlers,
    ...settingsHandlers,
    ...personalHandlers,
  };
}
