import { VaultError, violated } from '../../../contract/errors.ts';
import { type LogHead, readLogHead } from '../../audit/log.ts';
import { objectsInUse } from '../../documents/objects-in-use.ts';
import type { Database } from '../../ports/database.ts';
import type { FileBytes } from '../../ports/file-system.ts';
import { blobOf, idOf } from '../../ports/row.ts';
import { type Environment, type OpenVault, vaultPaths } from '../../vault/open-vault.ts';
import { takeLock } from '../../vault/take-lock.ts';
import type { TarEntry } from '../repository/tar.ts';
import { readVaultFiles } from './vault-files.ts';

/** Whoever erases goes first, so a copy may have to begin anew; erasing many folders in a row ends some time. */
const mostAttempts = 5;

/** A vault at one instant: `database` and `files` are what a backup of it holds, without the objects. */
export interface Captured {
  readonly database: FileBytes;
  /** Of docs/formats.md section 15.3. */
  readonly files: readonly TarEntry[];
}

/** What only the key of the database tells. */
export interface CapturedContent {
  /** Names, in hexadecimal, of all objects that a row refers to, each once. */
  readonly objects: ReadonlySet<string>;
  readonly audit: LogHead;
  readonly tombstones: readonly { readonly id: string; readonly sealed: Buffer }[];
}

/**
 * Hands an open vault over as it is at one instant. Other calls go on meanwhile, but the log of the database grows, so
 * `use` is to read what it needs into files of its own, and not to wait for a target.
 *
 * @param use may be called again from the beginning, and then has to drop what it made before.
 * @throws VaultError `file-changed-while-read` when each attempt was in somebody's way, `cancelled` when the vault was closed,
 * `vault-in-use`; those of `use`.
 */
export async function captureOpenVault<Result>(
  vault: OpenVault,
  use: (captured: Captured & CapturedContent) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptCapture(vault, use);
    } catch (error) {
      if (attempt === mostAttempts || !(error instanceof VaultError) || error.code !== 'file-changed-while-read') {
        throw error;
      }
    }
  }
}

async function attemptCapture<Result>(
  { env, paths, db, fileTurns }: OpenVault,
  use: (captured: Captured & CapturedContent) => Promise<Result>,
): Promise<Result> {
  const { used } = await fileTurns.take(async () => {
    // Before the database: a message of the spool that is taken in meanwhile is then in both, never in neither.
    const files = await readVaultFiles(env.files, paths);
    // Nobody else has a turn until `use` first waits, and then nobody changes this file.
    return { used: db.whileStill(async (database) => await use({ database, files, ...contentOf(db) })) };
  });
  return await used;
}

function contentOf(db: Database): CapturedContent {
  return {
    objects: objectsInUse(db),
    audit: readLogHead(db),
    tombstones: db
      .all('SELECT id, sealed FROM tombstones ORDER BY position, id')
      .map((row) => ({ id: idOf(row, 'id'), sealed: blobOf(row, 'sealed') })),
  };
}

/**
 * Hands over, as it lies there, a vault that nobody has open, and keeps everybody out until `use` has ended. Needs no key.
 * @param use is told whether the program that had it open last did not close it: then the log of the database is among the files.
 * @throws VaultError `vault-in-use`, `vault-not-found`, `integrity-violated` naming a file that is not what it should be.
 */
export async function captureLockedVault<Result>(
  env: Pick<Environment, 'files' | 'store'>,
  folder: string,
  use: (captured: Captured & { readonly state: 'locked' | 'after-crash' }) => Promise<Result>,
): Promise<Result> {
  const paths = vaultPaths(folder);
  // Taking the lock makes its file, which belongs nowhere else.
  if ((await env.files.look(paths.vaultFile)) === null) throw new VaultError('vault-not-found', 'no vault.json');
  const lock = await takeLock(env.store, paths.lock);
  const opened: { close(): Promise<void> }[] = [];
  try {
    const database = await openRegular(env, paths.database, 'vault.db');
    if (database === null) throw violated('vault.db', 'there is no such file');
    opened.push(database);
    const log = await openRegular(env, `${paths.database}-wal`, 'vault.db-wal');
    if (log !== null) opened.push(log);
    const files = await readVaultFiles(env.files, paths);
    if (log === null || log.sizeBytes === 0) return await use({ database, files, state: 'locked' });
    return await use({ database, files: [...files, entryOf('vault.db-wal', log)], state: 'after-crash' });
  } finally {
    for (const file of opened) await file.close();
    lock.release();
  }
}

async function openRegular({ files }: Pick<Environment, 'files'>, path: string, part: string) {
  const found = await files.look(path);
  if (found === null) return null;
  if (found.kind !== 'file') throw violated(part, `${part}: not a regular file`);
  return await files.openReader(path);
}

const pieceBytes = 1024 * 1024;

function entryOf(name: string, file: FileBytes): TarEntry {
  const bytes = async function* () {
    for (let position = 0; position < file.sizeBytes; ) {
      const piece = Buffer.allocUnsafe(Math.min(pieceBytes, file.sizeBytes - position));
      const read = await file.readAt(piece, position);
      if (read < piece.length) throw violated(name, `${name}: shorter than it was`);
      yield piece;
      position += read;
    }
  };
  return { name, sizeBytes: file.sizeBytes, bytes };
}
