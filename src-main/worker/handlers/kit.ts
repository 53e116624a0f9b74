import { resolve } from 'node:path';
import type { kitCalls } from '../../contract/kit.ts';
import { wipe } from '../../core/crypto/sealing.ts';
import { generatePassphraseFor, passwordStrength } from '../../core/people/password-policy.ts';
import type { CreationDrafts } from '../../core/recovery/creation-drafts.ts';
import type { Handlers } from '../handler.ts';

export function kitHandlers(drafts: CreationDrafts): Handlers<typeof kitCalls> {
  return {
    createBegin: async ({ env }, { vault, office, officer, passphrase: given, keychain, contact }) => {
      const passphrase = given ?? generatePassphraseFor({ name: officer, office, isPrivacyOfficer: true });
      const told = contact === undefined ? {} : { contact };
      const wanted = { folder: resolve(vault), office, officerName: officer, passphrase, keychain, ...told };
      return { ...(await drafts.begin(env, wanted)), passphrase: given === null ? passphrase : null };
    },
    createSaveKit: async (_, { draft, outPath, pdf }) => {
      const file = resolve(outPath);
      try {
        await drafts.saveKit(draft, file, pdf);
      } finally {
        wipe(pdf);
      }
      return { file };
    },
    createFinish: async (_, { draft, groups }) => await drafts.finish(draft, groups),
    createAbandon: async (_, { draft }) => {
      await drafts.abandon(draft);
      return {};
    },
    passwordStrength: async (_, { password, purpose, name = '', office = '' }) =>
      passwordStrength(password, { name, office, isPrivacyOfficer: purpose === 'passphrase' }),
    passwordGenerate: async () => ({
      password: generatePassphraseFor({ name: '', office: '', isPrivacyOfficer: false }),
    }),
  };
}
