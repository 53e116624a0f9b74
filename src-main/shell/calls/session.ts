import type { IdleTimer } from '../idle-timer.ts';
import { defaultIdleMinutes } from '../idle-timer.ts';
import type { KnownVaults } from '../known-vaults.ts';
import type { LeftByPerson } from '../left-by-person.ts';
import type { Lock } from '../lock.ts';
import type { VaultHost } from '../vault-host.ts';
import type { SomeCalls } from './answered.ts';

export interface SessionParts {
  readonly vault: VaultHost;
  readonly vaults: KnownVaults;
  readonly lock: Lock;
  readonly lockNow: (why: 'by-hand' | 'switch-user') => void;
  readonly idle: IdleTimer;
  readonly left: LeftByPerson;
}

/** Signing in, and ending it. */
export function sessionCalls({
  vault,
  vaults,
  lock,
  lockNow,
  idle,
  left,
}: SessionParts): SomeCalls<'signIn' | 'activate' | 'lock' | 'rememberRoute' | 'rememberWidths'> {
  return {
    signIn: async ({ handle, ...input }, job) => {
      const folder = vaults.folderOf(handle);
      const { session: _, ...signedIn } = await vault.signIn({ ...input, vault: folder }, job);
      const idleLockMinutes = await idleMinutes(vault);
      // A lock may have come in between.
      vault.requireSignedIn();
      vaults.remember(folder);
      vault.watchBackups(folder);
      lock.opened();
      idle.start(idleLockMinutes);
      const { route, widths } = left.of(folder, signedIn.user.id);
      return { ...signedIn, resume: route, widths, idleLockMinutes };
    },
    activate: async ({ handle, ...input }, job) =>
      await vault.ask('userActivate', { ...input, vault: vaults.folderOf(handle) }, job),
    lock: async ({ why }) => {
      // Answered first: afterwards there is no page to answer to.
      setImmediate(() => lockNow(why));
      return {};
    },
    rememberRoute: async ({ route }) => {
      const { folder, user } = vault.requireSignedIn();
      left.remember(folder, user.id, { route });
      return {};
    },
    rememberWidths: async ({ widths }) => {
      const { folder, user } = vault.requireSignedIn();
      left.remember(folder, user.id, { widths });
      return {};
    },
  };
}

/** Somebody who must set up a second factor first may not ask for settings yet, and is locked out as everybody is. */
async function idleMinutes(vault: VaultHost): Promise<number> {
  try {
    return (await vault.call('officeSettings', {})).idleLockMinutes;
  } catch {
    return defaultIdleMinutes;
  }
}
