/** Names of files in a repository (docs/formats.md section 15), from the folder of their writer but for `writerFolder`. */

const version = 'dossierkluis-1';
const hash = /^[0-9a-f]{64}$/;
const numberDigits = 10;
const timeDigits = 13;

/** What a file of a repository is, by the folder that it lies in. */
export type FileKind =
  | 'objects'
  | 'packs'
  | 'database'
  | 'sealed'
  | 'inventories'
  | 'tombstones'
  | 'writer'
  | 'snapshots'
  | 'heartbeats'
  | 'garbage';

/** The folder with one for each vault, by its id. */
export const vaultsFolder = version;

/** The folder of all writers of a vault. */
export const writersFolder = (vault: string): string => `${vaultsFolder}/${vault}/writers`;

export const writerFolder = (vault: string, computer: string): string => `${writersFolder(vault)}/${computer}`;

/** @param sha256 of the payload. */
export const objectName = (sha256: string): string => `objects/${sha256.slice(0, 2)}/${sha256}`;

/** @param sha256 of the file, as for all below. */
export const packName = (sha256: string): string => `packs/${sha256.slice(0, 2)}/${sha256}`;

export const databaseName = (sha256: string): string => `database/${sha256}`;
export const sealedName = (sha256: string): string => `sealed/${sha256}`;
export const inventoryName = (sha256: string): string => `inventories/${sha256}`;
export const writerName = (sha256: string): string => `writer/${sha256}`;
export const tombstoneName = (id: string, sha256: string): string => `tombstones/${id}-${sha256}`;
export const heartbeatName = (day: string, sha256: string): string => `heartbeats/${day}-${sha256}`;
export const snapshotName = (number: number, sha256: string): string =>
  `snapshots/${String(number).padStart(numberDigits, '0')}-${sha256}`;
export const garbageName = (at: number, sha256: string): string =>
  `garbage/${String(at).padStart(timeDigits, '0')}-${sha256}`;

/** The hash that a name ends with; null for a name that no writer gives. */
export function hashInName(name: string): string | null {
  const last = name.slice(name.lastIndexOf('/') + 1);
  const end = last.slice(-64);
  return hash.test(end) && (last.length === 64 || last.at(-65) === '-') ? end : null;
}

/** The number of a snapshot by its name; null for another name. */
export function numberInName(name: string): number | null {
  const found = /^snapshots\/(\d{10})-[0-9a-f]{64}$/.exec(name)?.[1];
  return found === undefined ? null : Number(found);
}
