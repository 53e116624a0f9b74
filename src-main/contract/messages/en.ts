import type { ErrorReason, errorReasons } from '../error-reasons.ts';
import type { ErrorCode } from '../errors.ts';
import type { RecoveryStep } from '../recovery.ts';
import type { MaintenanceStep, Warning } from '../session.ts';

/** From the one that says most to the one that needs no details: what happened, what was kept, what to do. */
const errors: Readonly<Record<ErrorCode, readonly [string, ...string[]]>> = {
  internal: [
    'Something went wrong that was not foreseen ({type}, {at}). What was reported as done is safe. Try again; report these words if it happens again.',
    'Something went wrong that was not foreseen. What was reported as done is safe. Try again; report it if it happens again.',
  ],
  'disk-full': [
    'The disk is full. Documents that were taken in and stay: {documents}. Make room and do it again.',
    'The disk is full. What was reported as done is safe; of this nothing is left half-done. Make room and do it again.',
  ],
  'folder-read-only': [
    'Nothing can be written there. Nothing was changed. Check the rights of the folder, or choose another one.',
  ],
  'folder-without-locking': [
    'That folder does not keep others out: a second program could open the vault while this one had it open, and both would damage it. Nothing was changed. Put the vault on a disk of this computer, or in a shared folder that locks files.',
  ],
  'keychain-missing': [
    'The system keychain does not answer ({reason}). Nothing was changed. Sign in to your desktop so that it is unlocked, or repeat the command with {instead}.',
    'The system keychain does not answer. Nothing was changed. Sign in to your desktop so that it is unlocked, or repeat the command with {instead}.',
    'The system keychain does not answer ({reason}). Nothing was changed. Sign in to your desktop so that it is unlocked.',
    'The system keychain does not answer. Nothing was changed. Sign in to your desktop so that it is unlocked.',
  ],
  'keychain-entry-missing': [
    'This computer has no place in this vault, or lost its keys. The vault is unchanged. Make a request with "kluis computer request" and have the Privacy Officer approve it; until she has, nobody signs in here.',
  ],
  'vault-from-newer-program': [
    'A newer version of Dossierkluis made or changed this vault. Nothing was changed. Install the newest version and open it with that.',
  ],
  'vault-from-older-program': [
    'An older version of Dossierkluis used this vault last. Nothing was changed. Sign in once, with "kluis status" for instance, which brings it up to date; then do it again.',
  ],
  'vault-read-only': [
    'This is not the vault as this computer saw it last: it is older, or went on elsewhere from an older copy. You can read, not write. Nothing was changed. Call the Privacy Officer; she can accept it with "kluis audit accept".',
  ],
  'file-changed-while-read': [
    '"{name}" changed while it was read. It was not taken in; what was there before stays. Close the program that writes it and do it again.',
    'A file changed while it was read. It was not taken in; what was there before stays. Close the program that writes it and do it again.',
  ],
  'file-unreadable': [
    'A file cannot be read: {reason}. Nothing was changed. Check that it is whole, and that you and only you may read it.',
    'A file cannot be read. Nothing was changed. Check that it is there and that you may read it.',
  ],
  'spool-full': [
    'The place for incoming messages is full. Nothing was lost; this one was not taken in. The Privacy Officer makes room by signing in.',
  ],
  'invalid-input': [
    'What was given for {label} is not right. Nothing was changed. See "kluis {command} --help" for what it takes.',
    'The value of "{input}" is not right. Nothing was changed. Give another one.',
    'That is not possible as it was asked. Nothing was changed. See "kluis --help".',
  ],
  'password-too-weak': [
    'The new password does not do: {reasons}. Nothing was changed. Choose at least 8 characters with a digit and a capital, or at least 20 characters; and not easy to guess, for instance four words that do not belong together.',
    'The new password is too easy to guess. Nothing was changed. Choose a longer one, for instance four words that do not belong together.',
  ],
  'name-taken': ['That name is in use already. Nothing was changed. Choose another one.'],
  'vault-exists': ['That folder is not empty. Nothing was changed. Choose an empty folder for the new vault.'],
  'file-exists': [
    'The file {given} is there already. It was not overwritten. Choose another name.',
    'A file of that name is there already. It was not overwritten. Choose another name.',
  ],
  'recovery-key-wrong-vault': [
    'This recovery key belongs to another vault. Nothing was changed. Look for the key whose line "# vault:" says {vault}.',
    'This recovery key belongs to another vault. Nothing was changed. Look for the key of this vault.',
  ],
  'not-authorised': ['You may not do this. Nothing was changed. Ask your Privacy Officer.'],
  'sign-in-failed': [
    'Name, password or code is wrong. Nothing was changed. Need help? Ask your Privacy Officer. The Privacy Officer without her passphrase: "kluis recover".',
  ],
  'sign-in-locked-out': [
    'Too many attempts. Nothing was changed. Wait {wait}, then sign in again.',
    'Too many attempts. Nothing was changed. Sign in again later.',
  ],
  'account-not-activated': [
    'This account is not active yet. Nothing was changed. Choose a password of your own first, with "kluis user activate".',
  ],
  'integrity-violated': [
    'The document "{damaged}" is not as it was left ({part}). Nothing was changed by this. Do not go on working in the vault; run "kluis check" and call the Privacy Officer.',
    'The vault is not as it was left: {part}. Nothing was changed by this. Do not go on working in it; run "kluis check" and call the Privacy Officer.',
    'The vault is not as it was left. Nothing was changed by this. Do not go on working in it; run "kluis check" and call the Privacy Officer.',
  ],
  'not-found': ['Not found. It does not exist, or you have no access. Nothing was changed.'],
  'vault-not-found': ['There is no vault in that folder. Nothing was changed. Check --vault or KLUIS_VAULT.'],
  'target-unreachable': ['The place to write to is out of reach. Nothing was changed. Connect it and do it again.'],
  'target-refused': [
    'The backup target refuses this computer. Nothing was changed. Give its user name and password or key again, or ask whoever manages it.',
  ],
  'target-full': [
    'The backup target is full. What was reported as done is safe. Make room there, or choose a larger one; the next run goes on where this one ended.',
  ],
  'target-damaged': [
    'The backup target gave another answer than was asked for. Nothing was changed. Test it, and ask whoever manages it if it happens again.',
  ],
  'target-host-key-unknown': [
    'Nobody has yet said that this server is the right one. Its key is {fingerprint}. Nothing was changed. Compare its key with what its manager says, and accept it.',
    'Nobody has yet said that this server is the right one. Nothing was changed. Compare its key with what its manager says, and accept it.',
  ],
  'target-host-key-changed': [
    'The server for backups shows another key than when it was added: it was installed anew, or somebody stands in between. Nothing was changed. Ask whoever manages it; when that is explained, add it again.',
  ],
  'target-certificate-refused': [
    'The certificate of the server for backups cannot be trusted. Nothing was changed. Check the address and the date of this computer; give its certificate along if the server made its own.',
  ],
  'vault-in-use': [
    'The vault is open on {computer}. One person at a time. Nothing was changed. Wait until that command is ready, then try again.',
    'The vault is open elsewhere. One person at a time. Nothing was changed. Wait until that command is ready, then try again.',
  ],
  'print-failed': [
    'Printing did not work. Nothing was changed. Check the printer, or save it as PDF or as a file instead.',
  ],
  'archive-closed': [
    'The archive is closed. Nothing was changed. Open it with a reason and your passphrase, then do it again.',
  ],
  'second-factor-missing': [
    'The office asks for a second factor, and you have none yet. Nothing was changed. Set it up first, in the window of Dossierkluis.',
  ],
  'second-factor-needed': [
    'The code of your authenticator is needed too. Nothing was changed. Do it again with --code and the newest code, or a recovery code.',
  ],
  cancelled: [
    'Cancelled. Documents that were taken in and stay: {documents}.',
    'Cancelled. Nothing is left half-done; what was reported as done stays.',
  ],
};

/** What is said instead where `details.reason` tells the cause. */
const causes: {
  readonly [Code in keyof typeof errorReasons]: Readonly<Record<ErrorReason<Code>, readonly [string, ...string[]]>>;
} = {
  'invalid-input': {
    empty: ['{label} is empty. Nothing was changed. Give a text.', 'A text is missing. Nothing was changed.'],
    'too-long': [
      'What was given for {label} is too long. Nothing was changed. Give a shorter text.',
      'A text is too long. Nothing was changed. Give a shorter one.',
    ],
    'wrong-form': [
      'What was given for {label} is not right. Nothing was changed. See "kluis {command} --help" for what it takes.',
      'The value of "{input}" is not right. Nothing was changed. Give another one.',
    ],
    'control-characters': [
      'That name contains a line break or control character. Nothing was changed. Choose another name.',
    ],
    ambiguous: [
      '"{given}" means more than one. Nothing was changed. Use one of these ids: {candidates}.',
      'That name means more than one. Nothing was changed. Use one of these ids: {candidates}.',
    ],
    'not-a-document-name': [
      'That is no name for a document: it is empty somewhere between its slashes, or "." or "..". Nothing was changed. Choose another name.',
    ],
    'too-large-to-show': [
      'That document is larger than 20 MB, too large to show. Nothing was opened. Export it to open it.',
    ],
    'wrong-control-words': [
      'The verification characters differ. Do not approve: this may not be the request of that computer. Nothing was approved. Read the characters again on the other computer; if they still differ, have it make a new request.',
    ],
    'not-a-request': [
      'This file is not a request, or was damaged on its way. Nothing was approved. Make it anew with "kluis computer request" on the other computer.',
    ],
    'request-of-another-vault': [
      'This is a request to another vault. Nothing was approved. Make one with "kluis computer request" and the folder of this vault.',
    ],
    'computer-approved-already': [
      'This computer is approved already. Nothing was changed. It can open the vault; see "kluis computer list".',
    ],
    'computer-has-place': ['This computer has a place already. Nothing was changed. Sign in; no request is needed.'],
    'password-unchanged': [
      'The new password is the one that you have already. Nothing was changed. Choose one that only you know.',
    ],
    'account-active': [
      'This account is active already. Nothing was changed. To change your password: kluis user passwd.',
    ],
    'one-privacy-officer': [
      'There is one Privacy Officer. Nothing was changed. Choose office-manager, employee or it-admin.',
    ],
    'privacy-officer-herself': [
      'This cannot be done to the Privacy Officer. Nothing was changed. For another passphrase: kluis user passwd; for a lost passphrase: kluis recover.',
    ],
    'privacy-officer-has-every-folder': ['The Privacy Officer has every folder, always. Nothing was changed.'],
    'it-admin-has-no-folder': [
      'An IT administrator cannot be given a folder. Nothing was changed. Give it to an employee or the office manager.',
    ],
    'personnel-folder': ['A personnel folder can be given to the office manager only. Nothing was changed.'],
    'end-passed': ['The end date "{given}" has passed. Nothing was changed. Give today or a later day.'],
    'out-is-folder': ['"{given}" is a folder. Nothing was written. Give a file name, for instance in that folder.'],
    'out-in-vault': ['"{given}" lies in the vault. Nothing was written. Choose a place outside it.'],
    'out-folder-missing': ['The folder for "{given}" is not there. Nothing was written. Choose another one.'],
    'reason-missing': [
      'Erasing for good asks for a reason. Nothing was erased. Give --reason TEXT; it is written in the log.',
    ],
    'same-folder': ['The document lies in that folder already. Nothing was moved. For another name: kluis doc rename.'],
    'nothing-to-accept': [
      'There is nothing to accept: the vault is as this computer remembers it. Nothing was changed.',
    ],
    'own-recovery-key': [
      'This is the recovery key of this vault. Nothing was kept of it. It belongs in the office safe, not in the vault that it opens.',
    ],
    'not-a-recovery-key': [
      'This file is no recovery key. Nothing was changed. Look for the file that "kluis init" wrote, or type over the sheet of paper: the lines "# vault:", "# root:" and "AGE-SECRET-KEY-PQ-1…".',
    ],
    'recovery-key-line-missing': [
      'The line "{line}" is missing in the recovery key file. Nothing was changed. Add it as it stands on the sheet of paper.',
      'A line is missing in the recovery key file. Nothing was changed. Add it as it stands on the sheet of paper.',
    ],
    'recovery-key-mistyped': [
      'The line "{line}" of the recovery key has a typing error: its checksum or its form does not fit. Nothing was changed. Compare it with the sheet of paper letter by letter.',
      'A line of the recovery key has a typing error. Nothing was changed. Compare it with the sheet of paper letter by letter.',
    ],
    'wrong-group': [
      'Group {group} of the recovery key is not as it stands on the paper. Nothing was changed. Compare it letter by letter and type it again.',
      'A group of the recovery key is not as it stands on the paper. Nothing was changed. Compare letter by letter and type it again.',
    ],
    'wrong-code': [
      'That code is not right, or no longer. Nothing was changed. Take the newest code of your authenticator; if it stays wrong, check the time of your phone and of this computer.',
    ],
    'no-code-confirmed': [
      'No code was confirmed yet, so the second factor is not on. Begin again and type the code that your authenticator shows.',
    ],
    'not-owner': ['This task belongs to somebody else. Nothing was changed. Ask its owner or the Privacy Officer.'],
    'task-closed': ['This task is closed already. Nothing was changed. Open it again first.'],
    'request-answered': ['This request has been answered already. Nothing was changed.'],
  },
  'not-found': {
    folder: [
      'No folder "{given}" that you can open. Nothing was changed. "kluis folder list" shows yours.',
      'No such folder that you can open. Nothing was changed. "kluis folder list" shows yours.',
    ],
    user: [
      'No user "{given}". Nothing was changed. "kluis user list" shows everybody.',
      'No such user. Nothing was changed. "kluis user list" shows everybody.',
    ],
    'user-disabled': [
      '"{given}" is disabled already. Nothing was changed. Who comes back gets a new account: kluis user add.',
      'That user is disabled already. Nothing was changed.',
    ],
    grant: ['"{given}" has no access to that folder. Nothing was changed. See "kluis folder members".'],
    document: [
      'No document "{given}" there. Nothing was changed. "kluis doc list" shows the documents of a folder, with --bin those in the bin.',
      'No such document there. Nothing was changed. "kluis doc list" shows the documents of a folder.',
    ],
    'archived-document': [
      'No document "{given}" in the archive of that folder. Nothing was changed. "kluis archive list" shows what lies there.',
    ],
    version: ['No version {given} of that document. Nothing was written. "kluis doc versions" shows which there are.'],
    'archived-version': [
      'No version {given} of that document in the archive. Nothing was written. "kluis archive list --json" shows which there are.',
    ],
    task: ['No such task, or not for you. Nothing was changed. It may have been closed or given to somebody else.'],
    request: ['No such request, or not for you. Nothing was changed.'],
    draft: ['The vault that was being made is not there any more. Nothing is left of it. Begin again.'],
  },
  'name-taken': {
    'document-in-the-way': [
      'Another document has that name in the folder. Nothing was changed. Rename the document that has this name first (kluis doc rename), then do it again.',
    ],
  },
  'target-unreachable': {
    'other-medium': [
      'What is connected is not the place that the backups were on. Nothing was changed. Connect the drive or share that was added, or add this one.',
    ],
    'place-missing': [
      'The server answers, but what the backups are to lie in is not there. Nothing was changed. Check the name of the folder or bucket, and the region of a bucket.',
    ],
  },
  'target-refused': {
    'sign-in': [
      'The backup target does not accept the user name, password or key. Nothing was changed. Give them again.',
    ],
    permission: [
      'The backup target does not allow this with this account. Nothing was changed. Ask whoever manages it for the right to read and write there.',
    ],
    'clock-wrong': [
      'The backup target refuses, since the clock of this computer is wrong. Nothing was changed. Set date and time right and do it again.',
    ],
  },
  'target-full': {
    'file-too-large': [
      'The backup target does not take files this large. Nothing was changed. Choose a disk or a server without that limit.',
    ],
  },
  'target-damaged': {
    redirected: [
      'The backup target refers to another address, which is not followed with a password. Nothing was changed. Give the address that it ends at.',
    ],
    'old-encryption': [
      'The server for backups knows only encryption that is too old. Nothing was changed. Have it updated.',
    ],
  },
};

/** What is said to the Privacy Officer herself, who has nobody to ask. */
const officerErrors: Readonly<Partial<Record<ErrorCode, readonly [string, ...string[]]>>> = {
  'not-authorised': ['This is not possible with your rights. Nothing was changed.'],
  'sign-in-failed': ['The passphrase is wrong. Nothing was changed. Without your passphrase: kluis recover.'],
  'vault-read-only': [
    'This is not the vault as this computer saw it last: it is older, or went on elsewhere from an older copy. You can read, not write. Nothing was changed. Find out why (a backup that was put back?); if it is right so, accept it with "kluis audit accept".',
  ],
  'integrity-violated': [
    'The document "{damaged}" is not as it was left ({part}). Nothing was changed by this. Run "kluis check", which says what is damaged, and restore the vault from a backup.',
    'The vault is not as it was left: {part}. Nothing was changed by this. Do not go on working in it; run "kluis check", which says what is damaged, and restore the vault from a backup.',
    'The vault is not as it was left. Nothing was changed by this. Do not go on working in it; run "kluis check", which says what is damaged, and restore the vault from a backup.',
  ],
};

const warnings: Readonly<Record<Warning, string>> = {
  'keychain-file':
    "This computer's keys lie in a file, not in the system keychain. Whoever copies that file and the vault needs only a password.",
  'vault-rolled-back':
    'This is not the vault as this computer saw it last: it is older, or went on elsewhere from an older copy. You can read, not write. Call the Privacy Officer.',
  'account-not-certified': 'Your account is active. The Privacy Officer confirms its keys at her next sign-in.',
  'work-unfinished':
    'Some work that was left from before could not be finished. The next sign-in tries it again; if this stays, run "kluis check".',
  'folders-damaged':
    'Some folders, or other parts of the vault, are not as they were left and cannot be opened. Run "kluis check" and call the Privacy Officer.',
  'account-endorsed-twice':
    'An account was activated a second time, by somebody who knew its first password. Only the first time counts. The Privacy Officer compares the fingerprint and resets the account when in doubt ("kluis audit verify" says where).',
};

/** What is said instead to the Privacy Officer herself. */
const officerWarnings: Readonly<Partial<Record<Warning, string>>> = {
  'vault-rolled-back':
    'This is not the vault as this computer saw it last: it is older, or went on elsewhere from an older copy. You can read, not write. Find out why (a backup that was put back?); if it is right so, accept it with "kluis audit accept".',
  'folders-damaged':
    'Some folders, or other parts of the vault, are not as they were left and cannot be opened. Run "kluis check", which says what is damaged, and restore the vault from a backup.',
  'account-endorsed-twice':
    'An account was activated a second time, by somebody who knew its first password. Only the first time counts. "kluis audit verify" says where: compare the verification characters with its user, and reset the account when in doubt (kluis user reset).',
};

const recoverySteps: Readonly<Record<RecoveryStep, string>> = {
  'computer-keys': 'The keychain took no new keys for this computer; it goes on with the ones that it had.',
  'computer-struck-off':
    "Of this computer's two entries in the vault one is left that nobody has the keys of; it opens nothing.",
  'sign-in-record': 'The record of failed sign-ins could not be written; a wait after failed attempts still counts.',
};

const maintenanceSteps: Readonly<Record<MaintenanceStep, string>> = {
  'vouch-for-computers': 'confirming the computers that make backups',
  'certify-accounts': 'confirming activated accounts',
  'tell-sign-in': 'noting this sign-in in the log',
  'make-exchange': 'making a place for your own tasks',
  'end-expired-grants': 'ending grants whose date has passed',
  'drop-provisional-keys': 'removing the keys of the first password',
  'make-personal': 'making a place for your own drafts',
  'reseal-old-rows': 'sealing older contents under the present keys',
  'forget-empty-epochs': 'forgetting keys that are not used any more',
  'sweep-objects': 'removing files that belong to no document',
  'expire-copies': 'removing old copies of the database',
  'purge-bin': 'emptying the bin',
  'erase-personal': 'erasing the drafts of people who left',
  'fold-failed-sign-ins': 'noting failed sign-ins in the log',
  'take-spool': 'taking in messages',
  'write-due-checkpoint': 'signing the log',
};

export const en = {
  errors,
  causes,
  officerErrors,
  warnings,
  officerWarnings,
  maintenanceSteps,
  recoverySteps,
  usage: {
    title: 'kluis: the encrypted vault for the client files of an office, from the command line',
    usage: 'Usage: {line}',
    commands: 'Commands:',
    options: 'Options:',
    everywhere: 'Options everywhere:',
    arguments: 'Arguments:',
    version: 'The version: kluis --version',
    more: 'More about a command: kluis COMMAND --help',
    list: 'All commands: kluis --help',
    command: 'COMMAND',
  },
  usageProblems: {
    'unknown-command': 'There is no command "{command}".',
    'group-alone': 'Which command of "{command}"? See kluis {command} --help.',
    'no-command': 'Which command?',
    'unknown-option':
      'This command has no option "{option}". Nothing was done. A name that begins with a dash goes behind --.',
    'option-without-value': 'The option "{option}" needs a value.',
    'option-with-value': 'The option "{option}" takes no value.',
    'option-missing': 'The option "--{option}" is missing.',
    'wrong-value': '"--{option}" is one of: {values}.',
    'argument-missing': '{argument} is missing.',
    'too-many-arguments': 'There is one argument too many: "{argument}".',
    'no-vault': 'Which vault? Give --vault DIR or set KLUIS_VAULT.',
    'no-user': 'Who are you? Give --user NAME or set KLUIS_USER.',
    'no-terminal':
      'There is no terminal to ask for the password on. Give --password-file FILE or set KLUIS_PASSWORD_FILE.',
    'no-terminal-for-fingerprint':
      'There is no terminal to ask on. Give --fingerprint WORDS, as the other computer showed them.',
    'no-such-file': 'There is no file {file} (for {of}).',
    'file-is-folder': '{file} is a folder; {of} takes a file.',
    'file-not-yours': 'You may not read {file} (for {of}).',
    'file-too-large': 'The file {file} (for {of}) is larger than 1 MiB, which is more than it may be.',
    'unreadable-file': 'The file {file} (for {of}) cannot be read ({reason}).',
    'empty-file': 'The file {file} (for {of}) has nothing on its first line.',
    'not-text': 'The file {file} (for {of}) is not text in UTF-8.',
    'no-folder': 'There is no folder {folder}.',
    'not-a-date': '"{value}" is not a date. Write it as 2027-12-31.',
    'reason-without-definitive':
      'A reason is kept only with --definitive; in the bin a document needs none. Nothing was done.',
    'not-a-number': '"{value}" is not a whole number from 1.',
  },
  reasons: {
    'too-short': 'too short',
    'no-digit': 'no digit',
    'no-capital': 'no capital',
    'contains-name': 'it holds your name',
    'too-easy-to-guess': 'too easy to guess',
  },
  roles: {
    'privacy-officer': 'Privacy Officer',
    'office-manager': 'office manager',
    employee: 'employee',
    'it-admin': 'IT administrator',
  },
  rights: { read: 'read', write: 'write' },
  profileParts: { name: 'name', email: 'e-mail address', telephone: 'telephone', address: 'postal address' },
  secondFactors: {
    none: 'none',
    code: 'code',
    'recovery-code': 'recovery code',
    optional: 'optional',
    compulsory: 'compulsory',
  },
  kinds: { client: 'client folder', personnel: 'personnel folder' },
  keychains: { os: 'system keychain', file: 'file' },
  userStates: {
    provisional: 'not active yet',
    activated: 'active, to be confirmed',
    active: 'active',
    disabled: 'disabled',
  },
  computerStates: { active: 'active', 'struck-off': 'struck off' },
  inboxPlaces: { inbox: 'inbox', spool: 'just arrived', unreadable: 'not readable' },
  importOutcomes: {
    added: 'added',
    'new-version': 'new version',
    unchanged: 'unchanged',
    skipped: 'not taken in',
    failed: 'failed',
  },
  skipReasons: {
    'symbolic-link': 'a symbolic link',
    'special-file': 'not an ordinary file',
    'own-vault': 'the vault itself',
    'name-not-utf8': 'a name that is not UTF-8',
    'same-name': 'another file here has the same name, written in other characters of Unicode: rename one of them',
    'recovery-key': 'the recovery key of this vault: it belongs in the office safe, not in the vault that it opens',
  },
  pending: {
    'rotate-database-key': 'a new database key (comes with a later version; nothing for you to do)',
    'rotate-office-secret': 'a new office secret (comes with a later version; nothing for you to do)',
  },
  statusWarnings: {
    'synced-folder':
      'The vault lies in a folder that other software copies ({detail}). Its copies stay readable to those entitled then.',
    'keychain-file': "This computer's keys lie in a file, not in the system keychain.",
    'no-place-on-this-computer':
      'This computer has no place in this vault. Make a request with "kluis computer request"; when you have made one, wait until the Privacy Officer has approved it.',
    'keychain-silent':
      'The system keychain does not answer, so whether this computer has a place in this vault cannot be told. Sign in to your desktop so that it is unlocked.',
    'unfinished-writes': 'Files of a write that was broken off. The next sign-in removes them.',
  },
  problems: {
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
  },
  auditProblems: {
    'chain-broken': 'the chain breaks here',
    'detail-altered': 'a detail was altered',
    'facts-too-large': 'says more than can be shown',
    'detail-author-unknown': 'by a key that nobody had then',
    'author-not-entitled': 'by somebody who could not do this',
    'commit-altered': 'a state that was altered',
    'second-endorsement': 'a second endorsement of an account',
    'checkpoint-wrong': 'the checkpoint says otherwise',
    'vault-rolled-back': 'older than this computer remembers, or went on elsewhere',
  },
  actions: {
    'all-grants-ended': 'ended all access to folders: the lists were not those of the last change',
    'archive-listed': 'listed the sealed archive',
    'archive-opened': 'opened a document from the sealed archive',
    'archive-read': 'read a document in the sealed archive',
    'archive-returned': 'returned a document from the sealed archive',
    'archive-unlocked': 'opened the sealed archive',
    'audit-exported': 'exported the log',
    'backup-writers-replaced': 'replaced the list of computers that make backups, which had been altered',
    'backup-writers-signed': 'confirmed computers that make backups',
    'bin-emptied': 'erased what had been in the bin for 30 days',
    'compartment-resealed': 'sealed again under the new key',
    'computer-approved': 'approved a computer',
    'computer-struck-off': 'struck off a computer',
    'copies-expired': 'removed old copies of the database',
    'document-binned': 'put a document in the bin',
    'document-erased': 'erased a document',
    'document-exported': 'exported a document',
    'document-moved': 'moved a document',
    'document-read': 'read a document',
    'document-renamed': 'renamed a document',
    'document-restored': 'took a document out of the bin',
    'document-sealed': 'sealed a document',
    'documents-added': 'added documents',
    'epochs-forgotten': 'dropped old keys of which nothing is left',
    'exchange-given-up': 'gave up a place for own tasks that was broken',
    'exchange-made': 'made a place for the own tasks',
    'folder-created': 'created a folder',
    'folder-destroyed': 'erased a folder',
    'folder-granted': 'gave access to a folder',
    'folder-rekeyed': 'gave a folder new keys',
    'folder-renamed': 'renamed a folder',
    'folder-revoked': 'withdrew access to a folder',
    'grant-key-renewed': 'renewed the key of an access',
    'grant-ended': 'ended an access whose time was over',
    'message-received': 'took over a message',
    'message-removed': 'took a message out of the archive',
    'note-added': 'added a note',
    'password-changed': 'changed the own password',
    'personal-erased': 'erased the drafts of somebody who left',
    'personal-made': 'made a place for the own drafts',
    'provisional-keys-dropped': 'dropped the keys of the first password',
    recovered: 'used emergency access',
    'recovery-code-used': 'signed in with a recovery code instead of a code',
    'recovery-codes-renewed': 'made new recovery codes',
    'request-answered': 'answered a request',
    'request-asked': 'made a request',
    'rollback-accepted': 'accepted an older state of the vault, or one that went on elsewhere',
    'second-factor-off': 'turned the second factor off',
    'second-factor-on': 'turned the second factor on',
    'settings-changed': 'changed the settings of the office',
    'sign-in-record-replaced': 'replaced the record of failed sign-ins, which had been altered',
    'sign-ins-failed': 'counted failed attempts with a password or code',
    'signed-in': 'signed in',
    'slot-written': 'wrote a password slot',
    'task-added': 'added a task',
    'task-cancelled': 'cancelled a task',
    'task-changed': 'changed a task',
    'task-done': 'completed a task',
    'task-reopened': 'opened a task again',
    'user-activated': 'activated the account',
    'user-added': 'made an account',
    'user-certified': 'confirmed the keys of an account',
    'user-disabled': 'disabled an account',
    'user-reset': 'gave an account a new first password',
    'vault-created': 'created the vault',
  },
  facts: {
    added: 'added',
    archived: 'from the archive',
    binnedBy: 'in the bin by',
    broken: 'damaged',
    compartments: 'keys',
    computer: 'computer',
    computers: 'computers',
    copies: 'copies',
    document: 'document',
    documents: 'documents',
    endsAt: 'last day',
    erased: '(erased)',
    'failed-sign-ins': '{count} failed attempts with a password or code on {day}',
    fingerprint: 'verification characters',
    folder: 'folder',
    found: 'found up to entry',
    from: 'from',
    idleLockMinutes: 'locks after minutes',
    left: 'left',
    newVersions: 'new versions',
    next: 'after that',
    officeProfile: 'office profile changed',
    officer: 'Privacy Officer',
    owner: 'of',
    reason: 'reason',
    remembered: 'remembered up to entry',
    replacedAt: 'found altered on',
    request: 'request',
    rights: 'rights',
    role: 'role',
    rows: 'rows',
    secondFactor: 'second factor',
    state: 'outcome',
    successor: 'in its place',
    task: 'task',
    to: 'to',
    type: 'kind',
    user: 'user',
    version: 'version',
  },
  statusFacts: {
    vault: 'Vault',
    office: 'Office',
    user: 'You',
    format: 'Format',
    program: 'Program',
    open: 'Open',
    keychain: 'Keys of this computer',
    database: 'Database',
    documents: 'Documents',
    spool: 'Just arrived',
    people: 'People',
    computers: 'Computers',
    compartments: 'Keys',
    records: 'Records',
    log: 'Log',
    pending: 'Still to come',
    damaged: 'Damaged',
    copies: 'Copies of the database',
    checked: 'Checked',
  },
  statusValues: {
    no: 'no',
    yes: 'yes',
    unknown: 'unknown',
    none: 'none on this computer',
    'open-by': 'yes, on {computer} since {since}',
    objects: 'objects {count}, {size}',
    files: 'files {count}, {size}',
    people: '{role}: {count} ({active} active, {provisional} not active yet, {disabled} disabled)',
    keys: '{open} of {compartments}',
    records: 'records {records}, versions {versions}, messages {messages}',
    log: 'up to entry {position}',
    'log-signed': 'up to entry {position}, signed by the Privacy Officer up to entry {checkpoint}',
    reseal: 'rows to be sealed again: {rows}',
    sweep: 'removing what was erased',
    copy: '{name}, until {until}',
    checked:
      'pages {pages}, log entries {entries}, compartments {compartments} (without a key {closed}), objects {objects} ({size})',
  },
  columns: {
    name: 'Name',
    id: 'Id',
    kind: 'Kind',
    rights: 'Rights',
    role: 'Role',
    state: 'State',
    created: 'Created',
    changed: 'Changed',
    added: 'Added',
    by: 'By',
    size: 'Size',
    version: 'Version',
    folder: 'Folder',
    from: 'From',
    until: 'Until',
    fingerprint: 'Verification characters',
    computer: 'Computer',
    time: 'Time',
    place: 'Place',
    binned: 'In the bin since',
    action: 'Action',
    about: 'About',
    facts: 'Facts',
    part: 'Part',
    problem: 'Found',
    what: 'What',
    sealed: 'Sealed',
    entry: 'Entry',
  },
  prompts: {
    password: 'Password for {user}: ',
    code: 'Code of your authenticator, or a recovery code: ',
    'password-for-archive': 'Once more, for the sealed archive: ',
    'password-to-change': 'Once more, to change it: ',
    fingerprint: 'Verification characters as the other computer shows them: ',
  },
  results: {
    none: 'None.',
    busy: 'Working',
    'failed-own':
      'Failed attempts with your name before this sign-in: {count}. If that was not you, tell the Privacy Officer.',
    'failed-office':
      'Failed attempts in the whole office since your last sign-in: {count}. The log says on which days.',
    'account-confirmed':
      '{name} has activated the account; its keys are confirmed now. Verification characters: {fingerprint}. Compare them with hers; if they differ: kluis user reset "{name}".',
    'sign-out-failed': 'What was reported as done is safe, but the session could not be ended as it should. {message}',
    'password-file-open':
      'Others on this computer may read the file {file} (for {of}). Make it yours alone: chmod 600.',
    'vault-created': 'The vault of {name} is there. Privacy Officer: {officer}.',
    'recovery-key-written':
      'The recovery key lies in {file}. It is the only way back: print it, keep it in the office safe, and remove the file.',
    'passphrase-once': 'Your passphrase, shown this once: {passphrase}',
    'user-added':
      '{name} has an account. It becomes active with "kluis user activate" and the password that you hand over.',
    'user-activated': 'Your account is active, {name}. The Privacy Officer confirms its keys at her next sign-in.',
    'control-words': 'Verification characters: {fingerprint}',
    'user-disabled':
      '{name} is disabled. New keys: {compartments}. What was read or copied before cannot be taken back.',
    'user-reset':
      '{name} can activate the account again, with the password that you hand over. New keys: {compartments}.',
    'password-changed': 'Your password has been changed.',
    'computer-requested':
      'The request lies in {file}. Take it to the Privacy Officer and compare these verification characters with her.',
    'computer-approved': '{name} may open the vault from now on.',
    'this-computer': '{name} (this one)',
    'folder-created': 'Folder "{name}" created.',
    'folder-renamed': 'The folder is called "{name}" now.',
    'folder-destroyed': 'The folder is erased. Documents: {documents}, from its archive: {archived}.',
    'folder-granted': '{user} has access to "{name}": {rights}.',
    'folder-granted-until': '{user} has access to "{name}": {rights}, {until}.',
    'until-day': 'until and including {day}',
    'ended-at': 'ended {time}',
    'folder-revoked':
      '{user} has no access to "{name}" any more; it has new keys. What was read or copied cannot be taken back.',
    resealed: 'Rows sealed again: {rows}.',
    'reseal-pending':
      'Rows sealed again so far: {rows}. The rest goes on at the next sign-in; the withdrawal holds already.',
    'folders-broken': 'Folders that are not as they were left, and not shown: {count}. Run "kluis check".',
    'note-added': 'Note added.',
    'documents-added':
      'Added: {added}. New versions: {newVersions}. Unchanged: {unchanged}. Not taken in: {skipped}. Failed: {failed}.',
    'document-got':
      '"{name}", version {version}, written to {file} ({size}). The file is readable for whoever can open it.',
    'most-found': 'Shown are those last modified: {count}. There may be more: search for more words.',
    'document-moved': '"{name}" moved. Versions: {versions}.',
    'document-renamed': 'The document is called "{name}" now.',
    'document-binned': '"{name}" lies in the bin for 30 days.',
    'document-erased': '"{name}" is erased.',
    'document-restored': '"{name}" is back.',
    'documents-sealed': 'Sealed documents: {documents}. From now on only the Privacy Officer sees them.',
    'archive-opened':
      '"{name}", version {version}, written to {file} ({size}). The file is readable for whoever can open it. Your reason is in the log.',
    'archive-returned': '"{name}" is back in the folder. Versions: {versions}.',
    'archive-broken': 'Documents that are not as they were sealed, and not shown: {count}. Run "kluis check".',
    'most-entries': 'Shown are the newest entries: {count}. With --limit you see more, if there are.',
    'hidden-entries': 'Not shown are entries that only sealed again: {count}. With --all you see them.',
    'log-whole': 'The log is whole. Entries: {entries}.',
    'log-broken': 'The log is not whole. Findings: {count}, in so many entries: {entries}.',
    'log-exported': 'The log lies in {file}. Rows: {rows}. It is readable there for whoever can open that file.',
    'check-clean': 'Checked, nothing found.',
    'check-found': 'Checked. Findings: {count}. Nothing was repaired. Call the Privacy Officer.',
    'check-found-older':
      'Checked. Findings: {count}. Nothing was repaired. Find out why the vault is older than this computer remembers; if it is right so, accept it with "kluis audit accept". Restore from a backup what is damaged otherwise.',
    'check-found-officer': 'Checked. Findings: {count}. Nothing was repaired. Restore what is damaged from a backup.',
    'kit-good':
      'The recovery key opens all keys. Compartments: {compartments}, keys: {keys}. Whether the documents are whole: kluis check.',
    'kit-bad': 'The recovery key does not open all keys. Findings: {count}.',
    recovered:
      '{name} has a new passphrase and new keys. Compartments with new keys: {compartments}. Nobody else needs a new password.',
    'recovery-broken':
      'Compartment {id} is damaged: it has the keys of before, and nobody can open it. Restore it from a backup.',
    'recovery-grants':
      'The access lists are not those of the last change. Nobody has access to a folder any more: grant it again.',
    'still-to-come': 'Still to come: {pending}.',
    'nothing-pending': 'nothing',
    'rollback-accepted': 'This state of the vault is accepted. Your reason is in the log.',
  },
  commands: {
    status: 'Health, versions, counts and pending work; more when signed in',
    init: 'Creates a vault for an office, with its Privacy Officer',
    'user add': 'Makes an account',
    'user activate': 'First sign-in: a password of your own',
    'user list': 'Everybody with an account',
    'user disable': 'Ends an account and every access it has',
    'user reset': 'A new first password for who lost hers',
    'user passwd': 'Changes your own password',
    'computer request': 'Asks for a place for this computer or account',
    'computer approve': 'Approves a request, after comparing verification characters',
    'computer list': 'Computers that may open the vault',
    'inbox list': 'What waits for the Privacy Officer',
    'folder create': 'A new folder',
    'folder list': 'Every folder that you can open',
    'folder rename': 'Another name for a folder',
    'folder members': 'Who has or had access to a folder',
    'folder destroy': 'Erases a folder with all that is in it',
    'folder grant': 'Gives somebody access to a folder',
    'folder revoke': 'Withdraws access; the folder gets new keys',
    'note add': 'Adds a note to a folder',
    'note list': 'Notes of a folder',
    'doc add': 'Adds files, and folders with their structure; a name that is there already gets a new version',
    'doc list': 'Documents of a folder',
    'doc get': 'Writes a document to a file',
    'doc versions': 'Versions of a document',
    'doc move': 'Moves a document to another folder',
    'doc rename': 'Another name within the folder',
    'doc rm': 'Puts a document in the bin, or erases it',
    'doc restore': 'Takes a document out of the bin',
    'doc find': 'Finds documents by name in all your folders',
    'doc seal': 'Moves documents into the sealed archive of the folder',
    'archive list': 'What lies in the sealed archives',
    'archive open': 'Writes a document of an archive to a file',
    'archive return': 'Puts a document of an archive back into its folder',
    'audit list': 'What was done, newest first',
    'audit verify': 'Verifies the log from its first entry, and says where it breaks',
    'audit export': 'Writes the log as CSV',
    check: 'Checks every file, page, key, signature and object; repairs nothing',
    'recovery check': 'Proves that the recovery key opens everything',
    recover: 'Emergency access with the recovery key: new passphrase and keys for the Privacy Officer',
    'audit accept': 'Goes on with a vault that is older than this computer remembers, or went on elsewhere',
  },
  /** What stands for the arguments and values in a line of usage; a word that is not here is the same in every language. */
  labels: {
    FOLDER: 'FOLDER',
    'TO-FOLDER': 'TO-FOLDER',
    DOC: 'DOC',
    USER: 'USER',
    NAME: 'NAME',
    PATH: 'PATH',
    FILE: 'FILE',
    F: 'F',
    DIR: 'DIR',
    TEXT: 'TEXT',
    DATE: 'DATE',
    WORDS: 'WORDS',
    CODE: 'CODE',
  },
  arguments: {
    FOLDER: "a folder's name or id",
    'TO-FOLDER': 'name or id of the folder that it goes to',
    DOC: "a document's path within the folder, or its id",
    USER: "a user's name or id",
    PATH: 'a file, or a directory with all that is in it; empty directories are left out',
  },
  /** What the parts of a vault are that a check names, by the first word of the part. */
  parts: {
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
  },
  waits: { second: '1 second', seconds: '{count} seconds', minute: '1 minute', minutes: '{count} minutes' },
  importFailures: {
    'invalid-input': 'its name contains a line break or control character, or is too long; rename it',
    'not-found': 'there is no such file',
    'file-unreadable': 'it cannot be read; check that you may read it',
  },
  options: {
    vault: "the vault's folder; or KLUIS_VAULT",
    user: 'your name; or KLUIS_USER',
    'password-file': 'your password on its first line; or KLUIS_PASSWORD_FILE; otherwise you are asked',
    code: 'the code of your second factor, or a recovery code; otherwise you are asked where it is needed',
    json: 'one JSON document on standard output',
    lang: 'the language: nl or en; by default that of your system',
    help: 'this help',
    version: 'number of the version wanted; the newest by default',
    office: 'name of the office',
    po: 'name of the Privacy Officer',
    keychain: "where this computer's keys lie: os (the system keychain, the default) or file",
    'recovery-key-out': 'new file for the recovery key',
    role: 'office-manager, employee or it-admin',
    'new-password-file': 'the new password on its first line',
    out: 'new file to write to',
    fingerprint: 'verification characters as the other computer shows them',
    kind: 'client (the default) or personnel',
    reason: 'why; it is written in the log',
    rights: 'read or write',
    until: 'last day of the access, as 2027-12-31',
    'recovery-key-file': 'the file with the recovery key',
    all: 'also entries that only sealed again',
    limit: 'at most so many; 1000 by default',
    'text-file': 'the text, in UTF-8',
    bin: 'those in the bin instead',
    overwrite: 'also when the file exists',
    definitive: 'erased at once, not into the bin',
  },
};
