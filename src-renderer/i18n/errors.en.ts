import { type ErrorTexts, said } from './error-texts.ts';
import { restoreErrorsEn } from './restore-errors.en.ts';
import { targetErrorsEn } from './target-errors.en.ts';

const nothing = 'Nothing was changed.';
const safe = 'What was reported as done is safe.';
const askOfficer = 'Ask your Privacy Officer.';
const notAsLeft = 'Stop working and call the Privacy Officer.';
const olderVault = 'This vault is older than expected, or was continued elsewhere. You can read, not write.';

export const errorsEn: ErrorTexts = {
  codes: {
    internal: [
      {
        what: 'Something went wrong that was not foreseen ({{type}}, {{at}}).',
        kept: safe,
        todo: 'Try again. If it happens again, pass these words on to whoever helps you.',
      },
      {
        what: 'Something went wrong that was not foreseen.',
        kept: safe,
        todo: 'Try again. If it happens again, lock and sign in again.',
      },
    ],
    'disk-full': [
      {
        what: 'The disk is full.',
        kept: 'Documents that were added and stay: {{documents}}.',
        todo: 'Make room and do it again; what is there already is skipped.',
      },
      {
        what: 'The disk is full.',
        kept: `${safe} Nothing of this was left half-done.`,
        todo: 'Make room and do it again.',
      },
    ],
    'folder-read-only': said(
      'Nothing can be written there.',
      nothing,
      'Choose another folder, or ask whoever manages the computer for the right to write.',
    ),
    'folder-without-locking': said(
      'That folder does not keep others out: two programs could open the vault at once and damage it.',
      nothing,
      'Put the vault on a disk of this computer, or in a shared folder that locks files.',
    ),
    'keychain-missing': said(
      'The system keychain does not answer.',
      nothing,
      'Sign in to your desktop so that the keychain is open, and try again. On Linux GNOME Keyring or KWallet must be installed and running; ask whoever manages the computer.',
    ),
    'keychain-entry-missing': said(
      'This computer has no place in this vault, or lost its keys.',
      'The vault is unchanged.',
      'Ask for access for this computer. The Privacy Officer approves it.',
    ),
    'vault-from-newer-program': said(
      'A newer version of Dossierkluis made or changed this vault.',
      nothing,
      'Install the newest version and open the vault with it.',
    ),
    'vault-from-older-program': said(
      'An older version of Dossierkluis used this vault last.',
      nothing,
      'Sign in once; that brings the vault up to date. Then do it again.',
    ),
    'vault-read-only': said(olderVault, nothing, 'Call the Privacy Officer.'),
    'vault-restored': said(
      'This vault was put back from a backup, and that is not finished yet.',
      nothing,
      'The Privacy Officer finishes it with the recovery kit.',
    ),
    'print-failed': said(
      'Printing failed.',
      'Nothing was changed; the key stays here.',
      'Check the printer, or save it as a PDF or as a file.',
    ),
    'file-changed-while-read': [
      {
        what: '“{{name}}” changed while it was read.',
        kept: 'It was not added; what was there stays.',
        todo: 'Close the program that writes to it and add it again.',
      },
      {
        what: 'A file changed while it was read.',
        kept: 'It was not added; what was there stays.',
        todo: 'Close the program that writes to it and add it again.',
      },
    ],
    'file-unreadable': said(
      'A file cannot be read.',
      nothing,
      'Check that the file is there, is whole, and that you may read it.',
    ),
    'spool-full': said(
      'The place for incoming messages is full.',
      'Nothing was lost; this message was not accepted.',
      'The Privacy Officer makes room by signing in.',
    ),
    'invalid-input': said('That cannot be done this way.', nothing, 'Look at what you filled in and try again.'),
    'password-too-weak': [
      {
        what: 'This password is not good enough: {{flaws}}.',
        kept: nothing,
        todo: 'Choose one that is longer or less predictable, such as words that do not belong together.',
      },
      {
        what: 'This password is too easy to guess.',
        kept: nothing,
        todo: 'Choose one that is longer, such as words that do not belong together.',
      },
    ],
    'name-taken': said('That name is in use already.', nothing, 'Choose another name.'),
    'vault-exists': said('That folder is not empty.', nothing, 'Choose an empty folder for the new vault.'),
    'file-exists': said('There is already a file with that name.', 'It was not overwritten.', 'Choose another name.'),
    'recovery-key-wrong-vault': said(
      'This recovery kit belongs to another vault.',
      nothing,
      'Find the paper or file with the number of this vault.',
    ),
    'not-authorised': said('You may not do this.', nothing, askOfficer),
    'archive-closed': said(
      'The archive is closed.',
      nothing,
      'Open it with a reason and your passphrase, then do it again.',
    ),
    'second-factor-missing': said(
      'The office asks for a second factor and you have none yet.',
      nothing,
      'Set it up first.',
    ),
    'sign-in-failed': said(
      'Name, password or code is wrong.',
      nothing,
      'Try again. Need help? Ask your Privacy Officer, never by mail.',
    ),
    'sign-in-locked-out': [
      { what: 'Too many attempts.', kept: nothing, todo: 'You can sign in again at {{clock}}.' },
      { what: 'Too many attempts.', kept: nothing, todo: 'You can sign in again later.' },
    ],
    'account-not-activated': said(
      'This account is not active yet.',
      nothing,
      'Sign in and choose a password of your own.',
    ),
    'second-factor-needed': said(
      'The code of your authenticator is needed too.',
      nothing,
      'Type the code, or a recovery code.',
    ),
    'integrity-violated': [
      {
        what: '“{{damaged}}” is not as it was left ({{part}}).',
        kept: 'Nothing was changed by this.',
        todo: notAsLeft,
      },
      {
        what: 'The vault is not as it was left ({{part}}).',
        kept: 'Nothing was changed by this.',
        todo: notAsLeft,
      },
      { what: 'The vault is not as it was left.', kept: 'Nothing was changed by this.', todo: notAsLeft },
    ],
    'not-found': said('Not found. It does not exist, or you have no access.', nothing, 'Go back and look again.'),
    'vault-not-found': said(
      'There is no vault in that folder, or the folder is not there now.',
      nothing,
      'Connect the drive or the network, or choose another folder.',
    ),
    ...targetErrorsEn.codes,
    'vault-in-use': [
      {
        what: 'The vault is open on {{computer}}, since {{since}}.',
        kept: `${nothing} One person at a time.`,
        todo: 'Ask to lock it there and try again.',
      },
      {
        what: 'The vault is open elsewhere.',
        kept: `${nothing} One person at a time.`,
        todo: 'Ask to lock it there and try again.',
      },
    ],
    cancelled: [
      {
        what: 'Stopped, as you asked.',
        kept: 'Documents that were added and stay: {{documents}}.',
        todo: 'Do it again if you want to go on.',
      },
      {
        what: 'Stopped, as you asked.',
        kept: 'Nothing is half-done; what was ready stays.',
        todo: 'Do it again if you want to go on.',
      },
    ],
  },
  reasons: {
    'invalid-input': {
      empty: said('A text is missing.', nothing, 'Fill it in.'),
      'too-long': said('A text is too long.', nothing, 'Make it shorter.'),
      'wrong-form': said('Something does not have the right form.', nothing, 'Look at what you filled in.'),
      'control-characters': said(
        'There is a line break or an invisible character in it.',
        nothing,
        'Type it instead of pasting it, or choose another name.',
      ),
      ambiguous: said('That name can mean more than one thing.', nothing, 'Choose it from the list.'),
      'not-a-document-name': said(
        'That cannot be the name of a document.',
        nothing,
        'Between slashes there must always be a name.',
      ),
      'too-large-to-show': said('This document is too large to show.', 'Nothing was opened.', 'Export it to open it.'),
      'wrong-control-words': said(
        'The verification characters differ. This may not be the request of that computer.',
        'Nothing was approved.',
        'Read the characters on the other computer once more. If they still differ, have a new request made there.',
      ),
      'not-a-request': said(
        'This file is not a request, or was damaged on the way.',
        'Nothing was approved.',
        'Make the request on the other computer again.',
      ),
      'request-of-another-vault': said(
        'This is a request for another vault.',
        'Nothing was approved.',
        'Choose this vault on the other computer and make the request again.',
      ),
      'computer-approved-already': said('This computer is approved already.', nothing, 'Just sign in there.'),
      'computer-has-place': said('This computer has a place already.', nothing, 'Sign in; no request is needed.'),
      'computer-struck-off-already': said('This computer is struck off already.', nothing, 'You need do nothing.'),
      'own-computer': said(
        'This is the computer that you work on.',
        nothing,
        'Strike it off from another one, or get in there with the recovery kit first.',
      ),
      'password-unchanged': said(
        'This is the password that you had already.',
        nothing,
        'Choose one that only you know.',
      ),
      'account-active': said('This account is active already.', nothing, 'Sign in with your own password.'),
      'one-privacy-officer': said('There is one Privacy Officer.', nothing, 'Choose another role.'),
      'privacy-officer-herself': said(
        'This cannot be done to the Privacy Officer.',
        nothing,
        'Choose another passphrase under Settings; if it is lost: the recovery kit.',
      ),
      'privacy-officer-has-every-folder': said(
        'The Privacy Officer has every folder already.',
        nothing,
        'You need not do anything.',
      ),
      'it-admin-has-no-folder': said(
        'An IT administrator cannot be given a folder.',
        nothing,
        'Give it to an employee or the office manager.',
      ),
      'personnel-folder': said(
        'A personnel folder can only be given to the office manager.',
        nothing,
        'Choose the office manager.',
      ),
      'end-passed': said('That end date has passed.', nothing, 'Choose today or a later day.'),
      'out-is-folder': said('That is a folder.', 'Nothing was written.', 'Choose a file name.'),
      'out-in-vault': said('That place is within the vault itself.', 'Nothing was written.', 'Choose a place outside.'),
      'out-folder-missing': said('That folder is not there.', 'Nothing was written.', 'Choose another folder.'),
      'reason-missing': said('A reason is missing.', nothing, 'Write why; it is logged.'),
      'same-folder': said('The document is in that folder already.', 'Nothing was moved.', 'Choose another folder.'),
      'nothing-to-accept': said(
        'There is nothing to accept: the vault is as this computer remembers it.',
        nothing,
        'You need not do anything.',
      ),
      'own-recovery-key': said(
        'This is the recovery key of this vault.',
        'Nothing was kept of it.',
        'Keep it outside the vault, in the office safe.',
      ),
      'not-a-recovery-key': said(
        'This is not a recovery key.',
        nothing,
        'Find the digital locker file, or type from the paper.',
      ),
      'recovery-key-line-missing': [
        {
          what: 'The line “{{line}}” of the recovery kit is missing.',
          kept: nothing,
          todo: 'Fill it in as it is printed on the paper.',
        },
        { what: 'A line of the recovery kit is missing.', kept: nothing, todo: 'Fill in everything from the paper.' },
      ],
      'recovery-key-mistyped': [
        {
          what: 'There is a typing error in the line “{{line}}”.',
          kept: nothing,
          todo: 'Compare letter by letter with the paper. There is no letter O in the key; it is a zero.',
        },
        {
          what: 'There is a typing error in the recovery kit.',
          kept: nothing,
          todo: 'Compare letter by letter with the paper.',
        },
      ],
      'wrong-group': [
        {
          what: 'Group {{group}} is wrong.',
          kept: 'The key stays here.',
          todo: 'Compare letter by letter and type the group again.',
        },
        {
          what: 'A group is wrong.',
          kept: 'The key stays here.',
          todo: 'Compare letter by letter and type the group again.',
        },
      ],
      'wrong-code': said(
        'That code is wrong, or has expired.',
        nothing,
        'Take the newest code of your authenticator. If it stays wrong, check the time of your phone and computer.',
      ),
      'no-code-confirmed': said(
        'No code was confirmed yet.',
        'The second factor is not on.',
        'Start again and type the code that your authenticator shows.',
      ),
      'not-owner': said('This task is somebody else’s.', nothing, 'Ask that person or the Privacy Officer.'),
      'task-closed': said('This task is closed already.', nothing, 'Reopen the task first.'),
      'request-answered': said('This request is answered already.', nothing, 'You need not do anything.'),
      'target-in-vault': said(
        'That folder lies in the vault, which a backup is to outlive.',
        nothing,
        'Choose a place on another disk or computer.',
      ),
      'bucket-without-lock': said(
        'That bucket does not lock files (object lock).',
        nothing,
        'Choose a bucket that was made with it.',
      ),
      'key-too-large': said(
        'That key is too long for the keychain of this computer.',
        nothing,
        'Make one of the kind ed25519 for backups: it is short.',
      ),
      ...restoreErrorsEn['invalid-input'],
    },
    'not-found': {
      folder: said('Not found. The folder does not exist, or you have no access.', nothing, 'Go to your folders.'),
      user: said('That person is not there.', nothing, 'Choose somebody from the list.'),
      'user-disabled': said('This account is disabled already.', nothing, 'Whoever comes back gets a new account.'),
      grant: said('That person has no access to this folder.', nothing, 'Look at who has access.'),
      document: said('Not found. The document is no longer there.', nothing, 'Look in the bin or search by name.'),
      'archived-document': said('That document is not in the archive.', nothing, 'Look in the list of the archive.'),
      version: said('That version is not there.', nothing, 'Choose a version from the list.'),
      'archived-version': said('That version is not in the archive.', nothing, 'Choose a version from the list.'),
      task: said('That task is not there, or not for you.', nothing, 'It may be closed or given to somebody else.'),
      request: said('That request is not there, or not for you.', nothing, 'Look in the list of requests.'),
      draft: said('The vault that was being made is no longer there.', 'Nothing is left of it.', 'Start again.'),
      computer: said('That computer is not there.', nothing, 'Choose one from the list.'),
      target: said('This computer has no such backup target any more.', nothing, 'Choose one from the list.'),
      ...restoreErrorsEn['not-found'],
      'any-target': said(
        'This computer has no backup target yet.',
        nothing,
        'The IT administrator or the Privacy Officer adds one.',
      ),
    },
    'not-authorised': {
      'no-session': said('Nobody is signed in any more.', nothing, 'Sign in again.'),
      'computer-not-confirmed': said(
        'The Privacy Officer has not confirmed this computer for backups yet.',
        nothing,
        'She does so by signing in once.',
      ),
    },
    'vault-in-use': {
      'backup-running': said(
        'Another program of this computer is making a backup there.',
        nothing,
        'Wait until it is ready, then try again.',
      ),
      'drill-running': said(
        'Another program of this computer is in the middle of a restore test.',
        nothing,
        'Wait until it is ready, then try again.',
      ),
    },
    'name-taken': {
      'document-in-the-way': said(
        'Another document in the folder has that name.',
        nothing,
        'First give that document another name, then do it again.',
      ),
    },
    ...targetErrorsEn.reasons,
  },
  officer: {
    'not-authorised': said('Your rights do not allow this.', nothing, 'Go back.'),
    'sign-in-failed': said('The passphrase is wrong.', nothing, 'Try again. Lost it? Use the recovery kit.'),
    'vault-read-only': said(
      olderVault,
      nothing,
      'Find out why, such as a backup that was restored. If it is right, accept it on Today.',
    ),
    'integrity-violated': [
      {
        what: '“{{damaged}}” is not as it was left ({{part}}).',
        kept: 'Nothing was changed by this.',
        todo: 'Check the vault under Settings, Status. Restore what is damaged from a backup.',
      },
      {
        what: 'The vault is not as it was left ({{part}}).',
        kept: 'Nothing was changed by this.',
        todo: 'Check the vault under Settings, Status. Restore what is damaged from a backup.',
      },
      {
        what: 'The vault is not as it was left.',
        kept: 'Nothing was changed by this.',
        todo: 'Check the vault under Settings, Status.',
      },
    ],
  },
  passwordFlaws: {
    'too-short': 'too short',
    'no-digit': 'no digit',
    'no-capital': 'no capital',
    'contains-name': 'your name is in it',
    'too-easy-to-guess': 'too easy to guess',
  },
};
