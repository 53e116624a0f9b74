export const rotations = { 'rotate-database-key': "the database's", 'rotate-office-secret': 'the office secret' };

export const pending = {
  'rotate-database-key': 'a new key for the database (goes on when the Privacy Officer signs in)',
  'rotate-office-secret': 'a new office secret (goes on when the Privacy Officer signs in)',
};

export const statusWarnings = {
  'synced-folder':
    'The vault lies in a folder that other software copies ({detail}). Its copies stay readable to those entitled then.',
  'keychain-file': "This computer's keys lie in a file, not in the system keychain.",
  'no-place-on-this-computer':
    'This computer has no place in this vault. Make a request with "kluis computer request"; when you have made one, wait until the Privacy Officer has approved it.',
  'keychain-silent':
    'The system keychain does not answer, so whether this computer has a place in this vault cannot be told. Sign in to your desktop so that it is unlocked.',
  'vault-restored':
    'Put back from a backup, and not finished yet: nobody can sign in before the Privacy Officer has finished it with the recovery key (kluis restore finish).',
  'unfinished-writes': 'Files of a write that was broken off. The next sign-in removes them.',
};

export const statusFacts = {
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
};

export const statusValues = {
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
};
