import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { VaultError } from '../../../src-main/contract/errors.ts';
import { checkVault } from '../../../src-main/core/check/check-vault.ts';
import { requestComputer } from '../../../src-main/core/computers/request-computer.ts';
import { idBytes, newId } from '../../../src-main/core/crypto/bytes.ts';
import { newSigningKey } from '../../../src-main/core/crypto/signing.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { sealMessage } from '../../../src-main/core/records/sealed-message.ts';
import { recover } from '../../../src-main/core/recovery/recover.ts';
import { leaveMessage } from '../../../src-main/core/spool/leave-message.ts';
import { listInbox } from '../../../src-main/core/spool/list-inbox.ts';
import { takeSpool } from '../../../src-main/core/spool/take-spool.ts';
import { certifyPrivacyOfficer } from '../../../src-main/core/vault/certificates.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import { crashingFiles, Killed } from '../../support/crashing-files.ts';
import { type Office, otherComputer, sharedOffice } from '../../support/office.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { officerName, officerPassphrase } from '../../support/test-vault.ts';

const freshOffice = sharedOffice({ Anna: 'employee' });
const report = { type: 'incident-report', content: { text: 'a lost telephone' } };
const ageFiles = (office: Office) => readdirSync(`${office.folder}/spool`).filter((name) => name.endsWith('.age'));

describe('a message that is left without a sign-in', () => {
  test('waits sealed, and is in the inbox after the Privacy Officer has signed in', async () => {
    const office = freshOffice();
    const id = await leaveMessage(office.env, office.folder, report);
    expect(ageFiles(office)).toEqual([`${id}.age`]);
    expect(readFileSync(`${office.folder}/spool/${id}.age`, 'latin1')).not.toContain('telephone');
    await closeVault(await office.open('Anna'));
    expect(ageFiles(office)).toEqual([`${id}.age`]);

    await office.asOfficer(async (officer) => {
      expect(ageFiles(office)).toEqual([]);
      const { computer } = officer;
      const listed = {
        id,
        name: 'incident-report',
        place: 'inbox',
        computer: computer.id,
        computerName: computer.name,
      };
      expect(await listInbox(officer)).toMatchObject([listed]);
      // Meanwhile somebody leaves another one, which needs nobody's lock.
      const second = await leaveMessage(office.env, office.folder, { ...report, type: 'device-result' });
      expect(await listInbox(officer)).toMatchObject([listed, { id: second, name: 'device-result', place: 'spool' }]);
    });
  });

  test('is taken in also when break-glass has replaced the key that it is sealed to', async () => {
    const office = freshOffice();
    const { env, folder, kit: kitText } = office;
    const taken = await leaveMessage(env, folder, report);
    await closeVault(await office.open(officerName));
    const waiting = await leaveMessage(env, folder, report);
    const newPassphrase = 'Zonnebloem-krant-fietspad-93-lantaarn';
    await recover(env, { folder, kitText, newPassphrase, keychain: 'file' }, unwatched);
    for (const _signIn of [1, 2]) {
      const officer = await office.open(officerName, newPassphrase);
      expect(officer.directory.inbox.epoch).toBe(2);
      const listed = (await listInbox(officer)).map(({ id, place }) => [id, place]);
      expect(listed.toSorted()).toEqual([taken, waiting].toSorted().map((id) => [id, 'inbox']));
      expect((await checkVault(officer, unwatched)).findings).toEqual([]);
      await closeVault(officer);
    }
  });

  test('is taken in also when there are others that cannot be read, which stay and are shown', async () => {
    const office = freshOffice();
    const odd = ['0', '1', '2', '3'].map((digit) => digit.repeat(32));
    const path = (id: string) => `${office.folder}/spool/${id}.age`;
    const elsewhere = tempFolder().file('message');
    writeFileSync(elsewhere, 'x');
    const [pipe = '', link = '', loop = '', closed = ''] = odd.map(path);
    execFileSync('mkfifo', [pipe]);
    symlinkSync(elsewhere, link);
    symlinkSync(loop, loop);
    writeFileSync(closed, 'x');
    const id = await leaveMessage(office.env, office.folder, report);
    const files = new Proxy(office.env.files, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          if (name === 'read' && args[0] === closed) throw new VaultError('file-unreadable', 'EACCES');
          return Reflect.apply(value, target, args);
        };
      },
    });
    const env = { ...office.env, files };
    const credentials = { name: officerName, password: officerPassphrase };
    const { vault, unfinished } = await openSession(env, office.folder, credentials);
    expect(unfinished).toEqual([]);
    const listed = (await listInbox(vault)).map((message) => [message.place, message.id]);
    expect(listed.toSorted()).toEqual([['inbox', id], ...odd.map((one) => ['unreadable', one])]);
    expect(ageFiles(office)).toEqual(odd.map((one) => `${one}.age`));
    const { findings } = await checkVault(vault, unwatched);
    expect(findings.map(({ part }) => part)).toEqual(odd.map((one) => `spool/${one}.age`));
    await closeVault(vault);
  });

  test('is for the Privacy Officer', async () => {
    const office = freshOffice();
    await leaveMessage(office.env, office.folder, report);
    const anna = await office.open('Anna');
    await expect(listInbox(anna)).rejects.toMatchObject({ code: 'not-authorised' });
    await closeVault(anna);
  });

  test('is refused when it is too large, and when too much waits, and nothing is dropped for it', async () => {
    const office = freshOffice();
    const large = { type: 'x', content: randomBytes(800_000).toString('base64') };
    const refused = leaveMessage(office.env, office.folder, large);
    await expect(refused).rejects.toMatchObject({ code: 'invalid-input', details: { input: 'message' } });
    expect(ageFiles(office)).toEqual([]);

    for (let count = 0; count < 999; count += 1) writeFileSync(`${office.folder}/spool/${newId()}.age`, 'x');
    await leaveMessage(office.env, office.folder, report);
    const full = expect.objectContaining({ code: 'spool-full' });
    await expect(leaveMessage(office.env, office.folder, report)).rejects.toEqual(full);
    expect(ageFiles(office)).toHaveLength(1000);
  });

  test('is refused when 64 MiB wait', async () => {
    const office = freshOffice();
    const mebibyte = Buffer.alloc(1024 * 1024);
    for (let count = 0; count < 64; count += 1) writeFileSync(`${office.folder}/spool/${newId()}.age`, mebibyte);
    await expect(leaveMessage(office.env, office.folder, report)).rejects.toMatchObject({ code: 'spool-full' });
  });

  test('goes only where the pinned root says, not where an edited vault.json does', async () => {
    const office = freshOffice();
    const path = `${office.folder}/vault.json`;
    const original = readFileSync(path, 'utf8');
    const content = JSON.parse(original);
    const certificate = JSON.parse(Buffer.from(content.certificates[0].payload, 'base64').toString());
    const forgedRoot = certifyPrivacyOfficer(newSigningKey(), certificate);
    const recipients = { ...content.recipients, payload: Buffer.from('{"kind":"recipients"}').toString('base64') };
    for (const changed of [{ certificates: [forgedRoot] }, { recipients }]) {
      writeFileSync(path, JSON.stringify({ ...content, ...changed }));
      const sent = leaveMessage(office.env, office.folder, report);
      await expect(sent).rejects.toMatchObject({ code: 'integrity-violated' });
    }
    expect(ageFiles(office)).toEqual([]);
    const unpinned = otherComputer(office, 'laptop');
    writeFileSync(path, original);
    await requestComputer(unpinned, office.folder, 'file');
    const early = leaveMessage(unpinned, office.folder, report);
    await expect(early).rejects.toMatchObject({ code: 'keychain-entry-missing' });
  });
});

describe('what lies in the spool and is no message of a computer of the office', () => {
  test('stays, is shown, and keeps nothing else from the inbox', async () => {
    const office = freshOffice();
    const garbage = newId();
    writeFileSync(`${office.folder}/spool/${garbage}.age`, 'no age file');
    writeFileSync(`${office.folder}/spool/${newId()}.txt`, 'not even by its name');
    const { vault, inbox } = await office.asOfficer((officer) => ({
      vault: officer.id,
      inbox: officer.directory.inbox,
    }));
    const forged = newId();
    const stranger = { id: newId(), signing: newSigningKey() };
    const body = { writtenAt: 1, content: 'forged' };
    const sealed = sealMessage(vault, inbox, idBytes(forged), stranger, { type: 'incident-report', at: 0, body });
    writeFileSync(`${office.folder}/spool/${forged}.age`, sealed);
    // A true message under another name: its signature is bound to its own.
    const moved = newId();
    const genuine = await leaveMessage(office.env, office.folder, report);
    writeFileSync(`${office.folder}/spool/${moved}.age`, readFileSync(`${office.folder}/spool/${genuine}.age`));

    await office.asOfficer(async (officer) => {
      const listed = await listInbox(officer);
      const places = Object.fromEntries(listed.map(({ id, place }) => [id, place]));
      expect(places).toEqual({
        [garbage]: 'unreadable',
        [forged]: 'unreadable',
        [moved]: 'unreadable',
        [genuine]: 'inbox',
      });
    });
  });

  test('is also a true one that lies elsewhere behind a link, or is longer than any may be, and a folder', async () => {
    const office = freshOffice();
    const path = (id: string) => `${office.folder}/spool/${id}.age`;
    const linked = await leaveMessage(office.env, office.folder, report);
    const elsewhere = tempFolder().file('message');
    renameSync(path(linked), elsewhere);
    symlinkSync(elsewhere, path(linked));
    const long = newId();
    await office.asOfficer((officer) => {
      const { computer, directory } = officer;
      const author = { id: computer.id, signing: computer.signing };
      const body = { writtenAt: 1, content: 'x'.repeat(1024 * 1024) };
      const message = { type: 'incident-report', at: 0, body };
      writeFileSync(path(long), sealMessage(officer.id, directory.inbox, idBytes(long), author, message));
    });
    const folder = newId();
    mkdirSync(path(folder));
    await office.asOfficer(async (officer) => {
      const listed = (await listInbox(officer)).map(({ id, place }) => [id, place]);
      expect(listed.toSorted()).toEqual([linked, long].toSorted().map((id) => [id, 'unreadable']));
      const { findings } = await checkVault(officer, unwatched);
      expect(Object.fromEntries(findings.map(({ part, problem }) => [part, problem]))).toEqual({
        [`spool/${linked}.age`]: 'unreadable',
        [`spool/${long}.age`]: 'superfluous',
        [`spool/${folder}.age`]: 'unknown-file',
      });
    });
    expect(ageFiles(office).sort()).toEqual([linked, long, folder].map((id) => `${id}.age`).toSorted());
    expect(existsSync(elsewhere)).toBe(true);
  });

  test('is also another content under the name of a message that was taken in', async () => {
    const office = freshOffice();
    const id = await leaveMessage(office.env, office.folder, report);
    const path = `${office.folder}/spool/${id}.age`;
    const sealed = readFileSync(path);
    await office.asOfficer(() => writeFileSync(path, 'another'));
    await office.asOfficer(() => expect(readFileSync(path, 'utf8')).toBe('another'));
    // The same one again, of a sign-in that was killed before the file was gone, only goes.
    writeFileSync(path, sealed);
    await office.asOfficer(async (officer) => {
      expect(ageFiles(office)).toEqual([]);
      expect(await listInbox(officer)).toMatchObject([{ id, place: 'inbox' }]);
    });
  });

  test('an altered message in the inbox is found', async () => {
    const office = freshOffice();
    const id = await leaveMessage(office.env, office.folder, report);
    await office.asOfficer((officer) => {
      officer.db.run('UPDATE messages SET sealed = zeroblob(300) WHERE id = ?', idBytes(id));
    });
    await office.asOfficer(async (officer) => {
      const part = `messages ${id}`;
      await expect(listInbox(officer)).rejects.toMatchObject({ code: 'integrity-violated', details: { part } });
    });
  });
});

describe('taking over the spool', () => {
  test('killed anywhere loses no message and doubles none', async () => {
    for (let after = 0; ; after += 1) {
      const office = freshOffice();
      const officer = await office.open(officerName);
      const ids: string[] = [];
      for (let count = 0; count < 20; count += 1) ids.push(await leaveMessage(office.env, office.folder, report));
      const files = crashingFiles(office.env.files, after, after % 2 === 0 ? 'before' : 'after');
      const done = await takeSpool({ ...officer, env: { ...officer.env, files } }).then(
        () => true,
        (error: unknown) => {
          expect(error).toBeInstanceOf(Killed);
          return false;
        },
      );
      officer.db.close();
      officer.lock.release();
      await office.asOfficer(async (again) => {
        const listed = await listInbox(again);
        expect(listed.map(({ id }) => id).sort()).toEqual(ids.sort());
        expect(new Set(listed.map(({ place }) => place))).toEqual(new Set(['inbox']));
      });
      expect(ageFiles(office)).toEqual([]);
      if (done) return;
      after += 4;
    }
  });
});
