import { VaultError } from '../../contract/errors.ts';
import type { kitCalls } from '../../contract/kit.ts';
import { generatePassphraseFor, passwordStrength } from '../../core/people/password-policy.ts';
import type { Handlers } from '../handler.ts';

const later = async (): Promise<never> => {
  throw new VaultError('internal', 'not there yet');
};

export const kitHandlers: Handlers<typeof kitCalls> = {
  createBegin: later,
  createSaveKit: later,
  createFinish: later,
  createAbandon: async () => ({}),
  passwordStrength: async (_, { password, purpose, name = '', office = '' }) =>
    passwordStrength(password, { name, office, isPrivacyOfficer: purpose === 'passphrase' }),
  passwordGenerate: async () => ({
    password: generatePassphraseFor({ name: '', office: '', isPrivacyOfficer: false }),
  }),
};
