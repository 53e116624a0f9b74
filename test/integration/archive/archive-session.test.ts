import { existsSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { archiveOpenMs, lockArchive, unlockArchive } from '../../../src-main/core/archive/archive-session.ts';
import { listArchive } from '../../../src-main/core/archive/list-archive.ts';
import { openArchivedDocument } from '../../../src-main/core/archive/open-archived-document.ts';
import { returnDocument } from '../../../src-main/core/archive/return-document.ts';
import { listAudit } from '../../../src-main/core/audit/list-audit.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { sharedOffice } from '../../support/office.ts';
import { officerName, officerPassphrase } from '../../support/test-vault.ts';
import { as, people, prepare, reason, sealBrief } from './support.ts';

const office = sharedOffice(people);
const password = officerPassphrase;
const closed = { code: 'archive-closed' };

/** A folder with a sealed document in it. */
async function withSealed() {
  const at = await prepare(office());
  await as(at, 'Els', (els) => sealBrief(els, at));
  return at;
}
const list = async (vault: OpenVault) => await listArchive(vault, { folder: null });
const keyOf = (vault: OpenVault) => {
  const key = vault.archive?.identity.secretKey;
  if (!key) throw new Error('the archive is not open');
  return key;
};
const isWiped = (key: Uint8Array) => key.every((byte) => byte === 0);

afterEach(() => {
  vi.useRealTimers();
});

describe('while it is open the archive', () => {
  test('lists, opens and returns without the passphrase, and the log has its reason with each', async () => {
    const at = await withSealed();
    await as(at, officerName, async (officer) => {
      await expect(list(officer)).rejects.toMatchObject(closed);
      const until = await unlockArchive(officer, { password, reason });
      expect(until - officer.env.clock.now()).toBeGreaterThan(archiveOpenMs - 5000);
      expect((await list(officer)).documents).toMatchObject([{ name: 'brief.txt' }]);
      const request = { folder: at.folder, document: 'brief.txt' };
      const wanted = { version: null, outPath: at.out('brief.txt') };
      await openArchivedDocument(officer, request, wanted, unwatched);
      expect(existsSync(wanted.outPath)).toBe(true);
      await returnDocument(officer, { ...request, reason: 'terug naar Els' }, unwatched);
      const told = (await listAudit(officer, { limit: 10 }, unwatched)).filter(({ name }) =>
        name.startsWith('archive-'),
      );
      expect(told.map(({ name, facts }) => [name, facts.reason])).toEqual([
        ['archive-returned', 'terug naar Els'],
        ['archive-opened', reason],
        ['archive-listed', reason],
        ['archive-unlocked', reason],
      ]);
    });
  });

  test('takes another reason with the passphrase, and the time begins anew', async () => {
    await as({ office: office() }, officerName, async (officer) => {
      const until = await unlockArchive(officer, { password, reason });
      const before = keyOf(officer);
      officer.env.clock.now();
      expect(await unlockArchive(officer, { password, reason: 'iets anders' })).toBeGreaterThan(until);
      expect(isWiped(before)).toBe(true);
      expect(isWiped(keyOf(officer))).toBe(false);
      expect(officer.archive?.reason).toBe('iets anders');
    });
  });
});

describe('the key of the archive is wiped', () => {
  test('when she closes it, once and again', async () => {
    await as({ office: office() }, officerName, async (officer) => {
      await unlockArchive(officer, { password, reason });
      const key = keyOf(officer);
      lockArchive(officer);
      lockArchive(officer);
      expect(isWiped(key)).toBe(true);
      await expect(list(officer)).rejects.toMatchObject(closed);
    });
  });

  test('after 15 minutes by the timer, without a call that would notice', async () => {
    await as({ office: office() }, officerName, async (officer) => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      await unlockArchive(officer, { password, reason });
      const key = keyOf(officer);
      vi.advanceTimersByTime(archiveOpenMs - 1);
      expect(isWiped(key)).toBe(false);
      vi.advanceTimersByTime(1);
      expect(isWiped(key)).toBe(true);
      expect(officer.archive).toBeUndefined();
    });
  });

  test('at the next call after 15 minutes by the clock, where the timer stood still with the computer', async () => {
    const at = await withSealed();
    await as(at, officerName, async (officer) => {
      await unlockArchive(officer, { password, reason });
      const key = keyOf(officer);
      at.office.clock.advance(archiveOpenMs - 60_000);
      await list(officer);
      at.office.clock.advance(60_000);
      await expect(list(officer)).rejects.toMatchObject(closed);
      expect(isWiped(key)).toBe(true);
    });
  });

  test('at the next call when the clock was set back', async () => {
    const at = { office: office() };
    await as(at, officerName, async (officer) => {
      await unlockArchive(officer, { password, reason });
      at.office.clock.advance(-60 * 60_000);
      await expect(list(officer)).rejects.toMatchObject(closed);
      at.office.clock.advance(60 * 60_000);
    });
  });

  test('when she signs out', async () => {
    const officer = await office().open(officerName);
    await unlockArchive(officer, { password, reason });
    const key = keyOf(officer);
    await closeVault(officer);
    expect(isWiped(key)).toBe(true);
  });
});

describe('it does not open', () => {
  test('for a wrong passphrase, which counts as a failed sign-in', async () => {
    await as({ office: office() }, officerName, async (officer) => {
      for (let attempt = 0; attempt < 5; attempt += 1) {
        await expect(unlockArchive(officer, { password: 'niet dit', reason })).rejects.toMatchObject({
          code: 'sign-in-failed',
        });
      }
      await expect(unlockArchive(officer, { password, reason })).rejects.toMatchObject({ code: 'sign-in-locked-out' });
      await expect(list(officer)).rejects.toMatchObject(closed);
    });
  });

  test('for anybody but the Privacy Officer', async () => {
    await as({ office: office() }, 'Els', async (els) => {
      await expect(unlockArchive(els, { password, reason })).rejects.toMatchObject({ code: 'not-authorised' });
      await expect(list(els)).rejects.toMatchObject({ code: 'not-authorised' });
    });
  });

  test('in a vault that takes no changes, for what cannot be logged', async () => {
    await as({ office: office() }, officerName, async (officer) => {
      officer.readOnly = true;
      await expect(unlockArchive(officer, { password, reason })).rejects.toMatchObject({ code: 'vault-read-only' });
      expect(officer.archive).toBeUndefined();
    });
  });

  test('for longer by a call that brings the passphrase itself', async () => {
    const at = await withSealed();
    await as(at, officerName, async (officer) => {
      expect((await listArchive(officer, { folder: null, password })).documents).toHaveLength(1);
      expect(officer.archive).toBeUndefined();
      await expect(list(officer)).rejects.toMatchObject(closed);
    });
  });

  test('a document without a reason', async () => {
    const at = await withSealed();
    await as(at, officerName, async (officer) => {
      const request = { folder: at.folder, document: 'brief.txt', password };
      const wanted = { version: null, outPath: at.out('brief.txt') };
      const refused = { code: 'invalid-input', details: { input: 'reason', reason: 'reason-missing' } };
      await expect(openArchivedDocument(officer, request, wanted, unwatched)).rejects.toMatchObject(refused);
    });
  });
});
