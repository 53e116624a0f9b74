import { bucketCount, committedHashes, hashOfBucket } from '../access/head.ts';
import { idBytes } from '../crypto/bytes.ts';
import { turnOfOthers } from '../job.ts';
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
  /** By bucket: the hash that what is known of it is true of. */
  readonly hashes: (Buffer | null)[];
  readonly versions: Map<string, AddedVersion>;
  /** By bucket: the ids of its versions. */
  readonly ids: Set<string>[];
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
  let since = performance.now();
  for (let bucket = 0; bucket < bucketCount; bucket += 1) {
    const compartment = compartmentOf(vault, folder);
    const hash = hashOfBucket(compartment.buckets, bucket);
    if (known.hashes[bucket]?.equals(hash)) continue;
    takeOver(vault, compartment, bucket, known);
    known.hashes[bucket] = hash;
    if (performance.now() - since < sliceMs) continue;
    await turnOfOthers();
    since = performance.now();
  }
  return known.versions;
}

function knownIn(vault: OpenVault, folder: string): Known {
  const folders = knownOf.get(vault) ?? new Map<string, Known>();
  knownOf.set(vault, folders);
  for (const id of folders.keys()) if (!vault.compartments.has(id)) folders.delete(id);
  const known = folders.get(folder) ?? {
    hashes: [],
    versions: new Map<string, AddedVersion>(),
    ids: Array.from({ length: bucketCount }, () => new Set<string>()),
  };
  folders.set(folder, known);
  return known;
}

function takeOver(vault: OpenVault, compartment: OpenCompartment, bucket: number, { versions, ids }: Known): void {
  const leaves = committedHashes(vault.db, 'contents', compartment.id, bucket);
  const here = ids[bucket] ?? new Set();
  for (const id of here) {
    if (leaves.has(id)) continue;
    versions.delete(id);
    here.delete(id);
  }
  for (const [id, leaf] of leaves) {
    if (versions.has(id)) continue;
    const sql = 'SELECT id, epoch, version, sealed, header, object FROM contents WHERE id = ?';
    for (const row of vault.db.all(sql, idBytes(id))) {
      const opened = openRowOf(vault, compartment, 'contents', row, leaf);
      const { document, number } = bodyOf(opened.place, opened.record, 'version', VersionBodySchema);
      const by = isByItsAuthor(vault, compartment, opened) ? opened.record.author : null;
      versions.set(id, { id, document, number, by, writtenAt: opened.record.at });
      here.add(id);
    }
  }
}
