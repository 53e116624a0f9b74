import { rmSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { signIn } from '../../src-main/core/vault/sign-in.ts';
import { ownPassword, sharedOffice } from '../support/office.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { openElsewhere } from './vault-process.ts';

const freshOffice = sharedOffice({ 'Eva Testman': 'employee', 'Omar Voorbeeld': 'employee' });
const eva = { name: 'Eva Testman', password: ownPassword };
const omar = { name: 'Omar Voorbeeld', password: ownPassword };

describe('two processes', () => {
  it('cannot have one vault open, also while its database file is copied, and it says where that is and not who', async () => {
    const office = freshOffice();
    const holder = openElsewhere('copy', office, eva);
    expect(await holder.answer).toMatchObject({ code: 'copying' });
    const otherName = tempFolder().file('other-name');
    symlinkSync(office.folder, otherName);
    for (const folder of [office.folder, otherName, office.folder]) {
      await expect(signIn(office.env, folder, omar)).rejects.toMatchObject({
        code: 'vault-in-use',
        details: { computer: office.env.machine.host, since: expect.any(Number) },
      });
    }
    const third = await openElsewhere('once', office, omar).answer;
    expect(third).toMatchObject({ code: 'vault-in-use', details: { computer: office.env.machine.host } });
    expect(JSON.stringify(third)).not.toContain(eva.name);

    await holder.kill();
    const { vault } = await signIn(office.env, office.folder, omar);
    expect(vault.broken.size).toBe(0);
    await closeVault(vault);
  });

  it('cannot either when somebody has removed the lock: the database has one of its own, also while it is copied', async () => {
    const office = freshOffice();
    // Copying opens the file once more nowhere: closing that would drop SQLite's lock.
    const holder = openElsewhere('copy', office, eva);
    await holder.answer;
    rmSync(`${office.folder}/lock`);
    await expect(signIn(office.env, office.folder, omar)).rejects.toMatchObject({ code: 'vault-in-use' });
    await holder.kill();
  });

  it('that come at once: one gets it', async () => {
    const office = freshOffice();
    const all = [eva, omar, eva].map((who) => openElsewhere('hold', office, who));
    const codes = (await Promise.all(all.map(({ answer }) => answer))).map(({ code }) => code);
    expect(codes.sort()).toEqual(['open', 'vault-in-use', 'vault-in-use']);
  });
});
