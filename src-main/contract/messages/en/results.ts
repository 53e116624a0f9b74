export const columns = {
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
  lastGood: 'Last backup',
  age: 'Age',
  free: 'Free there',
  backup: 'Backup',
  verified: 'Verified',
  kept: 'Kept as',
  documents: 'Documents',
};

export const results = {
  none: 'None.',
  busy: 'Working',
  'failed-own':
    'Failed attempts with your name before this sign-in: {count}. If that was not you, tell the Privacy Officer.',
  'failed-office': 'Failed attempts in the whole office since your last sign-in: {count}. The log says on which days.',
  'account-confirmed':
    '{name} has activated the account; its keys are confirmed now. Verification characters: {fingerprint}. Compare them with those that {name} sees; if they differ: kluis user reset "{name}".',
  'sign-out-failed': 'What was reported as done is safe, but the session could not be ended as it should. {message}',
  'password-file-open': 'Others on this computer may read the file {file} (for {of}). Make it yours alone: chmod 600.',
  'vault-created': 'The vault of {name} is there. Privacy Officer: {officer}.',
  'recovery-key-written':
    'The recovery key lies in {file}. It is the only way back: print it, keep it in the office safe, and remove the file.',
  'passphrase-once': 'Your passphrase, shown this once: {passphrase}',
  'user-added':
    '{name} has an account. It becomes active with "kluis user activate" and the password that you hand over.',
  'user-activated': 'Your account is active, {name}. The Privacy Officer confirms its keys at the next sign-in.',
  'control-words': 'Verification characters: {fingerprint}',
  'user-disabled':
    '{name} is disabled. New keys: {compartments}, and for the database and the office. What was read or copied before cannot be taken back.',
  'user-reset':
    '{name} can activate the account again, with the password that you hand over. New keys: {compartments}.',
  'password-changed': 'Your password has been changed.',
  'computer-requested':
    'The request lies in {file}. Take it to the Privacy Officer and compare these verification characters there.',
  'computer-approved': '{name} may open the vault from now on.',
  'computer-revoked':
    '{name} is struck off. The database and the office have new keys; nobody else has to do anything. What was read or copied there before cannot be taken back.',
  'renew-user':
    '{name} may have used it. Whoever knows that password can read the copy of the vault that lay there, and newer ones until {name} has new keys: kluis user reset "{name}".',
  'renew-officer':
    '{name}, you may have used it. Whoever knows your passphrase can read the copy of the vault that lay there, and newer ones until you have new keys: kluis recover, with the recovery key.',
  'to-be-renewed': '{state}, needs new keys',
  'keys-rotated':
    'The database has a new key and the office a new secret. People who have them: {people}, computers: {computers}. Nobody has to do anything. Who kept the keys of before opens with them only the copies of before.',
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
    'Added: {added}. New versions: {newVersions}. Unchanged: {unchanged}. Not added: {skipped}. Failed: {failed}.',
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
  'rotation-later':
    'The new keys for the database and the office are still to come: your next sign-in goes on with them, and says what is in the way.',
  'still-to-come': 'Still to come: {pending}.',
  'nothing-pending': 'nothing',
  'restore-none': 'There are no backups of this vault.',
  'restore-writer': 'Backups made by computer {computer}; it wrote there last {time}.',
  'restore-writer-silent': 'Backups made by computer {computer}; it has written nothing there that counts.',
  'restore-not-vouched': 'Nobody vouches for computer {computer}: what lies there under its name does not count.',
  'restore-stale':
    'That is long ago. Newer backups may have been removed: on a computer that has not seen them nothing else would show it.',
  'drill-passed':
    'The restore test passed: backup {backup} of {time} was restored, everything in it opens and is what was signed. The copy is gone again.',
  'drill-failed':
    'The restore test did not pass: backup {backup} of {time} is not as it was. The copy is gone again. Keep this backup; look after the others and the target ("kluis backup verify").',
  'drill-report-signed': 'Signed by the Privacy Officer of this vault at {time}, about backup {backup}.',
  'drill-report-passed': 'It says that the restore test passed.',
  'drill-report-failed': 'It says that the restore test did not pass.',
  'drill-report-altered': 'This is not the report that was signed. Do not go by it.',
  'drill-signature-altered':
    'This signature is not by a Privacy Officer of this vault, or was altered. Do not go by the report.',
  'drill-report-log':
    'The log of the vault has it behind entry {position}, with the SHA-256 {sha256}: a report that the log does not have is not of a drill.',
  'restore-requested':
    'The request lies in {file}. Take it to the Privacy Officer and compare these verification characters with her. The ticket that she makes of it works on this computer only, once.',
  'ticket-made':
    'The ticket lies in {file}: for backup {backup} of {time}, on {computer} only. It opens no document and shows no name.',
  'restore-root': 'Verification characters of the vault, as they stand on the recovery kit: {fingerprint}',
  'restore-refused': 'Nothing was written. Found in the backups: {count}. The newest sign of that computer: {time}.',
  'restore-accept':
    'Is this what you expect, and is there no better place to restore from? Then repeat the command with --accept-findings.',
  'restore-hopeless':
    'That backup is not whole, or this computer has seen a newer one there. Choose another backup or another place.',
  'vault-restored':
    'Restored to {folder}, as of {time}. Documents: {documents} ({size}). Nobody can sign in before the Privacy Officer finishes it: kluis restore finish.',
  'vault-set-aside': 'The vault of before lies in {name}, beside it, unchanged.',
  'documents-restored':
    'Written to {to}, as of {time}. Documents: {documents}. They are readable there for whoever can open them.',
  'documents-not-restored': 'Not written: {count}.',
  'restore-finished':
    '{name} has a new passphrase and new keys, and the vault is open again for everybody who is left. Done again: erased {erased}, disabled {disabled}, access withdrawn {revoked}.',
  'restore-known-from': {
    backups: 'What has happened since the backup is known from a newer one.',
    'set-aside': 'What has happened since the backup is known from the vault that was set aside.',
    ticket: 'What has happened since the backup is known from the ticket.',
    none: 'Nothing newer than the backup is known: who has left or was erased since may be back. Look at the people and the folders.',
  },
  'restore-unread':
    'Something is wrong with the backups there, of which newer ones may know more (findings: {count}). Who has left or was erased since may be back: look at the people and the folders. "kluis restore list" says what it is.',
  'restore-lost':
    'Lost are the changes behind the backup, but for those: {count} entries of the log. Accounts that were made or changed since are to be made or changed again.',
  'restore-officer-since':
    'The Privacy Officer was given new keys after the backup. Her other computers refuse the vault as it is now: remove their keys of it there and ask for a place anew.',
  'restore-set-aside-kept':
    'The vault of before lies in {name}, beside this one, with what has been erased since. It goes by itself in 30 days, or when a folder of a client that it holds is erased; remove it before as soon as nobody needs it any more.',
  'restore-struck-off': 'The computer {name} is struck off; it asks for its place anew: kluis computer request.',
  'rollback-accepted': 'This state of the vault is accepted. Your reason is in the log.',
};

/** What stands for the arguments and values in a line of usage; a word that is not here is the same in every language. */
export const labels = {
  FOLDER: 'FOLDER',
  REPORT: 'REPORT',
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
  BACKUP: 'BACKUP',
  'USER@HOST[:PORT]/FOLDER': 'USER@HOST[:PORT]/FOLDER',
  PREFIX: 'PREFIX',
  REGION: 'REGION',
};
