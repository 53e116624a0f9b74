import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { NodeFileSystem } from '../../../src-main/adapters/file-system/node-file-system.ts';
import { VaultError } from '../../../src-main/contract/errors.ts';
import type { InventoryEntry } from '../../../src-main/core/backup/repository/inventory.ts';
import { sendPayloads } from '../../../src-main/core/backup/runs/send-payloads.ts';
import { sha256 } from '../../../src-main/core/crypto/binding.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import type { FileSystem } from '../../../src-main/core/ports/file-system.ts';
import { fetchPayloads } from '../../../src-main/core/restore/fetch-payloads.ts';
import { folderTarget } from '../../support/backup-office.ts';
import { seededRandom } from '../../support/seed.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { withCalls } from '../../support/with-calls.ts';

const folder = 'dossierkluis-1/v/writers/c';

/** Objects of a vault, of which most are short, and a folder that they are sent to. */
async function objectsAndTarget() {
  const files: FileSystem = new NodeFileSystem();
  const home = tempFolder();
  const random = seededRandom(7);
  const objects: string[] = [];
  for (const name of ['objects', 'restored']) mkdirSync(home.file(name));
  for (let index = 0; index < 70; index += 1) {
    const bytes = Buffer.alloc(index % 20 === 19 ? 1_200_000 : 1 + random.below(40_000), `payload ${index}`);
    const name = sha256(bytes).toString('hex');
    writeFileSync(home.file('objects', name), bytes);
    objects.push(name);
  }
  const target = await folderTarget(home.file('target'));
  const placed: InventoryEntry[] = [];
  const send = async (by: FileSystem = files) => {
    const pathOf = (name: string) => home.file('objects', name);
    const note = async (some: readonly InventoryEntry[]) => void placed.push(...some);
    return await sendPayloads({ target, folder, files: by, pathOf, placed: note, job: unwatched }, objects);
  };
  const fetch = async (by: FileSystem = files) => {
    const pathOf = (name: string) => home.file('restored', name);
    await fetchPayloads({ target, folder, files: by, pathOf, job: unwatched }, placed);
  };
  return { files, home, objects, placed, send, fetch };
}

describe('payloads', () => {
  test('come back as they were, but for those that grew, shrank or changed after they had been counted', async () => {
    const { files, home, objects, placed, send, fetch } = await objectsAndTarget();
    const [grown = '', shrunk = '', changed = ''] = [objects[3], objects[40], objects[41]];
    let looked = 0;
    const look: FileSystem['look'] = async (path) => {
      const found = await files.look(path);
      looked += 1;
      if (looked === objects.length) {
        writeFileSync(home.file('objects', grown), 'and more', { flag: 'a' });
        truncateSync(home.file('objects', shrunk), 1);
        const bytes = readFileSync(home.file('objects', changed));
        writeFileSync(
          home.file('objects', changed),
          bytes.map((byte) => byte ^ 1),
        );
      }
      return found;
    };
    const damaged = await send(withCalls(files, { look }));
    expect([...damaged.keys()].sort()).toEqual([grown, shrunk, changed].sort());
    expect(placed).toHaveLength(objects.length - 3);
    await fetch();
    for (const { sha256: name } of placed) {
      expect(sha256(readFileSync(home.file('restored', name))).toString('hex')).toBe(name);
    }
    expect(readdirSync(home.file('restored'))).toHaveLength(placed.length);
  });

  test.each(['long', 'short'] as const)(
    'of which a %s one cannot be written leave nothing half-done behind when that is told',
    async (which) => {
      const { files, home, placed, send, fetch } = await objectsAndTarget();
      await send();
      let opened = 0;
      const openWriter: FileSystem['openWriter'] = async (path) => {
        const writer = await files.openWriter(path);
        opened += 1;
        if (opened !== 2) return writer;
        return {
          append: (bytes) => writer.append(bytes),
          commit: () => Promise.reject(new VaultError('disk-full', 'no room')),
          discard: () => writer.discard(),
        };
      };
      const refused = placed.find(({ pack }) => pack !== null)?.sha256 ?? '';
      // A folder of its name stands in the way.
      if (which === 'short') mkdirSync(home.file('restored', refused, 'in the way'), { recursive: true });
      const expected = which === 'long' ? { code: 'disk-full' } : { details: { systemError: 'EISDIR' } };
      await expect(fetch(which === 'long' ? withCalls(files, { openWriter }) : files)).rejects.toMatchObject(expected);
      const left = readdirSync(home.file('restored'));
      expect(left.filter((name) => name.startsWith('.tmp-'))).toEqual([]);
      expect(left.length).toBeLessThan(placed.length);
    },
  );
});
