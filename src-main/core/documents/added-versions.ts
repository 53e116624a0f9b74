import { committedColumn } from '../access/head.ts';
import { idBytes } from '../crypto/bytes.ts';
import { idOf, optionalBlobOf } from '../ports/row.ts';
import { VersionBodySchema } from '../records/bodies.ts';
import { isByItsAuthor, openRowOf } from '../records/open-row.ts';
import { bodyOf } from '../records/sealed-record.ts';
import { compartmentOf, type OpenCompartment, type OpenVault } from '../vault/open-vault.ts';

/** Who put a version of a document into its folder, and when. */
export interface AddedVersion {
  readonly id: string;
  readonly document: string;
  readonly number: number;
  /** The id of the user who signed it; null when she might not write it: then nobody is to be named. */
  readonly by: string | null;
  /** The position of that change. */
  readonly writtenAt: number;
}

interface Known {
  /** The state of the folder that `versions` is complete for. */
  buckets: Buffer | null;
  readonly versions: Map<string, AddedVersion>;
}

/** Between two turns of other calls, in ms. */
const sliceMs = 20;

/** Of every session what it has read: a version never changes, so that its signature is verified once. */
const knownOf = new WeakMap<OpenVault, Map<string, Known>>();

/**
 * Every version in a folder by its id. The first time in a session it opens all of them and verifies their signatures, later
 * only what is new; other calls get their turn meanwhile.
 * @throws VaultError `not-found`, `integrity-violated`.
 */
export async function addedVersions(vault: OpenVault, folder: string): Promise<ReadonlyMap<string, AddedVersion>> {
  const known = knownIn(vault, folder);
  const { buckets } = compartmentOf(vault, folder);
  if (known.buckets?.equals(buckets)) return known.versions;
  const sql = 'SELECT id FROM contents WHERE compartment = ?';
  const present = new Set(vault.db.all(sql, idBytes(folder)).map((row) => idOf(row, 'id')));
  for (const id of known.versions.keys()) if (!present.has(id)) known.versions.delete(id);
  let since = performance.now();
  for (const id of present) {
    if (known.versions.has(id)) continue;
    const version = readAdded(vault, compartmentOf(vault, folder), id);
    if (version) known.versions.set(id, version);
    if (performance.now() - since < sliceMs) continue;
    await new Promise((resolve) => setImmediate(resolve));
    since = performance.now();
  }
  known.buckets = buckets;
  return known.versions;
}

function knownIn(vault: OpenVault, folder: string): Known {
  const folders = knownOf.get(vault) ?? new Map<string, Known>();
  knownOf.set(vault, folders);
  for (const id of folders.keys()) if (!vault.compartments.has(id)) folders.delete(id);
  const known = folders.get(folder) ?? { buckets: null, versions: new Map<string, AddedVersion>() };
  folders.set(folder, known);
  return known;
}

/** Null when it went meanwhile. */
function readAdded(vault: OpenVault, compartment: OpenCompartment, id: string): AddedVersion | null {
  const row = vault.db.get(
    `SELECT id, epoch, version, sealed, header, object, ${committedColumn('contents')} FROM contents
     WHERE id = ? AND compartment = ?`,
    idBytes(id),
    idBytes(compartment.id),
  );
  if (!row) return null;
  const hash = optionalBlobOf(row, 'committed');
  const opened = openRowOf(vault, compartment, 'contents', row, hash === null ? undefined : { hash });
  const { place, record } = opened;
  const { document, number } = bodyOf(place, record, 'version', VersionBodySchema);
  const by = isByItsAuthor(vault, compartment, opened) ? record.author : null;
  return { id, document, number, by, writtenAt: record.at };
}
