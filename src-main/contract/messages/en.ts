import * as backups from './en/backups.ts';
import * as errors from './en/errors.ts';
import * as log from './en/log.ts';
import * as results from './en/results.ts';
import * as session from './en/session.ts';
import * as status from './en/status.ts';
import * as usage from './en/usage.ts';
import * as words from './en/words.ts';

export const en = { ...backups, ...errors, ...log, ...results, ...session, ...status, ...usage, ...words };
