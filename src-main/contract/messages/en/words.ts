export const roles = {
  'privacy-officer': 'Privacy Officer',
  'office-manager': 'office manager',
  employee: 'employee',
  'it-admin': 'IT administrator',
};

export const rights = { read: 'read', write: 'write' };

export const profileParts = {
  name: 'name',
  email: 'e-mail address',
  telephone: 'telephone',
  address: 'postal address',
};

export const secondFactors = {
  none: 'none',
  code: 'code',
  'recovery-code': 'recovery code',
  optional: 'optional',
  compulsory: 'compulsory',
};

export const kinds = { client: 'client folder', personnel: 'personnel folder' };

export const keychains = { os: 'system keychain', file: 'file' };

export const userStates = {
  provisional: 'not active yet',
  activated: 'active, to be confirmed',
  active: 'active',
  disabled: 'disabled',
};

export const computerStates = { active: 'active', 'struck-off': 'struck off' };

export const inboxPlaces = { inbox: 'inbox', spool: 'just arrived', unreadable: 'not readable' };

export const importOutcomes = {
  added: 'added',
  'new-version': 'new version',
  unchanged: 'unchanged',
  skipped: 'not added',
  failed: 'failed',
};

export const skipReasons = {
  'symbolic-link': 'a symbolic link',
  'special-file': 'not an ordinary file',
  'own-vault': 'the vault itself',
  'name-not-utf8': 'a name that is not UTF-8',
  'same-name': 'another file here has the same name, written in other characters of Unicode: rename one of them',
  'recovery-key': 'the recovery key of this vault: it belongs in the office safe, not in the vault that it opens',
};

export const drillFacts = {
  documents: 'Documents opened',
  records: 'Records checked',
  entries: 'Entries of the log checked',
  same: 'The same as in the vault of today',
  since: 'Entries of the log since',
  restore: 'Restoring',
  total: 'Together',
  report: 'Report',
  signature: 'Signature',
  seconds: '{count} s',
};

export const importFailures = {
  'invalid-input': 'its name contains a line break or control character, or is too long; rename it',
  'not-found': 'there is no such file',
  'file-unreadable': 'it cannot be read; check that you may read it',
};
