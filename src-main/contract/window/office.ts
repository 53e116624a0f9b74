import { z } from 'zod';
import { auditCalls } from '../audit.ts';
import { checkCalls } from '../check.ts';
import { computerCalls } from '../computers.ts';
import { peopleCalls } from '../people.ts';
import { settingsCalls } from '../settings.ts';
import { spoolCalls } from '../spool.ts';
import { taskCalls } from '../tasks.ts';
import { forwarded, windowCall } from './define.ts';
import { handle, nothing } from './shapes.ts';

const { userAdd, userDisable, userReset, userList, userLeaving } = peopleCalls;
const { computerApprove, computerRevoke, computerList, computerRequest, acceptRollback } = computerCalls;

/** A first password, made by the program, for its user to be told and to replace; shown once. */
const firstPassword = { password: z.string() };

/** People, computers, tasks, log, settings and state of the office's vault. */
export const officeWindowCalls = {
  userList: forwarded(userList),
  userAdd: windowCall(userAdd.input.omit({ newPassword: true }), userAdd.output.extend(firstPassword), {
    caller: 'officer',
    changes: ['people', 'log'],
    errors: ['name-taken'],
  }),
  userReset: windowCall(userReset.input.omit({ newPassword: true }), userReset.output.extend(firstPassword), {
    caller: 'officer',
    changes: ['people', 'log'],
  }),
  userLeaving: forwarded(userLeaving, { caller: 'officer' }),
  userDisable: forwarded(userDisable, { caller: 'officer', changes: ['people', 'access', 'tasks', 'log'] }),
  /** Makes this computer's keys and saves the request for the Privacy Officer. Null when the dialog was cancelled. */
  joinRequest: windowCall(
    z.strictObject({ handle, keychain: z.enum(['os', 'file']) }),
    computerRequest.output.omit({ file: true }).extend({ saved: z.string() }).nullable(),
    { caller: 'anybody', errors: ['keychain-missing', 'file-exists', 'vault-in-use'] },
  ),
  computerList: forwarded(computerList),
  /** Asks for a request's file. Null when the dialog was cancelled. */
  computerChooseRequest: windowCall(nothing, z.strictObject({ handle, name: z.string() }).nullable(), {
    caller: 'officer',
    errors: ['file-unreadable'],
  }),
  /** @param fingerprint the verification characters as they are read on the other computer. */
  computerApprove: windowCall(z.strictObject({ handle, fingerprint: z.string().max(100) }), computerApprove.output, {
    caller: 'officer',
    changes: ['computers', 'log'],
  }),
  computerRevoke: forwarded(computerRevoke, { caller: 'officer', changes: ['computers', 'people', 'status', 'log'] }),
  acceptRollback: forwarded(acceptRollback, { caller: 'officer', changes: ['status', 'log'] }),
  inboxList: forwarded(spoolCalls.inboxList, { caller: 'officer' }),
  taskList: forwarded(taskCalls.taskList),
  taskAdd: forwarded(taskCalls.taskAdd, { changes: ['tasks', 'log'] }),
  taskChange: forwarded(taskCalls.taskChange, { changes: ['tasks', 'log'] }),
  taskDone: forwarded(taskCalls.taskDone, { changes: ['tasks', 'log'] }),
  taskReopen: forwarded(taskCalls.taskReopen, { changes: ['tasks', 'log'] }),
  taskCancel: forwarded(taskCalls.taskCancel, { changes: ['tasks', 'log'] }),
  auditList: forwarded(auditCalls.auditList, { caller: 'officer' }),
  auditVerify: forwarded(auditCalls.auditVerify, { caller: 'officer' }),
  /** Null when the dialog was cancelled. */
  auditExport: windowCall(nothing, z.strictObject({ name: z.string(), rows: z.number().int() }).nullable(), {
    caller: 'officer',
    changes: ['log'],
    errors: ['file-exists'],
  }),
  officeSettings: forwarded(settingsCalls.officeSettings),
  officeSettingsChange: forwarded(settingsCalls.officeSettingsChange, {
    caller: 'officer',
    changes: ['settings', 'log'],
  }),
  statusDetailed: forwarded(checkCalls.statusDetailed),
  check: forwarded(checkCalls.check),
};
