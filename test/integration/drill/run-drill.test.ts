import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { grantFolder, revokeFolder } from '../../../src-main/core/access/folder-access.ts';
import { eraseDocument } from '../../../src-main/core/documents/erase-document.ts';
import { sweepDrill, withDrillFolder } from '../../../src-main/core/drill/drill-folder.ts';
import { runDrill } from '../../../src-main/core/drill/run-drill.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import { writerFolderOf } from '../../support/backed-up.ts';
import { addDocuments } from '../../support/backup-office.ts';
import { copyFolder } from '../../support/copy-folder.ts';
import { dose } from '../../support/dose.ts';
import { sharedBackedUpOffice } from '../../support/drilling.ts';
import { folderFor, writeNote } from '../../support/office.ts';
import { createTestVault, officerName, officerPassphrase } from '../../support/test-vault.ts';
import { treeDigest } from '../../support/tree-digest.ts';

const backedUpOffice = sharedBackedUpOffice();

/** Names from the writer's folder on. */
const filesOf = (place: string, kind: string) =>
  Object.keys(treeDigest(writerFolderOf(place))).filter((name) => name.startsWith(kind));

describe('a drill', () => {
  test('opens every document of a backup, compares it with the vault of today, and leaves nothing behind', async () => {
    const { office, officer, drill, copy, home } = await backedUpOffice();
    const [jansen = ''] = [...officer.compartments.values()]
      .filter(({ members }) => members.purpose === 'folder')
      .map(({ id }) => id);
    const before = treeDigest(office.folder, ['lock', 'lock.info', 'vault.db-wal']);
    const untouched = await drill();
    expect(untouched).toMatchObject({
      passed: true,
      findings: [],
      isStale: false,
      snapshot: { number: 1, documents: 7 },
      repository: { snapshots: 1 },
      proved: { documents: 6, archived: 1, people: 2 },
      beside: { documents: { same: 6, changed: 0, gone: 0 }, records: { changed: 0, gone: 0 }, entriesSince: 1 },
    });
    expect(untouched.proved?.bytes).toBe(
      70_000 + 10 + 1_500_000 + 'the first letterthe second letteran old paper'.length,
    );
    expect(untouched.beside?.records.same).toBeGreaterThan(10);
    expect(untouched.restoreMs).toBeGreaterThan(0);
    expect(treeDigest(office.folder, ['lock', 'lock.info', 'vault.db-wal'])).toEqual(before);

    await eraseDocument(officer, { folder: 'Jansen', document: 'letter.txt' }, 'asked for');
    await addDocuments(officer, 'Jansen', [44], 2);
    writeNote(officer, jansen, 'another note');
    office.clock.advance(3 * 86_400_000);
    const later = await drill();
    expect(later).toMatchObject({
      passed: true,
      isStale: true,
      proved: { documents: 6, archived: 1 },
      beside: { documents: { same: 4, gone: 2 }, records: { gone: 1, same: expect.any(Number) } },
    });
    expect(later.beside?.entriesSince).toBeGreaterThan(untouched.beside?.entriesSince ?? 0);
    expect(existsSync(copy)).toBe(false);
    expect(readdirSync(dirname(copy))).toEqual(['lock']);
    expect(readdirSync(home.path).sort()).toEqual(['config', 'letter.txt', 'memory', 'old.txt', 'target', 'vault']);
    await closeVault(officer);
  });

  test('finds whole what was given new keys since, and tells of a file of somebody else that stands in no way', async () => {
    const { office, officer, drill, place } = await backedUpOffice();
    writeFileSync(join(writerFolderOf(place), 'snapshots/odd'), 'of somebody else');
    const folder = await folderFor(officer, 'Pietersen', {});
    grantFolder(officer, { id: folder, kind: 'client' }, office.people.get('Sanne') ?? '', {
      rights: 'read',
      endsAt: null,
    });
    const [jansen = ''] = [...officer.compartments.values()]
      .filter(({ id, members }) => members.purpose === 'folder' && id !== folder)
      .map(({ id }) => id);
    await revokeFolder(officer, jansen, office.people.get('Sanne') ?? '', unwatched);
    const { passed, findings, beside } = await drill();
    expect({ passed, findings }).toMatchObject({ passed: true, findings: [{ problem: 'unknown-file' }] });
    expect(beside?.documents).toEqual({ same: 6, changed: 0, gone: 0 });
    expect(beside?.records.changed).toBeGreaterThan(0);
    await closeVault(officer);
  });
});

describe('what a drill finds', () => {
  test('whatever is gone or has another byte on the target: it does not pass, and says so', async () => {
    const { officer, drill, place, copy } = await backedUpOffice();
    const damages = [
      ['packs/', 'missing'],
      ['database/', 'altered'],
      ['objects/', 'altered'],
      ['packs/', 'altered'],
    ] as const;
    for (const [kind, problem] of damages.slice(0, dose(2, damages.length))) {
      const [name = ''] = filesOf(place, kind);
      const file = join(writerFolderOf(place), name);
      const bytes = readFileSync(file);
      if (problem === 'missing') rmSync(file);
      else writeFileSync(file, Buffer.from(bytes).fill((bytes[40] ?? 0) ^ 1, 40, 41));
      const { passed, proved, findings } = await drill();
      expect({ kind, passed, proved }).toEqual({ kind, passed: false, proved: null });
      const finding = { problem, part: expect.stringMatching(`^writers/.*/${name}(?: |$)`) };
      expect(findings).toContainEqual(expect.objectContaining(finding));
      expect(existsSync(copy)).toBe(false);
      writeFileSync(file, bytes);
    }
    await closeVault(officer);
  });

  test('each content that does not open in the restored copy, in the archive too', async () => {
    const { officer, drill, copy } = await backedUpOffice();
    const contents = officer.db.all('SELECT object FROM contents UNION ALL SELECT object FROM message_contents');
    let isSpoilt = false;
    const job = {
      signal: unwatched.signal,
      report: (done: number, total: number | null) => {
        if (isSpoilt || total === null || done < total / 2) return;
        isSpoilt = true;
        for (const { object } of contents) {
          const name = Buffer.from(object as Uint8Array).toString('hex');
          const file = join(copy, 'objects', name.slice(0, 2), name);
          const bytes = readFileSync(file);
          writeFileSync(file, bytes.fill((bytes.at(-1) ?? 0) ^ 1, bytes.length - 1));
        }
      },
    };
    const { passed, proved, findings } = await drill({}, job);
    expect(passed).toBe(false);
    expect(proved).toMatchObject({ documents: 0, archived: 0 });
    expect(findings.map(({ part, problem }) => `${problem} ${part}`).sort()).toEqual(
      contents.map(({ object }) => `altered objects ${Buffer.from(object as Uint8Array).toString('hex')}`).sort(),
    );
    await closeVault(officer);
  });

  test('a backup that follows another log than the vault has is no backup of it as it is', async () => {
    const { officer, drill } = await backedUpOffice();
    officer.db.run('UPDATE audit SET hash = randomblob(32) WHERE position = ?', officer.log.head.position - 1);
    const { passed, findings } = await drill();
    expect(passed).toBe(false);
    expect(findings).toMatchObject([{ part: `audit log ${officer.log.head.position - 1}`, problem: 'altered' }]);
    await closeVault(officer);
  });
});

describe('what keeps a drill from being made', () => {
  test('somebody else than the Privacy Officer, or the recovery key of another vault', async () => {
    const { office, officer, drill, target } = await backedUpOffice();
    const other = await createTestVault();
    await closeVault(other.officer);
    await expect(drill({ kitText: other.kit })).rejects.toMatchObject({ code: 'recovery-key-wrong-vault' });
    await expect(drill({ snapshot: '7' })).rejects.toMatchObject({ code: 'not-found' });
    await closeVault(officer);
    await office.as('Sanne', async (sanne) => {
      const wanted = { source: { target, remembered: new Map() }, snapshot: 'newest', kitText: office.kit };
      await expect(runDrill(sanne, wanted, unwatched)).rejects.toMatchObject({ code: 'not-authorised' });
    });
  });

  test('another one that is under way', async () => {
    const { officer, drill } = await backedUpOffice();
    await withDrillFolder(officer, async () => {
      await expect(drill()).rejects.toMatchObject({ code: 'vault-in-use', details: { reason: 'drill-running' } });
    });
    await closeVault(officer);
  });

  test('being cancelled: of the copy nothing stays', async () => {
    const { officer, drill, copy } = await backedUpOffice();
    const controller = new AbortController();
    let wasThere = false;
    const job = {
      signal: controller.signal,
      report: (done: number, total: number | null) => {
        wasThere ||= existsSync(join(copy, 'vault.db'));
        // In the midst of comparing, where all of it lies there.
        if (total !== null && done > total / 2) controller.abort();
      },
    };
    await expect(drill({}, job)).rejects.toMatchObject({ code: 'cancelled' });
    expect(wasThere).toBe(true);
    expect(existsSync(copy)).toBe(false);
    await closeVault(officer);
  });
});

test('what a killed drill left goes at the next sign-in, whoever that is, and at the next drill', async () => {
  const { office, officer, drill, copy, home } = await backedUpOffice();
  const left: string[] = [];
  const wanted = [0, 0.5, 0.9];
  const job = {
    signal: unwatched.signal,
    report: (done: number, total: number | null) => {
      if (total === null || done / total < (wanted[left.length] ?? 2)) return;
      const kept = home.file(`left ${left.length}`);
      // By another process: reading the open database in this one would drop its locks.
      expect(spawnSync('cp', ['-a', copy, kept]).status).toBe(0);
      left.push(kept);
    },
  };
  await drill({}, job);
  expect(left).toHaveLength(wanted.length);
  const [first = '', second = '', third = ''] = left;
  expect(existsSync(join(third, 'vault.json'))).toBe(true);
  await withDrillFolder(officer, async () => {
    copyFolder(second, copy);
    await sweepDrill(officer);
    // It is under way.
    expect(existsSync(join(copy, 'vault.db'))).toBe(true);
  });
  copyFolder(third, copy);
  await expect(openSession(office.env, copy, { name: officerName, password: officerPassphrase })).rejects.toMatchObject(
    {
      code: 'vault-restored',
    },
  );
  expect(await drill()).toMatchObject({ passed: true });
  expect(existsSync(copy)).toBe(false);
  await closeVault(officer);
  for (const kept of [first, second, third].slice(0, dose(1, 3))) {
    copyFolder(kept, copy);
    await office.as('Sanne', () => expect(existsSync(copy)).toBe(false));
  }
});
