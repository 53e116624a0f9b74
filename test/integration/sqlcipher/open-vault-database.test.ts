import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withPagesToVerify } from '../../../src-main/adapters/sqlcipher/open-vault-database.ts';
import { type Job, unwatched } from '../../../src-main/core/job.ts';
import { describeUnlessMissing, missingLinux } from '../../support/tools.ts';
import { startProcess } from './support/start-process.ts';
import { filledVaultFolder, type VaultFolder } from './support/vault-folder.ts';

function openToVerify(folder: VaultFolder) {
  return withPagesToVerify(folder.open(), folder.databasePath, folder.key);
}

/** From another process: in this one, closing the file would drop the locks that the test is about. */
function changeByteElsewhere(path: string, position: number): void {
  const script = `printf '\\252' | dd of="$0" bs=1 seek=${position} conv=notrunc status=none`;
  expect(spawnSync('sh', ['-c', script, path]).status).toBe(0);
}

describe('an open database', () => {
  it('finds its pages intact, what is still in the write-ahead log included', async () => {
    const db = openToVerify(filledVaultFolder(50));
    db.run('UPDATE item SET body = randomblob(3000)');
    const { pages, badPages } = await db.verifyPages(unwatched);
    expect(badPages).toEqual([]);
    expect(pages).toBe(Number(db.get('PRAGMA page_count')?.page_count));
    db.close();
  });

  it('names a page that was changed behind its back, and one that hangs behind the end', async () => {
    const folder = filledVaultFolder(50);
    const db = openToVerify(folder);
    const pages = statSync(folder.databasePath).size / 4096;
    changeByteElsewhere(folder.databasePath, 6 * 4096 + 100);
    expect((await db.verifyPages(unwatched)).badPages).toEqual([7]);
    spawnSync('sh', ['-c', 'head -c 4096 /dev/zero >>"$0"', folder.databasePath]);
    expect((await db.verifyPages(unwatched)).badPages).toEqual([7, pages + 1]);
    db.close();
  });

  it('keeps every other process out while it is verified, and afterwards until it is closed', async () => {
    const folder = filledVaultFolder(50);
    const db = openToVerify(folder);
    const verifying = db.verifyPages(unwatched);
    expect((await startProcess('try-database', folder.path, folder.key)).said).toBe('vault-in-use');
    await verifying;
    expect((await startProcess('try-database', folder.path, folder.key)).said).toBe('vault-in-use');
    db.close();
    expect((await startProcess('try-database', folder.path, folder.key)).said).toBe('done');
  });

  it('can be opened again at once, and holds its lock then', async () => {
    const folder = filledVaultFolder(50);
    const first = openToVerify(folder);
    await first.verifyPages(unwatched);
    first.close();
    const second = openToVerify(folder);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await startProcess('try-database', folder.path, folder.key)).said).toBe('vault-in-use');
    second.close();
  });

  describeUnlessMissing(missingLinux, 'in the eyes of the system', () => {
    it('holds its file open until it is closed, and no longer', async () => {
      const folder = filledVaultFolder(1);
      const isHeld = () =>
        readdirSync('/proc/self/fd').some((number) => {
          // The one that reads this folder is gone by then.
          const path = existsSync(`/proc/self/fd/${number}`) ? readlinkSync(`/proc/self/fd/${number}`) : '';
          return path.startsWith(folder.databasePath);
        });
      const db = openToVerify(folder);
      await db.verifyPages(unwatched);
      expect(isHeld()).toBe(true);
      db.close();
      expect(isHeld()).toBe(false);
    });
  });

  it('stops when it is cancelled', async () => {
    const folder = filledVaultFolder(3000);
    const db = openToVerify(folder);
    const controller = new AbortController();
    const job: Job = { signal: controller.signal, report: () => controller.abort() };
    await expect(db.verifyPages(job)).rejects.toMatchObject({ code: 'cancelled' });
    db.close();
  });
});
