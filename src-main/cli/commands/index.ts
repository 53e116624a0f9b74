import type { Command } from '../command.ts';
import { archiveCommands } from './archive.ts';
import { auditCommands } from './audit.ts';
import { backupCommands } from './backup.ts';
import { pruneCommands } from './backup-prune.ts';
import { backupTargetCommands } from './backup-targets.ts';
import { checkCommands } from './check.ts';
import { computerCommands } from './computers.ts';
import { documentCommands } from './documents.ts';
import { drillCommands } from './drill.ts';
import { folderCommands } from './folders.ts';
import { keyCommands } from './keys.ts';
import { noteCommands } from './notes.ts';
import { peopleCommands } from './people.ts';
import { recoveryCommands } from './recovery.ts';
import { restoreCommands } from './restore.ts';
import { vaultCommands } from './vault.ts';

/** Every command of `kluis`, in the order of its help. */
export const commands: readonly Command[] = [
  ...vaultCommands,
  ...checkCommands,
  ...peopleCommands,
  ...computerCommands,
  ...keyCommands,
  ...folderCommands,
  ...noteCommands,
  ...documentCommands,
  ...archiveCommands,
  ...auditCommands,
  ...backupTargetCommands,
  ...backupCommands,
  ...pruneCommands,
  ...recoveryCommands,
  ...restoreCommands,
  ...drillCommands,
];
