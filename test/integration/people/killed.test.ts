import { describe, expect, test } from 'vitest';
import { approveComputer } from '../../../src-main/core/computers/approve-computer.ts';
import { listComputers } from '../../../src-main/core/computers/list-computers.ts';
import { requestComputer } from '../../../src-main/core/computers/request-computer.ts';
import { activateUser } from '../../../src-main/core/people/activate-user.ts';
import { addUser } from '../../../src-main/core/people/add-user.ts';
import { certifyAccounts } from '../../../src-main/core/people/certify-accounts.ts';
import { changePassword } from '../../../src-main/core/people/change-password.ts';
import { disableUser } from '../../../src-main/core/people/disable-user.ts';
import { listUsers } from '../../../src-main/core/people/list-users.ts';
import { resetUser } from '../../../src-main/core/people/reset-user.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { compartmentOf, type OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { signIn } from '../../../src-main/core/vault/sign-in.ts';
import { crashingFiles, Killed } from '../../support/crashing-files.ts';
import { dose } from '../../support/dose.ts';
import {
  copyOffice,
  firstPassword,
  folderFor,
  type Office,
  otherComputer,
  ownPassword,
  sharedOffice,
} from '../../support/office.ts';
import { officerName, officerPassphrase } from '../../support/test-vault.ts';

const freshOffice = sharedOffice({ Anna: 'employee', Bram: 'employee' });

interface Crash {
  readonly after: number;
  readonly moment: 'before' | 'after';
}

/**
 * Kills at every write that `work` makes, on a copy each time, until it comes to its end; then looks what is there. Those
 * that signing in makes before the change begins are for the long dose.
 */
async function killedEverywhere(
  base: Office,
  work: (office: Office, crash: Crash) => Promise<void>,
  look: (office: Office) => Promise<'old' | 'new'>,
  { writesOfSignIn = 0, every = 1 } = {},
): Promise<Set<string>> {
  const seen = new Set<string>();
  const first = dose(writesOfSignIn, 0);
  for (let after = first; after < 60; after += dose(every, 1)) {
    // Behind a write lies what lies before the next: only the long dose looks twice.
    const moments = after === first || dose(0, 1) === 1 ? (['before', 'after'] as const) : (['after'] as const);
    for (const moment of moments) {
      const office = copyOffice(base);
      const done = await work(office, { after, moment }).then(
        () => true,
        (error: unknown) => {
          if (error instanceof Killed) return false;
          throw error;
        },
      );
      const found = await look(office);
      if (done) expect(found).toBe('new');
      seen.add(found);
      // Once again: what the first start after the crash made of it is final.
      expect(await look(office)).toBe(found);
      if (done) return seen;
    }
  }
  throw new Error('the work came to no end');
}

/** Work of the Privacy Officer's, with what a killed process leaves: nothing that it did not write before. */
function asOfficer(work: (vault: OpenVault) => Promise<unknown>) {
  return async (office: Office, { after, moment }: Crash): Promise<void> => {
    const officer = await office.open(officerName);
    const files = crashingFiles(office.env.files, after, moment);
    try {
      await work({ ...officer, env: { ...officer.env, files } });
    } finally {
      officer.db.close();
      officer.lock.release();
    }
  };
}

const opens = async (office: Office, name: string, password: string): Promise<boolean> => {
  try {
    const { vault } = await signIn(office.env, office.folder, { name, password });
    expect(vault.broken.size).toBe(0);
    await closeVault(vault);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: 'sign-in-failed' });
    return false;
  }
};

/** Exactly one of the two, and it says which. */
async function oneOf(office: Office, name: string, old: string, fresh: string): Promise<'old' | 'new'> {
  const [withOld, withNew] = [await opens(office, name, old), await opens(office, name, fresh)];
  expect([withOld, withNew].filter(Boolean)).toHaveLength(1);
  return withNew ? 'new' : 'old';
}

const both = new Set(['old', 'new']);

describe('killed at any of its writes leaves the old state or the new one', () => {
  test('a change of password', async () => {
    const newPassphrase = 'tolum-gavek-rinop-dasil';
    const work = asOfficer((vault) => changePassword(vault, officerPassphrase, newPassphrase));
    const look = (office: Office) => oneOf(office, officerName, officerPassphrase, newPassphrase);
    expect(await killedEverywhere(freshOffice(), work, look, { writesOfSignIn: 2 })).toEqual(both);
  });

  test('a new account', async () => {
    const newUser = { name: 'Carla', role: 'employee', newPassword: firstPassword } as const;
    const seen = await killedEverywhere(
      freshOffice(),
      asOfficer((vault) => addUser(vault, newUser)),
      async (office) => {
        const there = await office.asOfficer((officer) => listUsers(officer).some(({ name }) => name === 'Carla'));
        expect(await opens(office, 'Carla', firstPassword)).toBe(there);
        return there ? 'new' : 'old';
      },
    );
    expect(seen).toEqual(both);
  });

  test('the end of an account', async () => {
    const base = freshOffice();
    const folder = await base.asOfficer((officer) => folderFor(officer, 'Jansen', { Anna: 'write', Bram: 'write' }));
    const seen = await killedEverywhere(
      base,
      asOfficer((vault) => disableUser(vault, 'Anna')),
      async (office) => {
        const out = await office.asOfficer((officer) => {
          const disabled = listUsers(officer).some(({ name, state }) => name === 'Anna' && state === 'disabled');
          expect([...compartmentOf(officer, folder).keys.keys()]).toEqual([disabled ? 2 : 1]);
          return disabled;
        });
        expect(await opens(office, 'Anna', ownPassword)).toBe(!out);
        expect(await opens(office, 'Bram', ownPassword)).toBe(true);
        return out ? 'new' : 'old';
      },
      // New keys for the database and the office come behind it, which `rotation-crash` stops at each step.
      { every: 6 },
    );
    expect(seen).toEqual(both);
  });

  test.each([
    ['another password', 'Tweede-Keer-8122'],
    ['the very password that she had', ownPassword],
  ])('a reset with %s', async (_, password) => {
    const seen = await killedEverywhere(
      freshOffice(),
      asOfficer((vault) => resetUser(vault, 'Anna', password)),
      async (office) => {
        // Before anybody else, whose sign-in would bring vault.json in order.
        if (password === ownPassword) expect(await opens(office, 'Anna', password)).toBe(true);
        const states = await office.asOfficer((officer) =>
          listUsers(officer).map(({ name, state }) => `${name} ${state}`),
        );
        const reset = states.includes('Anna provisional');
        if (password !== ownPassword)
          expect(await oneOf(office, 'Anna', ownPassword, password)).toBe(reset ? 'new' : 'old');
        expect(await opens(office, 'Anna', reset ? password : ownPassword)).toBe(true);
        return reset ? 'new' : 'old';
      },
    );
    expect(seen).toEqual(both);
  });

  test('an activation', async () => {
    const base = freshOffice();
    await base.asOfficer((officer) =>
      addUser(officer, { name: 'Carla', role: 'employee', newPassword: firstPassword }),
    );
    const activate = async ({ env, folder }: Office, { after, moment }: Crash) => {
      const files = crashingFiles(env.files, after, moment);
      const credentials = { name: 'Carla', password: firstPassword, newPassword: ownPassword };
      await activateUser({ ...env, files }, folder, credentials);
    };
    const seen = await killedEverywhere(
      base,
      activate,
      async (office) => {
        const activated = (await oneOf(office, 'Carla', firstPassword, ownPassword)) === 'new';
        const states = await office.asOfficer((officer) =>
          listUsers(officer).map(({ name, state }) => `${name} ${state}`),
        );
        expect(states).toContain(activated ? 'Carla active' : 'Carla provisional');
        return activated ? 'new' : 'old';
      },
      { writesOfSignIn: 3 },
    );
    expect(seen).toEqual(both);
  });

  test('the certification of an account at the sign-in that finds it activated', async () => {
    const base = freshOffice();
    const carla = { name: 'Carla', password: firstPassword };
    await base.asOfficer(async (officer) => {
      await addUser(officer, { name: 'Carla', role: 'employee', newPassword: firstPassword });
      await folderFor(officer, 'Jansen', { Carla: 'write' });
    });
    await activateUser(base.env, base.folder, { ...carla, newPassword: ownPassword });
    const certify = async ({ env, folder }: Office, { after, moment }: Crash) => {
      const files = crashingFiles(env.files, after, moment);
      const credentials = { name: officerName, password: officerPassphrase };
      const { vault } = await signIn({ ...env, files }, folder, credentials);
      try {
        await certifyAccounts(vault);
      } finally {
        vault.db.close();
        vault.lock.release();
      }
    };
    const seen = await killedEverywhere(
      base,
      certify,
      async (office) => {
        const { vault } = await signIn(office.env, office.folder, { name: 'Carla', password: ownPassword });
        expect({ broken: vault.broken.size, open: vault.compartments.size }).toEqual({ broken: 0, open: 2 });
        const found = vault.user.uncertified ? 'old' : 'new';
        await closeVault(vault);
        return found;
      },
      { writesOfSignIn: 3 },
    );
    expect(seen).toEqual(both);
  });

  test('the approval of a computer', async () => {
    const base = freshOffice();
    const env = otherComputer(base, 'laptop');
    const { request, fingerprint, id } = await requestComputer(env, base.folder, 'file');
    const seen = await killedEverywhere(
      base,
      asOfficer((vault) => approveComputer(vault, request, fingerprint)),
      async (office) => {
        const there = await office.asOfficer((officer) =>
          listComputers(officer).some((computer) => computer.id === id),
        );
        const signedIn = signIn(env, office.folder, { name: 'Anna', password: ownPassword });
        if (there) await closeVault((await signedIn).vault);
        else await expect(signedIn).rejects.toMatchObject({ code: 'keychain-entry-missing' });
        return there ? 'new' : 'old';
      },
    );
    expect(seen).toEqual(both);
  });
});
