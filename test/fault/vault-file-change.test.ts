import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { VaultError } from '../../src-main/contract/errors.ts';
import { changePassword } from '../../src-main/core/people/change-password.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../src-main/core/vault/open-session.ts';
import type { OpenVault } from '../../src-main/core/vault/open-vault.ts';
import { codeOf } from '../support/error-code.ts';
import { type Office, ownPassword, sharedOffice } from '../support/office.ts';

const freshOffice = sharedOffice({ 'Eva Testman': 'employee' });
const name = 'Eva Testman';
const fresh = 'Grindpad-tulband-58-Veer';

const holdsBoth = ({ folder }: Office) => 'next' in JSON.parse(readFileSync(`${folder}/vault.json`, 'utf8'));

async function answerTo(office: Office, password: string): Promise<string> {
  return await openSession(office.env, office.folder, { name, password }).then(async ({ vault }) => {
    await closeVault(vault);
    return 'opens';
  }, codeOf);
}

/** Lets so many writes of vault.json through; the next one finds no room. */
function fullAfter(vault: OpenVault, writes: number): () => void {
  const { files } = vault.env;
  const replace = files.replace.bind(files);
  let left = writes;
  const spy = vi.spyOn(files, 'replace').mockImplementation(async (path, bytes) => {
    if (path === vault.paths.vaultFile && left-- === 0) throw new VaultError('disk-full', 'no room');
    await replace(path, bytes);
  });
  return () => spy.mockRestore();
}

describe('a change of vault.json and vault.db', () => {
  it('is done when the transaction is, also if there is no room to say so in vault.json', async () => {
    const office = freshOffice();
    const vault = await office.open(name);
    const room = fullAfter(vault, 1);
    await changePassword(vault, ownPassword, fresh);
    room();
    await closeVault(vault);
    expect(holdsBoth(office)).toBe(true);
    expect([await answerTo(office, ownPassword), await answerTo(office, fresh)]).toEqual(['sign-in-failed', 'opens']);
    expect(holdsBoth(office)).toBe(false);
  });

  it('is not done when there is no room to begin it', async () => {
    const office = freshOffice();
    const vault = await office.open(name);
    const room = fullAfter(vault, 0);
    await expect(changePassword(vault, ownPassword, fresh)).rejects.toMatchObject({ code: 'disk-full' });
    room();
    await closeVault(vault);
    expect([await answerTo(office, ownPassword), await answerTo(office, fresh)]).toEqual(['opens', 'sign-in-failed']);
  });

  it.each([
    ['there', true],
    ['not there', false],
  ])('is what the database says when the disk failed in the end and the transaction is %s', async (_, isThere) => {
    const office = freshOffice();
    const vault = await office.open(name);
    const failing: OpenVault['db'] = {
      ...vault.db,
      transaction: (work) => {
        if (isThere) vault.db.transaction(work);
        throw new VaultError('internal', 'vault.db: SQLITE_IOERR_FSYNC');
      },
    };
    const changing = changePassword({ ...vault, db: failing }, ownPassword, fresh);
    await expect(changing).rejects.toMatchObject({ code: 'internal' });
    await closeVault(vault);
    const answers = [await answerTo(office, ownPassword), await answerTo(office, fresh)];
    expect(answers).toEqual(isThere ? ['sign-in-failed', 'opens'] : ['opens', 'sign-in-failed']);
    expect(holdsBoth(office)).toBe(false);
  });
});
