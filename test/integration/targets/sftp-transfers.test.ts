import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { NodeFileSystem } from '../../../src-main/adapters/file-system/node-file-system.ts';
import { openTarget } from '../../../src-main/adapters/targets/open-target.ts';
import { VaultError } from '../../../src-main/contract/errors.ts';
import type { TargetContent } from '../../../src-main/core/ports/target.ts';
import { describeWithSmallDisk } from '../../support/full-disk.ts';
import { openSshd } from '../../support/servers/sshd.ts';
import { leftOvers, openForAll } from '../../support/servers/test-server.ts';
import { contentOf } from '../../support/target-content.ts';
import { describeWithTools } from '../../support/tools.ts';

const still = new AbortController().signal;
const longBytes = 3_000_000;

describeWithTools(['sshd', 'ssh-keygen', 'openssl'], 'long files of an SFTP server', () => {
  describeWithSmallDisk('with a disk of its own', () => {
    const server = openForAll(() => openSshd({ signIn: 'publickey', diskBytes: 64 * 2 ** 20 }));
    const open = () => openTarget(server().settings(), server().credentials, new NodeFileSystem());

    test('come back as they were, whole and in ranges, several at once, and are not written twice', async () => {
      const target = open();
      const bytes = [0, 1, 2].map((index) => randomBytes(longBytes + index));
      await Promise.all(bytes.map((one, index) => target.create(`long/${index}`, contentOf(one), still)));
      expect(await target.create('long/0', contentOf(randomBytes(longBytes)), still)).toBe('exists');
      await Promise.all(
        bytes.map(async (one, index) => {
          const pieces: Uint8Array[] = [];
          const range = { offset: index, length: one.length - index };
          for await (const piece of target.read(`long/${index}`, range, still)) pieces.push(Buffer.from(piece));
          expect(Buffer.concat(pieces).equals(one.subarray(index))).toBe(true);
        }),
      );
      await target.close();
    });

    test('that cannot be read here, or turn out other than announced, are not there, and the error is that of the reading', async () => {
      const target = open();
      const broken: TargetContent = {
        ...contentOf(randomBytes(longBytes)),
        bytes: async function* () {
          yield randomBytes(1_000_000);
          throw new VaultError('file-unreadable', 'gone', { details: { doing: 'reading' } });
        },
      };
      await expect(target.create('broken/a', broken, still)).rejects.toMatchObject({ message: 'gone' });
      const other = { ...contentOf(randomBytes(longBytes)), bytes: contentOf(randomBytes(longBytes)).bytes };
      await expect(target.create('broken/b', other, still)).rejects.toMatchObject({ code: 'file-changed-while-read' });
      expect([await target.size('broken/a', still), await target.size('broken/b', still)]).toEqual([null, null]);
      expect(leftOvers(server(), 'broken')).toEqual([]);
      await target.close();
    });

    test('end soon after they are cancelled, also while they wait for a piece that does not come', async () => {
      const target = open();
      const control = new AbortController();
      const stuck: TargetContent = {
        ...contentOf(randomBytes(longBytes)),
        bytes: async function* () {
          yield randomBytes(1_000_000);
          await wait(60_000, undefined, { ref: false });
        },
      };
      const creating = target.create('stuck/a', stuck, control.signal);
      setTimeout(() => control.abort(), 300);
      await expect(creating).rejects.toMatchObject({ code: 'cancelled' });
      await target.create('stuck/b', contentOf(randomBytes(longBytes)), still);
      const second = new AbortController();
      const reading = (async () => {
        for await (const _ of target.read('stuck/b', { offset: 0, length: longBytes }, second.signal)) second.abort();
      })();
      await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
      // Who needs no more just ends.
      for await (const _ of target.read('stuck/b', { offset: 0, length: longBytes }, still)) break;
      expect(await target.size('stuck/a', still)).toBeNull();
      await target.close();
    });

    test('fail when the target is closed meanwhile, as do those that are not there', async () => {
      const target = open();
      const range = { offset: 0, length: longBytes };
      const absent = target.read('absent', range, still)[Symbol.asyncIterator]();
      await expect(absent.next()).rejects.toMatchObject({ code: 'not-found' });
      await target.create('short', contentOf(randomBytes(2_000_000)), still);
      const short = target.read('short', range, still)[Symbol.asyncIterator]();
      await expect(short.next()).rejects.toMatchObject({ code: 'target-damaged' });
      const creating = target.create('closing', contentOf(randomBytes(longBytes)), still);
      await Promise.all([expect(creating).rejects.toBeInstanceOf(VaultError), target.close()]);
    });
  });
});
