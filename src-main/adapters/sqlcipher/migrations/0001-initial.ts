import type { Migration } from '../migrate.ts';

const tables = [
  'meta (key TEXT PRIMARY KEY, value BLOB NOT NULL)',
  'directory (version INTEGER PRIMARY KEY, statement BLOB NOT NULL)',
  'certificates (number INTEGER PRIMARY KEY, statement BLOB NOT NULL)',
  'keyrings (user BLOB PRIMARY KEY, version INTEGER NOT NULL, sealed BLOB NOT NULL)',
  `compartments (id BLOB PRIMARY KEY, epoch INTEGER NOT NULL, version INTEGER NOT NULL, head BLOB NOT NULL,
    buckets BLOB NOT NULL)`,
  `compartment_keys (compartment BLOB NOT NULL, epoch INTEGER NOT NULL, escrow BLOB NOT NULL, step_up BLOB,
    PRIMARY KEY (compartment, epoch))`,
  `records (id BLOB PRIMARY KEY, compartment BLOB NOT NULL, bucket INTEGER NOT NULL, epoch INTEGER NOT NULL,
    version INTEGER NOT NULL, hash BLOB NOT NULL, sealed BLOB NOT NULL)`,
  `contents (id BLOB PRIMARY KEY, compartment BLOB NOT NULL, bucket INTEGER NOT NULL, epoch INTEGER NOT NULL,
    version INTEGER NOT NULL, hash BLOB NOT NULL, sealed BLOB NOT NULL, header BLOB NOT NULL, object BLOB NOT NULL)`,
  `messages (id BLOB PRIMARY KEY, compartment BLOB NOT NULL, epoch INTEGER NOT NULL, position INTEGER NOT NULL,
    sealed BLOB NOT NULL)`,
  `message_contents (message BLOB NOT NULL REFERENCES messages (id) ON DELETE CASCADE, number INTEGER NOT NULL,
    header BLOB NOT NULL, object BLOB NOT NULL, PRIMARY KEY (message, number))`,
  'personal (compartment BLOB PRIMARY KEY, escrow BLOB NOT NULL)',
  'personal_rows (id BLOB PRIMARY KEY, compartment BLOB NOT NULL, sealed BLOB NOT NULL)',
  `audit (position INTEGER PRIMARY KEY, at INTEGER NOT NULL, previous BLOB NOT NULL, details BLOB NOT NULL,
    commits BLOB NOT NULL, hash BLOB NOT NULL)`,
  `audit_details (position INTEGER NOT NULL, number INTEGER NOT NULL, subject BLOB, hash BLOB NOT NULL, sealed BLOB,
    PRIMARY KEY (position, number))`,
  `audit_commits (position INTEGER NOT NULL, number INTEGER NOT NULL, kind INTEGER NOT NULL, key BLOB NOT NULL,
    body BLOB NOT NULL, PRIMARY KEY (position, number))`,
  'checkpoints (position INTEGER PRIMARY KEY, statement BLOB NOT NULL, summary BLOB NOT NULL)',
  'tombstones (id BLOB PRIMARY KEY, position INTEGER NOT NULL, sealed BLOB NOT NULL)',
  'copies (name TEXT PRIMARY KEY, made_at INTEGER NOT NULL, expires_at INTEGER NOT NULL)',
];

const indexes = [
  // Heads and re-keying read these columns of all rows of a compartment without touching the sealed bytes.
  'records_by_compartment ON records (compartment, bucket, id, version, hash)',
  'records_by_epoch ON records (compartment, epoch)',
  'contents_by_compartment ON contents (compartment, bucket, id, version, hash)',
  'contents_by_epoch ON contents (compartment, epoch)',
  // The sweep of objects at start.
  'contents_by_object ON contents (object)',
  'message_contents_by_object ON message_contents (object)',
  'messages_by_compartment ON messages (compartment)',
  // Erasure.
  'audit_details_by_subject ON audit_details (subject) WHERE subject IS NOT NULL',
];

/** docs/formats.md section 6. */
export const initial: Migration = {
  id: 1,
  name: 'initial',
  up(db) {
    for (const table of tables) db.run(`CREATE TABLE ${table} STRICT`);
    for (const index of indexes) db.run(`CREATE INDEX ${index}`);
  },
};
