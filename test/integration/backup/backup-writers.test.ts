import { describe, expect, test } from 'vitest';
import { listAudit } from '../../../src-main/core/audit/list-audit.ts';
import { writerName } from '../../../src-main/core/backup/repository/names.ts';
import { signBackupWriter } from '../../../src-main/core/backup/repository/statements.ts';
import { verifyWriterFiles } from '../../../src-main/core/backup/repository/writer-file.ts';
import {
  backupWritersKey,
  readBackupWriters,
  writerFileOf,
} from '../../../src-main/core/backup/sources/backup-writers.ts';
import { Findings } from '../../../src-main/core/check/findings.ts';
import { approveComputer } from '../../../src-main/core/computers/approve-computer.ts';
import { requestComputer } from '../../../src-main/core/computers/request-computer.ts';
import { sha256 } from '../../../src-main/core/crypto/binding.ts';
import { base64, newId } from '../../../src-main/core/crypto/bytes.ts';
import { newSigningKey } from '../../../src-main/core/crypto/signing.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { blobOf } from '../../../src-main/core/ports/row.ts';
import { recover } from '../../../src-main/core/recovery/recover.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { publicComputer } from '../../../src-main/core/vault/computer.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { type Office, otherComputer, sharedOffice } from '../../support/office.ts';
import { officerName } from '../../support/test-vault.ts';
import { findingsOf } from '../check/support.ts';

const freshOffice = sharedOffice({ Anna: 'employee' });
const part = `vault.db meta ${backupWritersKey}`;

const told = async (officer: OpenVault) =>
  (await listAudit(officer, { limit: 10_000 }, unwatched))
    .filter(({ name }) => name.startsWith('backup-writers'))
    .map(({ name, facts }) => [name, facts]);

const active = ({ directory }: OpenVault) =>
  directory.computers.filter(({ state }) => state === 'active').map(({ id }) => id);

const vouchedFor = (vault: OpenVault) => readBackupWriters(vault).map(({ writer }) => writer.computer);

/** What a verifier with nothing but the root makes of the files of a computer. */
function verified({ id: vault, root }: Pick<OpenVault, 'id' | 'root'>, computer: string, files: readonly Buffer[]) {
  const findings = new Findings();
  const named = files.map((bytes) => ({ name: writerName(sha256(bytes).toString('hex')), bytes }));
  const writer = verifyWriterFiles(named, { vault, computer, root }, findings);
  expect(findings.all).toEqual([]);
  return writer;
}

function fileOf(vault: OpenVault, id: string): Buffer {
  const computer = vault.directory.computers.find((one) => one.id === id);
  const file = computer ? writerFileOf(vault, computer) : null;
  if (file === null) throw new Error('nobody vouches for it');
  return file;
}

async function approve(office: Office): Promise<string> {
  const { request, fingerprint, id } = await requestComputer(otherComputer(office, 'laptop'), office.folder, 'file');
  await office.asOfficer((officer) => approveComputer(officer, request, fingerprint));
  return id;
}

const write = ({ db }: OpenVault, value: unknown) =>
  db.run('INSERT OR REPLACE INTO meta VALUES (?, ?)', backupWritersKey, Buffer.from(JSON.stringify(value)));

describe('the computers that make backups', () => {
  test('are vouched for from the beginning, and a sign-in after that writes nothing', async () => {
    const office = freshOffice();
    const stored = ({ db }: OpenVault) =>
      blobOf(db.get('SELECT value FROM meta WHERE key = ?', backupWritersKey) ?? {}, 'value');
    const before = await office.asOfficer((officer) => {
      expect(vouchedFor(officer)).toEqual([officer.computer.id]);
      const { id, signing } = publicComputer(officer.computer);
      expect(verified(officer, id, [fileOf(officer, id)])).toMatchObject({ computer: id, signing });
      expect(writerFileOf(officer, { id, signing: base64(newSigningKey().publicKey) })).toBeNull();
      return stored(officer);
    });
    await office.asOfficer(async (officer) => {
      expect(stored(officer)).toEqual(before);
      expect(await told(officer)).toEqual([]);
    });
  });

  test('are so with their approval, each with a file that says nothing of another', async () => {
    const office = freshOffice();
    const laptop = await approve(office);
    await office.as('Anna', (anna) => {
      expect(vouchedFor(anna).toSorted()).toEqual(active(anna).toSorted());
      expect(verified(anna, laptop, [fileOf(anna, laptop)])?.computer).toBe(laptop);
      expect(fileOf(anna, laptop).toString()).not.toContain(anna.computer.id);
    });
  });

  test('of an older vault are so at the next sign-in of the Privacy Officer, once, which the log tells', async () => {
    const office = freshOffice();
    const laptop = await approve(office);
    await office.asOfficer(({ db }) => db.run('DELETE FROM meta WHERE key = ?', backupWritersKey));
    await office.as('Anna', async (anna) => {
      expect(vouchedFor(anna)).toEqual([]);
      expect(writerFileOf(anna, publicComputer(anna.computer))).toBeNull();
      expect(await findingsOf(anna)).toEqual([]);
    });
    await office.asOfficer(async (officer) => {
      expect(vouchedFor(officer).toSorted()).toEqual(active(officer).toSorted());
      expect(await told(officer)).toEqual([['backup-writers-signed', { computers: [officer.computer.id, laptop] }]]);
      expect(await findingsOf(officer)).toEqual([]);
    });
    await office.asOfficer(async (officer) => expect(await told(officer)).toHaveLength(1));
  });

  test('have the file that they had until whom break-glass certified has signed, which is with it or at her sign-in', async () => {
    const office = freshOffice();
    const laptop = await approve(office);
    const { statements, before } = await office.asOfficer((officer) => ({
      statements: readBackupWriters(officer).map(({ statement }) => statement),
      before: fileOf(officer, laptop),
    }));
    const passphrase = 'zimer-faduk-robes-nilat';
    const wanted = { folder: office.folder, kitText: office.kit, newPassphrase: passphrase, keychain: 'file' } as const;
    await recover(office.env, wanted, unwatched);
    const recovered = await office.open(officerName, passphrase);
    expect(await told(recovered)).toEqual([]);
    expect(vouchedFor(recovered).toSorted()).toEqual(active(recovered).toSorted());
    const from = recovered.chain.certificates.at(-1)?.from;
    expect(readBackupWriters(recovered).map(({ writer }) => writer.from)).toEqual([from, from]);
    expect(verified(recovered, laptop, [before, fileOf(recovered, laptop)])?.chain.certificates).toHaveLength(2);

    write(recovered, statements);
    expect(fileOf(recovered, laptop)).toEqual(before);
    expect(await findingsOf(recovered)).toEqual([]);
    await closeVault(recovered);
    const officer = await office.open(officerName, passphrase);
    expect(verified(officer, laptop, [before, fileOf(officer, laptop)])?.chain.certificates).toHaveLength(2);
    expect(await told(officer)).toMatchObject([['backup-writers-signed', { computers: { length: 2 } }]]);
    await closeVault(officer);
  });
});

describe('somebody with the database key who writes other statements', () => {
  const forged = ({ id: vault, computer }: OpenVault) => {
    const { id, signing } = publicComputer(computer);
    return signBackupWriter({ vault, computer: id, signing, from: 1 }, newSigningKey());
  };

  test.each<[string, (officer: OpenVault) => unknown]>([
    ['no list', () => ({ writers: [] })],
    ['one by another key', (officer) => [forged(officer)]],
  ])('is found out by a check, and undone by the Privacy Officer, with a word in the log: %s', async (_, made) => {
    const office = freshOffice();
    await office.asOfficer((officer) => write(officer, made(officer)));
    await office.as('Anna', async (anna) => {
      expect(await findingsOf(anna)).toEqual([`${part}: altered`]);
      expect(() => writerFileOf(anna, publicComputer(anna.computer))).toThrow(
        expect.objectContaining({ code: 'integrity-violated', details: { part } }),
      );
    });
    await office.asOfficer(async (officer) => {
      expect(vouchedFor(officer)).toEqual([officer.computer.id]);
      expect((await told(officer)).map(([name]) => name).toSorted()).toEqual([
        'backup-writers-replaced',
        'backup-writers-signed',
      ]);
      expect(await findingsOf(officer)).toEqual([]);
    });
  });

  test('or of a computer that there is not, whoever signed that', async () => {
    const office = freshOffice();
    const stranger = newId();
    await office.asOfficer((officer) => {
      const signing = base64(newSigningKey().publicKey);
      const { id: vault, user } = officer;
      const own = readBackupWriters(officer).map(({ statement }) => statement);
      write(officer, [...own, signBackupWriter({ vault, computer: stranger, signing, from: 1 }, user.author.signing)]);
    });
    await office.as('Anna', async (anna) =>
      expect(await findingsOf(anna)).toEqual([`${part} ${stranger}: superfluous`]),
    );
    await office.asOfficer((officer) => expect(vouchedFor(officer)).toEqual([officer.computer.id]));
  });
});
