import { expect, test } from 'vitest';
import { NodeFileSystem } from '../../../../src-main/adapters/file-system/node-file-system.ts';
import type { BackupSource, CapturedVault } from '../../../../src-main/core/backup/sources/backup-source.ts';
import { LockedCaptures } from '../../../../src-main/core/backup/sources/locked-captures.ts';
import { newSigningKey } from '../../../../src-main/core/crypto/signing.ts';

/** A source of which a capture holds a lock, with a database that is never read to its end. */
function endlessSource() {
  const lock = { isHeld: false };
  const capture = async <Result>(use: (captured: CapturedVault) => Promise<Result>): Promise<Result> => {
    lock.isHeld = true;
    try {
      const database = { sizeBytes: 1, readAt: async () => await new Promise<number>((done) => setImmediate(done, 1)) };
      return await use({
        database,
        files: [],
        state: 'locked',
        objects: new Set(),
        audit: null,
        tombstones: [],
        recipient: '',
      });
    } finally {
      lock.isHeld = false;
    }
  };
  const source: BackupSource = {
    env: { files: new NodeFileSystem(), clock: { now: () => 0 } },
    vault: '',
    computer: { id: '', signing: newSigningKey() },
    writerFile: new Uint8Array(),
    pathOf: () => '',
    capture,
  };
  return { lock, source };
}

const readOn = async ({ database }: CapturedVault): Promise<never> => {
  for (;;) await database.readAt(new Uint8Array(1), 0);
};

test('a capture of a locked vault makes way for whoever opens it, and none begins meanwhile', async () => {
  const { lock, source } = endlessSource();
  const captures = new LockedCaptures();
  const capture = async (use: typeof readOn | (() => Promise<string>)) => await captures.givingWay(source).capture(use);
  const broken = expect(capture(readOn)).rejects.toMatchObject({ code: 'vault-in-use' });
  expect(lock.isHeld).toBe(true);
  const opened = await captures.whileNone(async () => {
    expect(lock.isHeld).toBe(false);
    await expect(capture(async () => 'captured')).rejects.toMatchObject({ code: 'vault-in-use' });
    return 'opened';
  });
  await broken;
  expect(opened).toBe('opened');
  expect(await capture(async () => 'captured')).toBe('captured');
  expect(lock.isHeld).toBe(false);
});
