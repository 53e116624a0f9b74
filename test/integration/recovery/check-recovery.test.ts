import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commitKinds } from '../../../src-main/core/audit/log.ts';
import { createHeader, generateFileKey } from '../../../src-main/core/crypto/age/header.ts';
import { sealToPostQuantum } from '../../../src-main/core/crypto/age/seal.ts';
import { formatX25519Recipient, generateX25519Identity } from '../../../src-main/core/crypto/age/x25519-identity.ts';
import { sha256 } from '../../../src-main/core/crypto/binding.ts';
import { base64, idBytes, newId } from '../../../src-main/core/crypto/bytes.ts';
import { signingKeyOf } from '../../../src-main/core/crypto/signing.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { blobOf, idOf } from '../../../src-main/core/ports/row.ts';
import { insertMessage, messageRowOf, removeMessage } from '../../../src-main/core/records/message-rows.ts';
import { sealMessage } from '../../../src-main/core/records/sealed-message.ts';
import { checkRecovery } from '../../../src-main/core/recovery/check-recovery.ts';
import { recover } from '../../../src-main/core/recovery/recover.ts';
import { changeVault } from '../../../src-main/core/vault/change.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import type { Office } from '../../support/office.ts';
import { officerName } from '../../support/test-vault.ts';
import { filledOffice } from '../check/support.ts';

const office = filledOffice();
const newPassphrase = 'Zonnebloem-krant-fietspad-93-lantaarn';

async function foundByKit({ env, folder, kit }: Office): Promise<string[]> {
  return (await checkRecovery(env, folder, kit, unwatched)).findings.map(({ part }) => part);
}

/** What the recovery key finds after somebody with the rights to it has written something. */
async function foundAfter(change: (officer: OpenVault) => string | Promise<string>) {
  const here = office();
  const part = await here.asOfficer(change);
  return { part, found: await foundByKit(here) };
}

/** A mailbox of somebody else's: sealed to by mistake, or by somebody who wants the kit to find nothing. */
const foreign = () => formatX25519Recipient(generateX25519Identity().recipient);

/** The folder that has documents, and one of its versions. */
function someVersion({ db }: OpenVault): { compartment: string; object: Buffer } {
  const row = db.get('SELECT compartment, object FROM contents LIMIT 1') ?? {};
  return { compartment: idOf(row, 'compartment'), object: blobOf(row, 'object') };
}

test('a kit that opens everything finds nothing', async () => {
  expect(await foundByKit(office())).toEqual([]);
});

test.each(['root.age', 'recovery.age'])(
  '%s with one letter altered is damaged, and the kit the right one',
  async (part) => {
    const here = office();
    const path = join(here.folder, part);
    const bytes = readFileSync(path);
    // In the sealed file key: the file then looks as if it were sealed to somebody else.
    bytes[300] = bytes.at(300) === 0x41 ? 0x42 : 0x41;
    writeFileSync(path, bytes);
    await expect(foundByKit(here)).rejects.toMatchObject({ code: 'integrity-violated', details: { part } });
  },
);

describe('a typing error in a line of the kit is told with the line:', () => {
  const nextLetter = (letter: string) => (letter === 'a' ? 'b' : 'a');
  const typed: readonly [string, string, (kit: string) => string][] = [
    ['one letter of the root', '# root:', (kit) => kit.replace(/(?<=# root: .{9})./, nextLetter)],
    ['the root in small letters', '# root:', (kit) => kit.replace(/# root: .*/, (line) => line.toLowerCase())],
    ['one letter of the vault', '# vault:', (kit) => kit.replace(/(?<=# vault: .{9})./, nextLetter)],
  ];

  test.each(typed)('%s', async (_, line, mistype) => {
    const here = office();
    const kit = mistype(here.kit);
    const told = { code: 'invalid-input', details: { reason: 'recovery-key-mistyped', line } };
    await expect(foundByKit({ ...here, kit })).rejects.toMatchObject(told);
    // Also where there is no vault.json that says which vault it is.
    rmSync(join(here.folder, 'vault.json'));
    await expect(foundByKit({ ...here, kit })).rejects.toMatchObject(told);
  });

  test('but not another root, or the kit of another vault', async () => {
    const here = office();
    const root = base64(signingKeyOf(Buffer.alloc(32, 1)).publicKey);
    const another = foundByKit({ ...here, kit: here.kit.replace(/(?<=# root: ).*/, root) });
    await expect(another).rejects.toMatchObject({ code: 'integrity-violated', details: { part: 'root.age' } });
    const foreign = foundByKit({ ...here, kit: here.kit.replace(/(?<=# vault: ).*/, newId()) });
    await expect(foreign).rejects.toMatchObject({ code: 'recovery-key-wrong-vault' });
  });
});

describe('the check by the kit names what it does not open, also where the log has it so:', () => {
  test('a document whose header is sealed to somebody else', async () => {
    const { part, found } = await foundAfter((officer) => {
      const { compartment, object } = someVersion(officer);
      const [id, fileKey] = [newId(), generateFileKey()];
      const body = {
        document: newId(),
        number: 1,
        size: 1,
        modifiedAt: 1,
        addedAt: 1,
        sha256: '0'.repeat(64),
        fileKey: base64(fileKey),
      };
      const header = createHeader(fileKey, [generateX25519Identity().recipient]);
      changeVault(officer, (change) => {
        change.insertContent(compartment, id, body, header, object);
        change.tell('trial', {});
      });
      return `contents ${id}`;
    });
    expect(found).toEqual([part]);
  });

  test('a message of the inbox that is sealed to somebody else', async () => {
    const { part, found } = await foundAfter((officer) => {
      const { inbox } = officer.directory;
      const id = newId();
      const { id: author, signing } = officer.computer;
      const message = { type: 'trial', at: 0, body: { writtenAt: 1, content: 1 } };
      const mailbox = { ...inbox, recipient: foreign() };
      const sealed = sealMessage(officer.id, mailbox, idBytes(id), { id: author, signing }, message);
      changeVault(officer, (change) => {
        const row = { id, compartment: inbox.compartment, epoch: inbox.epoch, sealed, contents: [] };
        insertMessage(officer.db, officer.id, change, row);
        change.tell('trial', {});
      });
      return `messages ${id}`;
    });
    expect(found).toEqual([part]);
  });

  test('an archived document with the header of another one', async () => {
    const { part, found } = await foundAfter((officer) => {
      const row = officer.db.get('SELECT message, object FROM message_contents LIMIT 1') ?? {};
      const id = idOf(row, 'message');
      const stored = messageRowOf(officer.db, officer.db.get('SELECT * FROM messages WHERE id = ?', idBytes(id)) ?? {});
      const header = createHeader(generateFileKey(), [generateX25519Identity().recipient]);
      changeVault(officer, (change) => {
        removeMessage(officer.db, change, id);
        const contents = [{ header, object: blobOf(row, 'object') }];
        insertMessage(officer.db, officer.id, change, { ...stored, contents });
        change.tell('trial', {});
      });
      return `messages ${id}`;
    });
    expect(found).toEqual([part]);
  });

  test('a tombstone that is sealed to somebody else', async () => {
    const { part, found } = await foundAfter((officer) => {
      const id = newId();
      const mailbox = { ...officer.directory.audit, recipient: foreign() };
      const author = { id: officer.user.id, signing: officer.user.author.signing };
      const message = { type: 'tombstone', at: 1, body: {} };
      const sealed = sealMessage(officer.id, mailbox, idBytes(id), author, message);
      changeVault(officer, (change) => {
        officer.db.run('INSERT INTO tombstones VALUES (?, ?, ?)', idBytes(id), change.position, sealed);
        change.commit(commitKinds.tombstone, idBytes(id), sha256(sealed));
        change.tell('trial', {});
      });
      return `tombstones ${id}`;
    });
    expect(found).toEqual([part]);
  });

  test('a key whose escrow is for somebody else, and of the log the first entry that only that key opens', async () => {
    const here = office();
    const credentials = { name: officerName, password: newPassphrase };
    const breakGlass = () =>
      recover(here.env, { folder: here.folder, kitText: here.kit, newPassphrase, keychain: 'file' }, unwatched);
    // Each gives the log a new key: the second one is neither the first nor the last.
    await breakGlass();
    const between = (await openSession(here.env, here.folder, credentials)).vault;
    const { position } = between.log.head;
    await closeVault(between);
    await breakGlass();
    const { vault: officer } = await openSession(here.env, here.folder, credentials);
    const { compartment, epoch } = officer.directory.audit;
    const escrow = await sealToPostQuantum(Buffer.alloc(600), officer.directory.recovery);
    const sql = 'UPDATE compartment_keys SET escrow = ? WHERE compartment = ? AND epoch = ?';
    officer.db.run(sql, escrow, idBytes(compartment), epoch - 1);
    await closeVault(officer);
    expect(epoch).toBe(3);
    const found = await foundByKit(here);
    expect(found).toEqual(
      expect.arrayContaining([`compartment ${compartment} key 2`, `compartment ${compartment} keys`]),
    );
    const entries = found.filter((part) => part.startsWith('audit log ')).map((part) => Number(part.slice(10)));
    expect(entries).toHaveLength(1);
    expect(Math.abs((entries[0] ?? 0) - position)).toBeLessThan(24);
  });
});
