import type { secondFactorCalls } from '../../contract/second-factor.ts';
import { renewRecoveryCodes, secondFactorState, turnOffSecondFactor } from '../../core/second-factor/change.ts';
import { beginSecondFactor, confirmSecondFactor, turnOnSecondFactor } from '../../core/second-factor/enrol.ts';
import type { Handlers } from '../handler.ts';

export const secondFactorHandlers: Handlers<typeof secondFactorCalls> = {
  secondFactorBegin: async ({ vault }, given) => await beginSecondFactor(vault, given),
  secondFactorConfirm: async ({ vault }, { code }) => ({ recoveryCodes: [...confirmSecondFactor(vault, code)] }),
  secondFactorTurnOn: async ({ vault }) => {
    await turnOnSecondFactor(vault);
    return {};
  },
  secondFactorTurnOff: async ({ vault }, given) => {
    await turnOffSecondFactor(vault, given);
    return {};
  },
  secondFactorNewCodes: async ({ vault }, given) => ({ recoveryCodes: [...(await renewRecoveryCodes(vault, given))] }),
  secondFactorState: async ({ vault }) => ({
    state: secondFactorState(vault),
    recoveryCodesLeft: vault.secondFactor?.codesLeft ?? 0,
  }),
};
