import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { revokeFolder } from '../../../src-main/core/access/folder-access.ts';
import { hasOldRows } from '../../../src-main/core/access/rekey.ts';
import { createHeader, generateFileKey, unwrapFileKey } from '../../../src-main/core/crypto/age/header.ts';
import { base64, idBytes, newId } from '../../../src-main/core/crypto/bytes.ts';
import { blobOf } from '../../../src-main/core/ports/row.ts';
import { readVersion } from '../../../src-main/core/records/open-row.ts';
import { changeVault } from '../../../src-main/core/vault/change.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { compartmentOf, type OpenVault, presentKeyOf } from '../../../src-main/core/vault/open-vault.ts';
import { folderFor, readNote, sharedOffice, writeNote } from '../../support/office.ts';

const freshOffice = sharedOffice({ Anna: 'employee', Bram: 'employee', Carl: 'employee' });

/** Document versions as an import leaves them, without their objects. @returns their file keys by id. */
function addVersions(vault: OpenVault, folder: string, count: number): Map<string, Buffer> {
  const fileKeys = new Map<string, Buffer>();
  const { recipient } = presentKeyOf(compartmentOf(vault, folder)).identity;
  changeVault(vault, (change) => {
    for (let number = 0; number < count; number += 1) {
      const [id, fileKey] = [newId(), generateFileKey()];
      const times = { size: 1, modifiedAt: 1, addedAt: 1, sha256: '0'.repeat(64) };
      const body = { document: newId(), number: 1, ...times, fileKey: base64(fileKey) };
      change.insertContent(folder, id, body, createHeader(fileKey, [recipient]), randomBytes(32));
      fileKeys.set(id, fileKey);
    }
    change.tell('documents-added', { folder });
  });
  return fileKeys;
}

/** A job that is cancelled once the change of access is made. */
function stopAtOnce() {
  const asked: boolean[] = [];
  const { signal } = new AbortController();
  Object.defineProperty(signal, 'aborted', { get: () => asked.push(true) > 1 });
  return { signal, report: () => undefined };
}

/** That every version opens with the folder's present key, as `age` would with the identity of the folder. */
function expectSealedAgain(vault: OpenVault, folder: string, fileKeys: ReadonlyMap<string, Buffer>): void {
  const compartment = compartmentOf(vault, folder);
  for (const [id, fileKey] of fileKeys) {
    const version = readVersion(vault, compartment, id);
    expect(version && unwrapFileKey(version.header, [presentKeyOf(compartment).identity])).toEqual(fileKey);
    expect(version?.body.fileKey).toBe(base64(fileKey));
  }
}

describe('sealing again', () => {
  test('gives every version of every document a header for the new key, and leaves the rest as it was', async () => {
    const office = freshOffice();
    const { folder, fileKeys, note } = await office.asOfficer(async (officer) => {
      const id = await folderFor(officer, 'Jansen', { Anna: 'write', Bram: 'write' });
      const keys = addVersions(officer, id, 2100);
      const text = writeNote(officer, id, 'a note');
      const old = presentKeyOf(compartmentOf(officer, id)).identity;
      expect(await revokeFolder(officer, id, office.people.get('Bram') ?? '')).toEqual({ rows: 2102, complete: true });
      expectSealedAgain(officer, id, keys);
      const header = officer.db.get('SELECT header FROM contents WHERE compartment = ? LIMIT 1', idBytes(id));
      expect(header && unwrapFileKey(blobOf(header, 'header'), [old])).toBeNull();
      return { folder: id, fileKeys: keys, note: text };
    });
    const anna = await office.open('Anna');
    expect(anna.broken.size).toBe(0);
    expectSealedAgain(anna, folder, fileKeys);
    expect(readNote(anna, folder, note)).toBe('a note');
    await closeVault(anna);
  });

  test('goes on where it was stopped, at the sign-in of a member who may write, and of nobody who may not', async () => {
    const office = freshOffice();
    const { folder, fileKeys } = await office.asOfficer(async (officer) => {
      const id = await folderFor(officer, 'Jansen', { Anna: 'write', Bram: 'read', Carl: 'read' });
      const keys = addVersions(officer, id, 2100);
      const controller = new AbortController();
      const stopping = { signal: controller.signal, report: () => controller.abort() };
      const resealed = await revokeFolder(officer, id, office.people.get('Carl') ?? '', stopping);
      expect(resealed).toEqual({ rows: 2001, complete: false });
      return { folder: id, fileKeys: keys };
    });
    const left = (vault: OpenVault) => hasOldRows(vault, compartmentOf(vault, folder));
    const bram = await office.open('Bram');
    expect(left(bram)).toBe(true);
    await closeVault(bram);
    const anna = await office.open('Anna');
    expect(left(anna)).toBe(false);
    expectSealedAgain(anna, folder, fileKeys);
    await closeVault(anna);
    await office.asOfficer((officer) => {
      expect(officer.broken.size).toBe(0);
      expect([...compartmentOf(officer, folder).keys.keys()]).toEqual([2]);
    });
  });

  test('begins a batch anew when something was written while its headers were made', async () => {
    const office = freshOffice();
    const { headers } = office.env;
    await office.asOfficer(async (officer) => {
      const folder = await folderFor(officer, 'Jansen', { Anna: 'write', Bram: 'read' });
      const fileKeys = addVersions(officer, folder, 20);
      // Another revocation: headers for the key before it would go with rows under the key after it.
      const revokeMeanwhile = async (...call: Parameters<typeof headers.seal>) => {
        Object.assign(office.env, { headers });
        const made = await headers.seal(...call);
        await revokeFolder(officer, folder, office.people.get('Bram') ?? '', stopAtOnce());
        return made;
      };
      Object.assign(office.env, { headers: { seal: revokeMeanwhile } });
      await revokeFolder(officer, folder, office.people.get('Anna') ?? '');
      expect(compartmentOf(officer, folder).epoch).toBe(3);
      expectSealedAgain(officer, folder, fileKeys);
      expect(hasOldRows(officer, compartmentOf(officer, folder))).toBe(false);
    });
    await office.asOfficer((officer) => expect(officer.broken.size).toBe(0));
  });

  test('reads anew what it had read ahead when the folder was written meanwhile', async () => {
    const office = freshOffice();
    const { headers } = office.env;
    await office.asOfficer(async (officer) => {
      const folder = await folderFor(officer, 'Jansen', { Anna: 'write', Bram: 'read' });
      const fileKeys = addVersions(officer, folder, 2100);
      let calls = 0;
      // The first call is for what is read first, the second for what is read ahead of it.
      const revokeBetween = async (...call: Parameters<typeof headers.seal>) => {
        calls += 1;
        if (calls !== 2) return await headers.seal(...call);
        const made = await headers.seal(...call);
        await revokeFolder(officer, folder, office.people.get('Bram') ?? '', stopAtOnce());
        return made;
      };
      Object.assign(office.env, { headers: { seal: revokeBetween } });
      await revokeFolder(officer, folder, office.people.get('Anna') ?? '');
      Object.assign(office.env, { headers });
      expect(calls).toBeGreaterThan(2);
      expect(compartmentOf(officer, folder).epoch).toBe(3);
      expectSealedAgain(officer, folder, fileKeys);
      expect(hasOldRows(officer, compartmentOf(officer, folder))).toBe(false);
    });
    await office.asOfficer((officer) => expect(officer.broken.size).toBe(0));
  });

  test('does not sign for a row that somebody put in the place of another', async () => {
    const office = freshOffice();
    await office.asOfficer(async (officer) => {
      const folder = await folderFor(officer, 'Jansen', { Anna: 'write' });
      const [one = '', other = ''] = addVersions(officer, folder, 2).keys();
      const header = officer.db.get('SELECT header FROM contents WHERE id = ?', idBytes(other));
      officer.db.run('UPDATE contents SET header = ? WHERE id = ?', header?.header ?? null, idBytes(one));
      const revoked = revokeFolder(officer, folder, office.people.get('Anna') ?? '');
      expect(await revoked).toMatchObject({ complete: false });
      expect(officer.db.get('SELECT epoch FROM contents WHERE id = ?', idBytes(one))).toEqual({ epoch: 1 });
    });
  });
});
