import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { revokeFolder } from '../../../src-main/core/access/folder-access.ts';
import { issueKeyrings } from '../../../src-main/core/access/issue-keyrings.ts';
import { prepareNextEpochs } from '../../../src-main/core/access/rekey.ts';
import { beginEpochs } from '../../../src-main/core/access/withdrawal.ts';
import { createHeader } from '../../../src-main/core/crypto/age/header.ts';
import {
  generatePostQuantumIdentity,
  postQuantumRecipient,
} from '../../../src-main/core/crypto/age/post-quantum-identity.ts';
import { formatX25519Recipient, generateX25519Identity } from '../../../src-main/core/crypto/age/x25519-identity.ts';
import { base64, idBytes } from '../../../src-main/core/crypto/bytes.ts';
import { addNote } from '../../../src-main/core/folders/notes.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { idOf } from '../../../src-main/core/ports/row.ts';
import { checkRecovery } from '../../../src-main/core/recovery/check-recovery.ts';
import { recover } from '../../../src-main/core/recovery/recover.ts';
import { type Change, changeVault, changeVaultWithFile } from '../../../src-main/core/vault/change.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { compartmentOf, type OpenVault, presentKeyOf } from '../../../src-main/core/vault/open-vault.ts';
import { sharedOffice } from '../../support/office.ts';
import { officerName } from '../../support/test-vault.ts';
import { treeDigest } from '../../support/tree-digest.ts';
import { as, type Prepared, people, prepare, sealBrief } from '../archive/support.ts';

const freshOffice = sharedOffice(people);
const otherRecipient = () => formatX25519Recipient(generateX25519Identity().recipient);

/** A folder with a document, and another one in its archive. */
async function prepared(): Promise<Prepared> {
  const at = await prepare(freshOffice());
  await as(at, 'Els', (els) => sealBrief(els, at));
  return at;
}

async function found({ office: { env, folder, kit } }: Prepared): Promise<string[]> {
  const { findings } = await checkRecovery(env, folder, kit, unwatched);
  return findings.map(({ part, problem }) => `${part} ${problem}`);
}

/** The archive of the folder as its members know it. */
function archiveOf(vault: OpenVault, folder: string) {
  const { archive } = compartmentOf(vault, folder).members;
  if (archive === null) throw new Error('a folder without an archive');
  return archive;
}

/** What a program of the Privacy Officer would write that is at fault, with everything around it as it should be. */
function writeAmiss(officer: OpenVault, folder: string, amiss: (change: Change) => void): void {
  changeVault(officer, (change) => {
    change.setMembers(folder, change.compartment(folder).members);
    amiss(change);
    issueKeyrings(officer, change);
    change.tell('folder-granted', { folder });
  });
}

describe('the check of the recovery key finds', () => {
  test('nothing in a whole vault, of whose keys it counts every one', async () => {
    const at = await prepared();
    const [keys = 0, compartments = 0, personal = 0] = await as(at, officerName, ({ db }) =>
      Object.values(
        db.get('SELECT count(*), count(DISTINCT compartment), (SELECT count(*) FROM personal) FROM compartment_keys') ??
          {},
      ).map(Number),
    );
    const { env, folder, kit } = at.office;
    const report = await checkRecovery(env, folder, kit, unwatched);
    expect(report.findings).toEqual([]);
    // Two slots of the Privacy Officer's, one of each of the others.
    expect(personal).toBeGreaterThan(0);
    expect(report.checked).toEqual({ compartments: compartments + personal, keys: keys + personal, slots: 4 });
  });

  test.each(['opens to nobody', 'gives another key'])(
    'a document whose header %s, also where its key is no longer that of the folder',
    async (which) => {
      const at = await prepared();
      const id = await as(at, officerName, async (officer) => {
        const { recipient } = presentKeyOf(compartmentOf(officer, at.folder)).identity;
        const header = createHeader(Buffer.alloc(16, 1), [
          which === 'opens to nobody' ? generateX25519Identity().recipient : recipient,
        ]);
        // What is to be sealed again under the new key is left to the next sign-in.
        const prepared = await prepareNextEpochs(officer, [compartmentOf(officer, at.folder)]);
        writeAmiss(officer, at.folder, (change) => beginEpochs(change, prepared));
        const row = officer.db.get('SELECT id FROM contents WHERE compartment = ?', idBytes(at.folder)) ?? {};
        officer.db.run('UPDATE contents SET header = ? WHERE id = ?', header, idBytes(idOf(row, 'id')));
        return idOf(row, 'id');
      });
      expect(await found(at)).toEqual([`contents ${id} altered`]);
    },
  );

  test('a document in the archive that is not as it was sealed', async () => {
    const at = await prepared();
    const id = await as(at, officerName, ({ db }) => {
      db.run('UPDATE message_contents SET header = zeroblob(200)');
      return idOf(db.get('SELECT id FROM messages') ?? {}, 'id');
    });
    expect(await found(at)).toEqual([`messages ${id} altered`]);
  });

  test('an escrow that opens to nobody, though nobody altered it since', async () => {
    const at = await prepared();
    const { folder } = at;
    await as(at, officerName, async (officer) => {
      await revokeFolder(officer, folder, at.office.people.get('Ria') ?? '', unwatched);
      writeAmiss(officer, folder, () => {
        const changed = officer.db.run(
          'UPDATE compartment_keys SET escrow = zeroblob(2000) WHERE compartment = ? AND epoch = 1',
          idBytes(folder),
        );
        expect(changed.changes).toBe(1);
      });
    });
    expect(await found(at)).toContain(`compartment ${folder} key 1 altered`);
  });

  test('an archive that is sealed to another key than the escrowed one', async () => {
    const at = await prepared();
    const archive = await as(at, officerName, (officer) => {
      const mailbox = archiveOf(officer, at.folder);
      writeAmiss(officer, at.folder, (change) =>
        change.setMembers(at.folder, {
          ...change.compartment(at.folder).members,
          archive: { ...mailbox, recipient: otherRecipient() },
        }),
      );
      return mailbox.compartment;
    });
    expect(await found(at)).toContain(`compartment ${archive} keys altered`);
  });

  test('an archive of which an older key is missing', async () => {
    const at = await prepared();
    const { env, folder, kit: kitText } = at.office;
    const newPassphrase = 'Zonnebloem-krant-fietspad-93-lantaarn';
    await recover(env, { folder, kitText, newPassphrase, keychain: 'file' }, unwatched);
    const officer = await at.office.open(officerName, newPassphrase);
    const { compartment, epoch } = archiveOf(officer, at.folder);
    expect(epoch).toBe(2);
    writeAmiss(officer, at.folder, () => {
      officer.db.run('DELETE FROM compartment_keys WHERE compartment = ? AND epoch = 1', idBytes(compartment));
    });
    await closeVault(officer);
    expect(await found(at)).toContain(`compartment ${compartment} keys altered`);
  });

  test('a log that is sealed to another key than the escrowed one', async () => {
    const at = await prepared();
    const position = await as(at, officerName, (officer) => {
      changeVault(officer, (change) => {
        change.setDirectory((directory) => ({
          ...directory,
          audit: { ...directory.audit, recipient: otherRecipient() },
        }));
        change.tell('folder-granted', {});
      });
      return officer.log.head.position;
    });
    expect(await found(at)).toEqual([`audit log ${position} altered`]);
  });

  test('another recovery key in the directory', async () => {
    const at = await prepared();
    const recovery = await postQuantumRecipient(generatePostQuantumIdentity());
    await as(at, officerName, (officer) =>
      changeVault(officer, (change) => {
        change.setDirectory((directory) => ({ ...directory, recovery }));
        change.tell('folder-granted', {});
      }),
    );
    expect(await found(at)).toEqual(['directory altered', 'vault.json recipients altered']);
  });

  test('a slot that the office secret does not open', async () => {
    const at = await prepared();
    const slot = await as(at, officerName, async (officer) => {
      const { slots } = officer.official;
      const [[id, first] = ['', undefined]] = Object.entries(slots);
      if (!first) throw new Error('no slot');
      const altered = { ...slots, [id]: { ...first, salt: base64(Buffer.alloc(16)) } };
      await changeVaultWithFile(officer, { ...officer.official, slots: altered }, (change) =>
        change.tell('password-changed', {}),
      );
      return id;
    });
    expect(await found(at)).toEqual([`vault.json slots ${slot} altered`]);
  });

  test('vault.json that is gone, damaged or another one than the log names', async () => {
    const at = await prepared();
    const file = `${at.office.folder}/vault.json`;
    const { official } = await as(at, officerName, ({ official }) => ({ official }));
    writeFileSync(file, JSON.stringify({ ...official, computers: {} }));
    expect(await found(at)).toEqual(['vault.json altered']);
    writeFileSync(file, '{');
    expect(await found(at)).toEqual(['vault.json altered']);
    rmSync(file);
    expect(await found(at)).toEqual(['vault.json missing']);
  });
});

describe('the check of the recovery key ends, and changes nothing, at', () => {
  const checkOf = ({ office: { env, folder, kit } }: Prepared) => checkRecovery(env, folder, kit, unwatched);

  test('a schema of an older program, which it does not bring up to date', async () => {
    const at = await prepared();
    await as(at, officerName, ({ db }) => db.run('PRAGMA user_version = 0'));
    const before = treeDigest(at.office.folder);
    await expect(checkOf(at)).rejects.toMatchObject({ code: 'vault-from-older-program', details: { current: 0 } });
    expect(treeDigest(at.office.folder)).toEqual(before);
  });

  test('a schema that is of no program', async () => {
    const at = await prepared();
    await as(at, officerName, ({ db }) => db.run('CREATE TABLE more (id INTEGER)'));
    await expect(checkOf(at)).rejects.toMatchObject({
      code: 'integrity-violated',
      details: { part: 'vault.db schema more' },
    });
  });

  test('a damaged write-ahead log, of which SQLite would drop what it holds', async () => {
    const at = await prepared();
    const log = await as(at, officerName, (officer) => {
      for (const text of ['one', 'two', 'three']) addNote(officer, at.folder, text);
      return readFileSync(`${officer.paths.database}-wal`);
    });
    log.writeUInt8(log.readUInt8(5000) ^ 1, 5000);
    writeFileSync(`${at.office.folder}/vault.db-wal`, log);
    await expect(checkOf(at)).rejects.toMatchObject({ code: 'integrity-violated', details: { part: 'vault.db-wal' } });
    expect(readFileSync(`${at.office.folder}/vault.db-wal`).equals(log)).toBe(true);
  });
});
