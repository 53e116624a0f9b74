import type { Messages } from './index.ts';
import * as backups from './nl/backups.ts';
import * as errors from './nl/errors.ts';
import * as log from './nl/log.ts';
import * as results from './nl/results.ts';
import * as session from './nl/session.ts';
import * as status from './nl/status.ts';
import * as usage from './nl/usage.ts';
import * as words from './nl/words.ts';

export const nl: Messages = { ...backups, ...errors, ...log, ...results, ...session, ...status, ...usage, ...words };
