import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appendEntry, commitKinds, type Detail, readCommits, storedHash } from '../../../src-main/core/audit/log.ts';
import { verifyWholeLog } from '../../../src-main/core/audit/verify-whole-log.ts';
import { bind } from '../../../src-main/core/crypto/binding.ts';
import { idBytes, noBytes, u64 } from '../../../src-main/core/crypto/bytes.ts';
import { newSigningKey, sign, signingKeyOf } from '../../../src-main/core/crypto/signing.ts';
import { type Job, unwatched } from '../../../src-main/core/job.ts';
import { blobOf, integerOf, optionalBlobOf } from '../../../src-main/core/ports/row.ts';
import { sealMessage } from '../../../src-main/core/records/sealed-message.ts';
import { changeVault } from '../../../src-main/core/vault/change.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { directoryCommit } from '../../../src-main/core/vault/directory.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { contentHash } from '../../../src-main/core/vault/vault-file.ts';
import { copyOffice, createOffice, folderFor, type Office, writeNote } from '../../support/office.ts';
import { openTempFolder, type TempFolder } from '../../support/temp-folder.ts';
import { officerName } from '../../support/test-vault.ts';

type Database = OpenVault['db'];

const trial = (vault: OpenVault, count: number) => {
  for (let entry = 0; entry < count; entry += 1) {
    changeVault(vault, (change) => change.tell('trial', { entry }, change.position % 2 ? idOfEntry(entry) : null));
  }
};
const idOfEntry = (entry: number) => u64(entry).toString('hex').padStart(32, '0');

let home: TempFolder;
let made: Office;

/** An office whose log has a checkpoint in it and entries behind that. */
beforeAll(async () => {
  home = openTempFolder();
  made = await createOffice({ Els: 'employee' }, home);
  await made.asOfficer(async (officer) => {
    const folder = await folderFor(officer, 'Familie Jansen', { Els: 'write' });
    writeNote(officer, folder, 'gebeld');
    trial(officer, 70);
  });
  await made.asOfficer((officer) => {
    expect(officer.db.get('SELECT position FROM checkpoints')).toBeDefined();
    trial(officer, 20);
  });
});
afterAll(() => home[Symbol.dispose]());

/** A copy of it, opened by the Privacy Officer. */
async function withLog(work: (officer: OpenVault, here: Office) => Promise<void>): Promise<void> {
  const here = copyOffice(made);
  const officer = await here.open(officerName);
  await work(officer, here);
  await closeVault(officer);
}

async function findingsOf(vault: OpenVault): Promise<string[]> {
  const { findings } = await verifyWholeLog(vault, unwatched);
  return findings.map(({ part, problem }) => `${part}: ${problem}`);
}

const sealedAt = (db: Database, position: number) =>
  blobOf(db.get('SELECT sealed FROM audit_details WHERE position = ?', position) ?? {}, 'sealed');

describe('a whole log', () => {
  test('verifies for everybody, with its details for the Privacy Officer', async () => {
    await withLog(async (officer, here) => {
      const verdict = await verifyWholeLog(officer, unwatched);
      expect(verdict).toMatchObject({ entries: officer.log.head.position, detailsOpened: true, findings: [] });
      await closeVault(officer);
      const els = await here.open('Els');
      expect(await verifyWholeLog(els, unwatched)).toMatchObject({ detailsOpened: false, findings: [] });
      await closeVault(els);
    });
  });

  test('tells how far it is, and stops when it is told to', async () => {
    await withLog(async (officer) => {
      const controller = new AbortController();
      const reported: (number | null)[] = [];
      const job: Job = {
        signal: controller.signal,
        report: (done, total) => {
          reported.push(done, total);
          controller.abort();
        },
      };
      await expect(verifyWholeLog(officer, job)).rejects.toMatchObject({ code: 'cancelled' });
      expect(reported).toHaveLength(2);
    });
  });
});

/** What is done to the log, and what is found; 30 lies before the checkpoint, `tail` behind it. */
const tamperings: [string, (db: Database, at: number) => void, (at: number) => string[]][] = [
  [
    'an entry is removed',
    (db, at) => db.run('DELETE FROM audit WHERE position = ?', at),
    (at) => [`audit log ${at}: chain-broken`],
  ],
  [
    'an entry is removed with all that belongs to it',
    (db, at) => {
      for (const table of ['audit', 'audit_details', 'audit_commits'])
        db.run(`DELETE FROM ${table} WHERE position = ?`, at);
    },
    (at) => [`audit log ${at}: chain-broken`],
  ],
  [
    'the time of an entry is altered',
    (db, at) => db.run('UPDATE audit SET at = at + 1 WHERE position = ?', at),
    (at) => [`audit log ${at}: chain-broken`],
  ],
  [
    'two entries change places',
    (db, at) => {
      for (const table of ['audit', 'audit_details', 'audit_commits']) {
        db.run(`UPDATE ${table} SET position = -1 WHERE position = ?`, at);
        db.run(`UPDATE ${table} SET position = ? WHERE position = ?`, at, at + 1);
        db.run(`UPDATE ${table} SET position = ? WHERE position = -1`, at + 1);
      }
    },
    (at) => [
      `audit log ${at}: chain-broken`,
      `audit log ${at}: detail-altered`,
      `audit log ${at + 1}: chain-broken`,
      `audit log ${at + 1}: detail-altered`,
      `audit log ${at + 2}: chain-broken`,
    ],
  ],
  [
    'a detail is removed',
    (db, at) => db.run('DELETE FROM audit_details WHERE position = ?', at),
    (at) => [`audit log ${at}: chain-broken`],
  ],
  [
    'a byte of a detail is altered',
    (db, at) => {
      const sealed = sealedAt(db, at);
      sealed.writeUInt8(sealed.readUInt8(260) ^ 1, 260);
      db.run('UPDATE audit_details SET sealed = ? WHERE position = ?', sealed, at);
    },
    (at) => [`audit log ${at}: chain-broken`, `audit log ${at}: detail-altered`],
  ],
  [
    'a detail is emptied as if it had been erased',
    (db, at) => db.run('UPDATE audit_details SET sealed = NULL WHERE position = ?', at),
    (at) => [`audit log ${at}: detail-altered`],
  ],
  [
    'a detail is said to be about something else',
    (db, at) => db.run('UPDATE audit_details SET subject = ? WHERE position = ?', idBytes('ab'.repeat(16)), at),
    (at) => [`audit log ${at}: chain-broken`],
  ],
  [
    'a detail is added',
    (db, at) =>
      db.run(
        'INSERT INTO audit_details SELECT position, 1, subject, hash, sealed FROM audit_details WHERE position = ?',
        at,
      ),
    (at) => [`audit log ${at}: chain-broken`, `audit log ${at}: detail-altered`],
  ],
  [
    'a commit is added',
    (db, at) => db.run('INSERT INTO audit_commits VALUES (?, 0, 4, ?, ?)', at, Buffer.alloc(16), Buffer.alloc(32)),
    (at) => [`audit log ${at}: chain-broken`],
  ],
];

describe('what is found, and where', () => {
  test.each(tamperings)('when %s, before the checkpoint and behind it', async (_, tamper, expected) => {
    await withLog(async (officer) => {
      const tail = officer.log.head.position - 4;
      for (const at of [30, tail]) tamper(officer.db, at);
      expect(await findingsOf(officer)).toEqual([...expected(30), ...expected(tail)]);
    });
  });

  test('when a commit is removed or altered', async () => {
    await withLog(async (officer) => {
      const row = officer.db.get('SELECT position FROM audit_commits WHERE kind = 1 ORDER BY position DESC LIMIT 1');
      const position = integerOf(row ?? {}, 'position');
      officer.db.run('UPDATE audit_commits SET body = zeroblob(40) WHERE position = ? AND kind = 1', position);
      expect(await findingsOf(officer)).toContain(`audit log ${position}: chain-broken`);
      officer.db.run('DELETE FROM audit_commits WHERE position = ?', position);
      expect(await findingsOf(officer)).toContain(`audit log ${position}: chain-broken`);
    });
  });

  test('when the checkpoint is altered or sums up something else', async () => {
    await withLog(async (officer) => {
      const row = officer.db.get('SELECT summary FROM checkpoints');
      const summary = blobOf(row ?? {}, 'summary');
      summary.writeUInt8(summary.readUInt8(40) ^ 1, 40);
      officer.db.run('UPDATE checkpoints SET summary = ?', summary);
      expect(await findingsOf(officer)).toEqual(['checkpoint: checkpoint-wrong']);
    });
  });

  test('when the last entry is removed', async () => {
    await withLog(async (officer) => {
      const last = officer.log.head.position;
      for (const table of ['audit', 'audit_details']) officer.db.run(`DELETE FROM ${table} WHERE position = ?`, last);
      expect(await findingsOf(officer)).toContain(`audit log ${last}: chain-broken`);
    });
  });
});

describe('an entry that fits the chain but is not by whom it should be', () => {
  const append = (
    vault: OpenVault,
    by: OpenVault['user']['author'],
    commits: Parameters<typeof appendEntry>[3]['commits'],
  ) => {
    const { head } = vault.log;
    const position = head.position + 1;
    const id = Buffer.concat([u64(position), u64(0)]);
    const author = { id: by.user, signing: by.signing };
    const sealed = sealMessage(vault.id, vault.directory.audit, id, author, {
      type: 'audit',
      at: position,
      body: { action: 'trial' },
    });
    const entry = { at: 1, details: [{ subject: null, sealed }], commits };
    vault.log.head = appendEntry(vault.db, vault.id, head, entry);
    return position;
  };

  test('is found when its author is nobody of the office', async () => {
    await withLog(async (officer) => {
      const forged = append(officer, { ...officer.user.author, signing: newSigningKey() }, []);
      expect(await findingsOf(officer)).toEqual([`audit log ${forged}: detail-author-unknown`]);
    });
  });

  test('is found when it commits to what only the Privacy Officer may', async () => {
    await withLog(async (officer, here) => {
      await closeVault(officer);
      const els = await here.open('Els');
      const removed = { kind: commitKinds.messageRemoved, key: Buffer.alloc(16, 1), body: noBytes };
      const directory = { kind: commitKinds.directory, key: noBytes, body: directoryCommit(99, noBytes) };
      const author = { ...els.user.author, signing: signingKeyOf(Buffer.from(els.user.author.signing.seed)) };
      const first = append(els, author, [removed]);
      expect(first).toBe(els.log.head.position);
      await closeVault(els);
      const again = await here.open(officerName);
      expect(await findingsOf(again)).toEqual([`audit log ${first}: author-not-entitled`]);
      const second = append(again, author, [directory]);
      expect(await findingsOf(again)).toContain(`audit log ${second}: author-not-entitled`);
      await closeVault(again);
    });
  });

  test('is found when its details are by another than the commits', async () => {
    await withLog(async (officer, here) => {
      const { user, signing } = officer.user.author;
      const author = { user, signing: signingKeyOf(Buffer.from(signing.seed)) };
      await closeVault(officer);
      const els = await here.open('Els');
      // A commit that she might make, told of in the name of the Privacy Officer.
      const hash = contentHash(els.official);
      const message = bind(els.id, 'vault-file', u64(els.log.head.position + 1), hash);
      const body = Buffer.concat([hash, idBytes(els.user.id), sign(els.user.directorySigning, message)]);
      const forged = append(els, author, [{ kind: commitKinds.vaultFile, key: noBytes, body }]);
      await closeVault(els);
      const again = await here.open(officerName);
      expect(await findingsOf(again)).toEqual([`audit log ${forged}: author-not-entitled`]);
      await closeVault(again);
    });
  });

  test('is found when it tells again of what another entry commits to', async () => {
    await withLog(async (officer, here) => {
      await closeVault(officer);
      const els = await here.open('Els');
      const row = els.db.get('SELECT max(position) AS position FROM audit_commits WHERE kind = 3');
      const commits = readCommits(els.db, integerOf(row ?? {}, 'position'));
      const forged = append(els, els.user.author, commits);
      expect(await findingsOf(els)).toContain(`audit log ${forged}: commit-altered`);
      await closeVault(els);
    });
  });
});

describe('a log that somebody with the database key wrote anew from an entry on', () => {
  test('is another log to this computer, which takes no changes then, and its details are by nobody', async () => {
    await withLog(async (officer, here) => {
      const from = officer.log.head.position - 10;
      const [key] = officer.databaseKeys.map((bytes) => Buffer.from(bytes));
      const { id: vault, paths, directory } = officer;
      const user = officer.user.id;
      await closeVault(officer);
      const db = await here.env.store.open(paths.database, key ?? noBytes);
      const kept = db.all('SELECT * FROM audit WHERE position >= ? ORDER BY position', from);
      let head = { position: from - 1, hash: storedHash(db, from - 1) ?? noBytes };
      const forger = { id: user, signing: newSigningKey() };
      db.transaction(() => {
        for (const row of kept) {
          const position = integerOf(row, 'position');
          const details: Detail[] = db
            .all('SELECT subject, sealed FROM audit_details WHERE position = ? ORDER BY number', position)
            .map((detail) => ({
              subject: optionalBlobOf(detail, 'subject')?.toString('hex') ?? null,
              sealed: blobOf(detail, 'sealed'),
            }));
          const commits = readCommits(db, position);
          for (const table of ['audit', 'audit_details', 'audit_commits']) {
            db.run(`DELETE FROM ${table} WHERE position = ?`, position);
          }
          const messageId = Buffer.concat([u64(position), u64(0)]);
          const message = { type: 'audit', at: position, body: { action: 'nothing of note' } };
          const forged = { subject: null, sealed: sealMessage(vault, directory.audit, messageId, forger, message) };
          head = appendEntry(db, vault, head, {
            at: integerOf(row, 'at'),
            details: position === from ? [forged] : details,
            commits,
          });
        }
      });
      db.close();
      const again = await here.open(officerName);
      expect(again.readOnly).toBe(true);
      const forged = `audit log ${from}: detail-author-unknown`;
      expect(await findingsOf(again)).toEqual(['vault: vault-rolled-back', forged]);
      await closeVault(again);
    });
  });
});
