import { resolve } from 'node:path';
import { VaultError } from '../../contract/errors.ts';
import type { sessionCalls, Warning } from '../../contract/session.ts';
import { generatePassphrase } from '../../core/people/passphrase.ts';
import { requireGoodPassword } from '../../core/people/password-policy.ts';
import { closeVault } from '../../core/vault/close-vault.ts';
import { createVault } from '../../core/vault/create-vault.ts';
import type { OpenVault } from '../../core/vault/open-vault.ts';
import { isUnactivated, signIn } from '../../core/vault/sign-in.ts';
import type { Handlers } from '../handler.ts';
import type { Sessions } from '../sessions.ts';

export function sessionHandlers(sessions: Sessions): Handlers<Omit<typeof sessionCalls, 'signOut'>> {
  return {
    createVault: async ({ env }, input) => {
      const recoveryKeyFile = resolve(input.recoveryKeyOut);
      if (await env.files.stat(recoveryKeyFile)) {
        throw new VaultError('file-exists', 'the recovery key file exists', { details: { input: 'recoveryKeyOut' } });
      }
      const passphrase = input.passphrase ?? generatePassphrase();
      requireGoodPassword(passphrase, { name: input.officer, office: input.office, isPrivacyOfficer: true });
      const vault = await createVault(env, {
        folder: resolve(input.vault),
        office: input.office,
        officerName: input.officer,
        passphrase,
        keychain: input.keychain,
        deliverKit: async (text) => await env.files.create(recoveryKeyFile, Buffer.from(text, 'utf8')),
      });
      const made = {
        id: vault.id,
        name: vault.directory.office,
        officer: vault.user.name,
        keychain: input.keychain,
        recoveryKeyFile,
        passphrase: input.passphrase === null ? passphrase : null,
        warnings: warningsOf(vault),
      };
      await closeVault(vault);
      return made;
    },
    signIn: async ({ env }, { vault: folder, name, password }) => {
      const signedIn = await signIn(env, resolve(folder), { name, password });
      const { vault } = signedIn;
      if (isUnactivated(signedIn)) {
        await closeVault(vault);
        throw new VaultError('account-not-activated', 'the account has to be activated first');
      }
      const { id, name: known, role } = vault.user;
      return {
        session: sessions.open(vault),
        user: { id, name: known },
        office: vault.directory.office,
        role,
        readOnly: vault.readOnly,
        warnings: warningsOf(vault),
      };
    },
  };
}

function warningsOf(vault: OpenVault): Warning[] {
  const warnings: [boolean, Warning][] = [
    [vault.keychain.kind === 'file', 'keychain-file'],
    [vault.readOnly, 'vault-rolled-back'],
    [vault.user.uncertified, 'account-not-certified'],
    [vault.broken.size > 0, 'folders-damaged'],
  ];
  return warnings.flatMap(([applies, warning]) => (applies ? [warning] : []));
}
