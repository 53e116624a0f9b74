import { createHash, webcrypto } from 'node:crypto';
import type { Finding } from '../../contract/check.ts';
import { idBytes } from '../crypto/bytes.ts';
import { objectsInUse } from '../documents/objects-in-use.ts';
import { checkCancelled } from '../job.ts';
import { unfinishedName } from '../ports/file-system.ts';
import { idOf } from '../ports/row.ts';
import { DocumentBodySchema, VersionBodySchema } from '../records/bodies.ts';
import { openRow } from '../records/open-row.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { requireOwnFolder } from '../vault/own-folder.ts';
import type { Findings } from './findings.ts';
import type { Progress } from './progress.ts';

/** Objects on their way between disk and hash, so that neither waits for this thread's next turn. */
const objectsAtOnce = 32;
const blockBytes = 512 * 1024;

type ObjectsPlace = Pick<OpenVault, 'env' | 'paths'>;

export interface ObjectCounts {
  objects: number;
  objectBytes: number;
}

/**
 * Every object against its name, which is the hash of its bytes, so that this needs no key: also those of folders that the
 * signed-in user may not open. Those that a row names and that are not there, and those that no row names.
 */
export async function checkObjects(vault: OpenVault, findings: Findings, progress: Progress): Promise<ObjectCounts> {
  return await checkObjectFiles(vault, objectsInUse(vault.db), (object) => ownerOf(vault, object), findings, progress);
}

/**
 * As `checkObjects`, for who has no session.
 * @param named the objects that rows name; null when that cannot be told. @param ownerOf what may be said of one.
 */
export async function checkObjectFiles(
  vault: ObjectsPlace,
  named: ReadonlySet<string> | null,
  ownerOf: (object: string) => Finding['about'],
  findings: Findings,
  progress: Progress,
): Promise<ObjectCounts> {
  const counts: ObjectCounts = { objects: 0, objectBytes: 0 };
  const missing = new Set(named ?? []);
  const found = await listObjects(vault, findings);
  const waiting = [...found];
  const checkOne = async (buffer: Buffer) => {
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      checkCancelled(progress.job);
      const object = name;
      const isNamed = missing.delete(object);
      if (!isNamed && named !== null) findings.add(`objects ${object}`, 'superfluous', 'no row names it');
      await findings.attemptAsync(`objects ${object}`, async () => {
        const { hash, sizeBytes } = await hashOf(vault, object, buffer);
        counts.objectBytes += sizeBytes;
        // Of one that no row names nobody wants the content; a write that was cut off may have left part of it.
        if (hash === object || (!isNamed && named !== null)) return;
        const what = 'its content is not what its name says: altered or cut short';
        findings.add(`objects ${object}`, 'altered', what, ownerOf(object));
      });
      counts.objects += 1;
      await progress.step();
    }
  };
  const buffers = Array.from({ length: objectsAtOnce }, () => Buffer.allocUnsafeSlow(blockBytes));
  const outcomes = await Promise.allSettled(buffers.map(checkOne));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  for (const object of missing) {
    findings.add(`objects ${object}`, 'missing', 'a row names it', ownerOf(object));
  }
  return counts;
}

/** Names of objects; everything else below the folder is a finding. */
async function listObjects({ env, paths }: ObjectsPlace, findings: Findings): Promise<string[]> {
  const objects: string[] = [];
  for (const folder of await env.files.list(paths.objects)) {
    if (folder === '.unswept') {
      findings.add('objects/.unswept', 'unfinished-write', 'objects wait to be swept, which the next sign-in does');
      continue;
    }
    if (!/^[0-9a-f]{2}$/.test(folder)) {
      findings.add(`objects/${folder}`, strayProblem(folder), 'not a folder of objects');
      continue;
    }
    const own = await findings.attemptAsync(`objects/${folder}`, async () => {
      await requireOwnFolder(env.files, `${paths.objects}/${folder}`, `objects/${folder}`);
      return true;
    });
    if (own === null) continue;
    for (const name of await env.files.list(`${paths.objects}/${folder}`)) {
      if (/^[0-9a-f]{64}$/.test(name) && name.startsWith(folder)) objects.push(name);
      else findings.add(`objects/${folder}/${name}`, strayProblem(name), 'not an object of this folder');
    }
  }
  return objects;
}

function strayProblem(name: string): Finding['problem'] {
  return unfinishedName.test(name) ? 'unfinished-write' : 'unknown-file';
}

async function hashOf(
  { env, paths }: ObjectsPlace,
  object: string,
  buffer: Buffer,
): Promise<{ hash: string; sizeBytes: number }> {
  const reader = await env.files.openReader(`${paths.objects}/${object.slice(0, 2)}/${object}`);
  try {
    if (reader.sizeBytes <= buffer.length) {
      const sizeBytes = await reader.readAt(buffer.subarray(0, reader.sizeBytes), 0);
      // Most objects are small: hashed beside this thread, which has the rows to check meanwhile.
      const hash = await webcrypto.subtle.digest('SHA-256', buffer.subarray(0, sizeBytes));
      return { hash: Buffer.from(hash).toString('hex'), sizeBytes };
    }
    const hash = createHash('sha256');
    let sizeBytes = 0;
    for (let read = -1; read !== 0; sizeBytes += read) {
      read = await reader.readAt(buffer, sizeBytes);
      hash.update(buffer.subarray(0, read));
    }
    return { hash: hash.digest('hex'), sizeBytes };
  } finally {
    await reader.close();
  }
}

/** The document that an object belongs to, where the signed-in user may know it. */
function ownerOf(vault: OpenVault, object: string): Finding['about'] {
  const row = vault.db.get('SELECT * FROM contents WHERE object = ? LIMIT 1', Buffer.from(object, 'hex'));
  const compartment = row ? vault.compartments.get(idOf(row, 'compartment')) : undefined;
  if (!row || !compartment) return null;
  const version = VersionBodySchema.safeParse(openRow(vault, compartment, 'contents', row).record.body);
  if (!version.success) return null;
  const id = version.data.document;
  const owner = vault.db.get(
    'SELECT * FROM records WHERE id = ? AND compartment = ?',
    idBytes(id),
    idBytes(compartment.id),
  );
  const body = owner && DocumentBodySchema.safeParse(openRow(vault, compartment, 'records', owner).record.body);
  return body?.success ? { id, name: body.data.name } : null;
}
