import { VaultError } from '../../contract/errors.ts';
import type { secondFactorCalls } from '../../contract/second-factor.ts';
import type { Handlers } from '../handler.ts';

const later = async (): Promise<never> => {
  throw new VaultError('internal', 'not there yet');
};

export const secondFactorHandlers: Handlers<typeof secondFactorCalls> = {
  secondFactorBegin: later,
  secondFactorConfirm: later,
  secondFactorTurnOn: later,
  secondFactorTurnOff: later,
  secondFactorNewCodes: later,
  secondFactorState: async () => ({ state: 'off', recoveryCodesLeft: 0 }),
};
