import type { SessionCallName } from '../contract/calls.ts';
import { VaultError } from '../contract/errors.ts';
import { secondFactorState } from '../core/second-factor/change.ts';
import type { OpenVault } from '../core/vault/open-vault.ts';

/** What somebody may do who has to set up a second factor first: that, and what its page needs. */
const allowed: ReadonlySet<string> = new Set<SessionCallName>([
  'secondFactorBegin',
  'secondFactorConfirm',
  'secondFactorTurnOn',
  'secondFactorTurnOff',
  'secondFactorNewCodes',
  'secondFactorState',
  'officeSettings',
  'statusDetailed',
  'changePassword',
  'signOut',
]);
/** In a vault that takes no changes nothing can be set up before it does. */
const allowedReadOnly = 'acceptRollback' satisfies SessionCallName;

/** @throws VaultError `second-factor-missing` for any other call of a session without the second factor that the office asks for. */
export function requireSecondFactor(vault: OpenVault, call: string): void {
  if (allowed.has(call) || secondFactorState(vault) !== 'to-set-up') return;
  if (vault.readOnly && call === allowedReadOnly) return;
  throw new VaultError('second-factor-missing', 'the office asks for a second factor, which has to be set up first');
}
