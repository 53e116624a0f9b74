import type { Command } from '../command.ts';
import { archiveCommands } from './archive.ts';
import { auditCommands } from './audit.ts';
import { checkCommands } from './check.ts';
import { computerCommands } from './computers.ts';
import { documentCommands } from './documents.ts';
import { folderCommands } from './folders.ts';
import { noteCommands } from './notes.ts';
import { peopleCommands } from './people.ts';
import { recoveryCommands } from './recovery.ts';
import { vaultCommands } from './vault.ts';

/** Every command of `kluis`, in the order of its help. */
export const commands: readonly Command[] = [
  ...vaultCommands,
  ...checkCommands,
  ...peopleCommands,
  ...computerCommands,
  ...folderCommands,
  ...noteCommands,
  ...documentCommands,
  ...archiveCommands,
  ...auditCommands,
  ...recoveryCommands,
];
