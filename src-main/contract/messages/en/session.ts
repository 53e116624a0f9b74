import type { RecoveryStep } from '../../recovery.ts';
import type { MaintenanceStep, Warning } from '../../session.ts';

export const warnings: Readonly<Record<Warning, string>> = {
  'keychain-file':
    "This computer's keys lie in a file, not in the system keychain. Whoever copies that file and the vault needs only a password.",
  'vault-rolled-back':
    'This is not the vault as this computer saw it last: it is older, or was continued elsewhere from an older copy. You can read, not write. Call the Privacy Officer.',
  'account-not-certified': 'Your account is active. The Privacy Officer confirms its keys at the next sign-in.',
  'work-unfinished':
    'Some work that was left from before could not be finished. The next sign-in tries it again; if this stays, run "kluis check".',
  'folders-damaged':
    'Some folders, or other parts of the vault, are not as they were left and cannot be opened. Run "kluis check" and call the Privacy Officer.',
  'account-endorsed-twice':
    'An account was activated a second time, by somebody who knew its first password. Only the first time counts. The Privacy Officer compares the fingerprint and resets the account when in doubt ("kluis audit verify" says where).',
};

/** What is said instead to the Privacy Officer herself. */
export const officerWarnings: Readonly<Partial<Record<Warning, string>>> = {
  'vault-rolled-back':
    'This is not the vault as this computer saw it last: it is older, or was continued elsewhere from an older copy. You can read, not write. Find out why (a backup that was put back?); if it is right so, accept it with "kluis audit accept".',
  'folders-damaged':
    'Some folders, or other parts of the vault, are not as they were left and cannot be opened. Run "kluis check", which says what is damaged, and restore the vault from a backup.',
  'account-endorsed-twice':
    'An account was activated a second time, by somebody who knew its first password. Only the first time counts. "kluis audit verify" says where: compare the verification characters with its user, and reset the account when in doubt (kluis user reset).',
};

export const maintenanceSteps: Readonly<Record<MaintenanceStep, string>> = {
  'vouch-for-computers': 'confirming the computers that make backups',
  'certify-accounts': 'confirming activated accounts',
  'tell-sign-in': 'noting this sign-in in the log',
  'finish-rotation': 'finishing the change to new keys of the database',
  'make-exchange': 'making a place for your own tasks',
  'end-expired-grants': 'ending grants whose date has passed',
  'drop-provisional-keys': 'removing the keys of the first password',
  'make-personal': 'making a place for your own drafts',
  'reseal-old-rows': 'sealing older contents under the present keys',
  'forget-empty-epochs': 'forgetting keys that are not used any more',
  'sweep-objects': 'removing files that belong to no document',
  'tell-backups': 'noting backups in the log',
  'sweep-drill': 'removing what a restore test left',
  'plan-drills': 'planning the restore test',
  'expire-copies': 'removing old copies of the database',
  'purge-bin': 'emptying the bin',
  'erase-personal': 'erasing the drafts of people who left',
  'fold-failed-sign-ins': 'noting failed sign-ins in the log',
  'take-spool': 'taking in messages',
  'rotate-keys': 'new keys for the database and the office',
  'write-due-checkpoint': 'signing the log',
};

export const recoverySteps: Readonly<Record<RecoveryStep, string>> = {
  'computer-keys': 'The keychain took no new keys for this computer; it goes on with the ones that it had.',
  'computer-struck-off':
    "Of this computer's two entries in the vault one is left that nobody has the keys of; it opens nothing.",
  'backup-targets': 'Where the backups of this computer go could not be taken over: add the targets again.',
  'sign-in-record': 'The record of failed sign-ins could not be written; a wait after failed attempts still counts.',
};

export const problems = {
  altered: 'altered',
  superfluous: 'too much',
  missing: 'missing',
  unreadable: 'cannot be read',
  'unknown-file': 'unknown file',
  'unfinished-write': 'unfinished write',
  'vault-rolled-back': 'older than remembered',
  foreign: 'of another vault or computer',
  forged: 'not signed by whom it should be',
  forked: 'contradicts another',
  'clock-went-back': 'the clock went back',
  'cut-off': 'the end is missing',
  'backups-rolled-back': 'older than remembered',
};

export const prompts = {
  password: 'Password for {user}: ',
  code: 'Code of your authenticator, or a recovery code: ',
  'password-for-archive': 'Once more, for the sealed archive: ',
  'password-to-change': 'Once more, to change it: ',
  fingerprint: 'Verification characters as the other computer shows them: ',
  'target-password': 'Password of the target: ',
  'host-key':
    'The server has this key ({type}): {fingerprint}. Compare it with what its manager says. Is it the same? Type yes: ',
  'yes-word': 'yes',
};

/** What the parts of a vault are that a check names, by the first word of the part. */
export const parts = {
  vault: 'all of it: not as this computer saw it last',
  'vault.db': 'the database',
  'vault.json': 'passwords and computers',
  'root.age': 'what the recovery key opens',
  'recovery.age': 'what the recovery key opens',
  lock: 'who has the vault open',
  'lock.info': 'who has the vault open',
  directory: 'the list of people',
  certificates: 'the certificate of the Privacy Officer',
  keyring: 'the keys of a user',
  keyrings: 'the keys of a user',
  compartment: 'keys, members or contents of a folder',
  records: 'a name, a note or a list of members',
  contents: 'a version of a document',
  objects: 'the content of a document',
  messages: 'an archived document or a message',
  message_contents: 'the content of an archived document',
  tombstones: 'the proof of what was erased',
  audit: 'the log',
  checkpoint: 'the log',
  spool: 'a message that just arrived',
  writers: 'a backup',
};

export const waits = { second: '1 second', seconds: '{count} seconds', minute: '1 minute', minutes: '{count} minutes' };
