import type { ErrorReason, errorReasons } from '../../error-reasons.ts';
import type { ErrorCode } from '../../errors.ts';

/** From the one that says most to the one that needs no details: what happened, what was kept, what to do. */
export const errors: Readonly<Record<ErrorCode, readonly [string, ...string[]]>> = {
  internal: [
    'Something went wrong that was not foreseen ({type}, {at}). What was reported as done is safe. Try again; report these words if it happens again.',
    'Something went wrong that was not foreseen. What was reported as done is safe. Try again; report it if it happens again.',
  ],
  'disk-full': [
    'There is not enough room: {neededBytes} bytes are needed, {freeBytes} are free. Nothing was written. Make room or choose another disk.',
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
    'This computer has no place in this vault, or lost its keys. The vault is unchanged. Make a request with "kluis computer request" and have the Privacy Officer approve it; until then nobody signs in here.',
  ],
  'vault-from-newer-program': [
    'A newer version of Dossierkluis made or changed this vault. Nothing was changed. Install the newest version and open it with that.',
  ],
  'vault-from-older-program': [
    'An older version of Dossierkluis used this vault last. Nothing was changed. Sign in once, with "kluis status" for instance, which brings it up to date; then do it again.',
  ],
  'vault-read-only': [
    'This is not the vault as this computer saw it last: it is older, or was continued elsewhere from an older copy. You can read, not write. Nothing was changed. Call the Privacy Officer, who can accept it with "kluis audit accept".',
  ],
  'vault-restored': [
    'This vault was put back from a backup, and that has not been finished yet: it may still have people and documents that were removed since. Nothing was changed. The Privacy Officer finishes it with the recovery key: kluis restore finish.',
  ],
  'file-changed-while-read': [
    '"{name}" changed while it was read. It was not added; what was there before stays. Close the program that writes it and do it again.',
    'A file changed while it was read. It was not added; what was there before stays. Close the program that writes it and do it again.',
  ],
  'file-unreadable': [
    'A file cannot be read: {reason}. Nothing was changed. Check that it is whole, and that you and only you may read it.',
    'A file cannot be read. Nothing was changed. Check that it is there and that you may read it.',
  ],
  'spool-full': [
    'The place for incoming messages is full. Nothing was lost; this one was not accepted. The Privacy Officer makes room by signing in.',
  ],
  'invalid-input': [
    'What was given for {label} is not right. Nothing was changed. See "kluis {command} --help" for what it takes.',
    'The value of "{input}" is not right. Nothing was changed. Give another one.',
    'That is not possible as it was asked. Nothing was changed. See "kluis --help".',
  ],
  'password-too-weak': [
    'The new password is not good enough: {reasons}. Nothing was changed. Choose at least 8 characters with a digit and a capital, or at least 20 characters; and not easy to guess, for instance four words that do not belong together.',
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
    'Name, password or code is wrong. Nothing was changed. Need help? Ask your Privacy Officer. The Privacy Officer without the passphrase: "kluis recover".',
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
    'The server for backups shows another key than when it was added: it was installed anew, or somebody stands in between. Nothing was changed. Ask whoever manages it; when that is explained, accept its new key: kluis backup target set.',
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
export const causes: {
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
    'computer-struck-off-already': [
      'This computer is struck off already. Nothing was changed. "kluis computer list" shows which can open the vault.',
    ],
    'own-computer': [
      'This is the computer that you work on. Nothing was changed. Strike it off from another one, or get in there with the recovery key (kluis recover) first.',
    ],
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
    'target-in-vault': [
      'That folder lies in the vault, which a backup is to outlive. Nothing was changed. Choose a place on another disk or computer.',
    ],
    'no-object-lock': [
      'That bucket cannot lock anything (object lock). Nothing was changed. Choose a bucket that was made for it, or leave the lock out.',
    ],
    'key-too-large': [
      'That key is too long for the keychain of this computer. Nothing was changed. Make one of the kind ed25519 for backups: it is short.',
    ],
    'nothing-to-finish': [
      'There is nothing to finish: this vault was not restored, or that was finished already. Nothing was changed.',
    ],
    'no-such-root': [
      'Of none of the vaults that have backups there this computer knows the root. Nothing was written. Give --recovery-key-file: of that file only the lines "# vault:" and "# root:" are needed to look around.',
    ],
    'another-vault': [
      'In that folder lies another vault than the one of these backups. Nothing was written. Restore to an empty folder with --to.',
    ],
    'not-a-restore-request': [
      'This file is not a request to restore, or was damaged on its way. No ticket was made. Have it made anew with "kluis restore request" on the other computer.',
    ],
    'not-a-ticket': [
      'This file is not a ticket, or was damaged on its way. Nothing was written. Ask the Privacy Officer for it again.',
    ],
    'ticket-for-another': [
      'This ticket is not for this computer, or not for that backup. Nothing was written. Make a request here with "kluis restore request" and have the Privacy Officer make a ticket for it.',
    ],
    'ticket-used': [
      'This ticket has been used: its vault was restored. Nothing was written. To restore once more, make a new request with "kluis restore request".',
    ],
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
    computer: [
      'No computer "{given}". Nothing was changed. "kluis computer list" shows all of them.',
      'No such computer. Nothing was changed. "kluis computer list" shows all of them.',
    ],
    target: [
      'No backup target "{given}" of this computer. Nothing was changed. "kluis backup status" shows which there are.',
      'No such backup target of this computer. Nothing was changed. "kluis backup status" shows which there are.',
    ],
    'any-target': [
      'This computer has no backup target yet. Nothing was changed. The IT administrator or the Privacy Officer adds one: kluis backup target add.',
    ],
    snapshot: [
      'No backup "{given}" there. Nothing was written. "kluis restore list" shows which there are.',
      'No such backup there. Nothing was written. "kluis restore list" shows which there are.',
    ],
    repository: ['There are no backups of Dossierkluis. Nothing was written. Check the place.'],
    forgotten: ['What you gave earlier was forgotten after half an hour. Nothing was written. Begin again.'],
  },
  'not-authorised': {
    'no-session': ['Nobody is signed in any more. Nothing was changed. Sign in again.'],
    'computer-not-confirmed': [
      'The Privacy Officer has not confirmed this computer for backups yet. Nothing was changed. She does so by signing in once.',
    ],
  },
  'vault-in-use': {
    'backup-running': [
      'Another program of this computer is making a backup there. Nothing was changed. Wait until it is ready, then try again.',
    ],
    'drill-running': [
      'Another program of this computer is in the middle of a restore test. Nothing was changed. Wait until it is ready, then try again.',
    ],
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
    'no-credentials': [
      'The keychain of this computer has no password or key for this backup target any more. Nothing was changed. Give it again: kluis backup target set.',
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
    'file-altered': [
      'On the backup target {part} is not as long as it was written: altered, or cut short. It was left as it is, and there is no new backup. Find out why; when that file is removed there, the next run sends it again.',
      'On the backup target a file is not as long as it was written: altered, or cut short. It was left as it is, and there is no new backup. "kluis backup verify" says which.',
    ],
    'link-on-target': [
      'On the backup target a link lies in the place of a folder. It may lead to files that are no backups, so nothing was read, written or removed there. Find out who put it there, and remove the link.',
    ],
  },
};

/** What is said to the Privacy Officer herself, who has nobody to ask. */
export const officerErrors: Readonly<Partial<Record<ErrorCode, readonly [string, ...string[]]>>> = {
  'not-authorised': ['This is not possible with your rights. Nothing was changed.'],
  'sign-in-failed': ['The passphrase is wrong. Nothing was changed. Without your passphrase: kluis recover.'],
  'vault-read-only': [
    'This is not the vault as this computer saw it last: it is older, or was continued elsewhere from an older copy. You can read, not write. Nothing was changed. Find out why (a backup that was put back?); if it is right so, accept it with "kluis audit accept".',
  ],
  'integrity-violated': [
    'The document "{damaged}" is not as it was left ({part}). Nothing was changed by this. Run "kluis check", which says what is damaged, and restore the vault from a backup.',
    'The vault is not as it was left: {part}. Nothing was changed by this. Do not go on working in it; run "kluis check", which says what is damaged, and restore the vault from a backup.',
    'The vault is not as it was left. Nothing was changed by this. Do not go on working in it; run "kluis check", which says what is damaged, and restore the vault from a backup.',
  ],
};
