import { resolve } from 'node:path';
import type { CallOutput } from '../../contract/calls.ts';
import { VaultError } from '../../contract/errors.ts';
import type { sessionCalls, Warning } from '../../contract/session.ts';
import { generatePassphraseFor } from '../../core/people/password-policy.ts';
import { secondFactorState } from '../../core/second-factor/change.ts';
import { closeVault } from '../../core/vault/close-vault.ts';
import { createVault } from '../../core/vault/create-vault.ts';
import { lastRestoreOf } from '../../core/vault/last-restore.ts';
import { openSession } from '../../core/vault/open-session.ts';
import type { OpenVault } from '../../core/vault/open-vault.ts';
import type { Handlers } from '../handler.ts';
import type { Sessions } from '../sessions.ts';

export function sessionHandlers(sessions: Sessions): Handlers<Omit<typeof sessionCalls, 'signOut'>> {
  return {
    createVault: async ({ env }, input) => {
      const recoveryKeyFile = resolve(input.recoveryKeyOut);
      if (await env.files.stat(recoveryKeyFile)) {
        throw new VaultError('file-exists', 'the recovery key file exists', { details: { input: 'recoveryKeyOut' } });
      }
      const owner = { name: input.officer, office: input.office, isPrivacyOfficer: true };
      const passphrase = input.passphrase ?? generatePassphraseFor(owner);
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
    signIn: async ({ env, job }, { vault: folder, ...credentials }) => {
      const session = await openSession(env, resolve(folder), credentials, job);
      const { vault, unfinished, confirmed, recoveryCodesLeft, failedBefore, failedInOffice } = session;
      const { id, name: known, role } = vault.user;
      return {
        session: sessions.open(vault),
        user: { id, name: known },
        office: vault.directory.office,
        role,
        readOnly: vault.readOnly,
        secondFactor: secondFactorState(vault),
        recoveryCodesLeft,
        failedAttempts: { own: failedBefore, office: failedInOffice },
        warnings: [...warningsOf(vault), ...(unfinished.length > 0 ? (['work-unfinished'] as const) : [])],
        restored: restoredLately(vault),
        confirmed: [...confirmed],
        unfinished: unfinished.map(({ step, error: { code, details } }) => {
          return { step, code, part: typeof details.part === 'string' ? details.part : null };
        }),
      };
    },
  };
}

/** As long as somebody may look for what she did after the backup. */
const restoredToldMs = 14 * 24 * 60 * 60 * 1000;

function restoredLately(vault: OpenVault): CallOutput<'signIn'>['restored'] {
  const last = lastRestoreOf(vault);
  if (last === null || vault.env.clock.now() - last.at > restoredToldMs) return null;
  const { backupAt, at, setAside } = last;
  return { backupAt, at, setAside: vault.user.role === 'privacy-officer' ? setAside : null };
}

function warningsOf(vault: OpenVault): Warning[] {
  const warnings: [boolean, Warning][] = [
    [vault.keychain.kind === 'file', 'keychain-file'],
    [vault.readOnly, 'vault-rolled-back'],
    [vault.user.uncertified, 'account-not-certified'],
    [vault.broken.size > 0, 'folders-damaged'],
    [vault.log.secondEndorsements.length > 0, 'account-endorsed-twice'],
  ];
  return warnings.flatMap(([applies, warning]) => (applies ? [warning] : []));
}
