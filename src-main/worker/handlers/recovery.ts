import { resolve } from 'node:path';
import type { recoveryCalls } from '../../contract/recovery.ts';
import { checkRecovery } from '../../core/recovery/check-recovery.ts';
import { rootOfKit } from '../../core/recovery/kit.ts';
import { recover } from '../../core/recovery/recover.ts';
import { fingerprint } from '../../core/vault/fingerprint.ts';
import type { Handlers } from '../handler.ts';

export const recoveryHandlers: Handlers<typeof recoveryCalls> = {
  recoveryKeyRead: async (_, { kitText }) => {
    const { vault, root } = rootOfKit(kitText);
    return { id: vault, rootFingerprint: fingerprint(vault, [root]) };
  },
  recoveryCheck: async ({ env, job }, { vault, kitText }) => {
    const report = await checkRecovery(env, resolve(vault), kitText, job);
    return { ...report, findings: [...report.findings] };
  },
  recover: async ({ env, job }, { vault, ...recovery }) => {
    const recovered = await recover(env, { folder: resolve(vault), ...recovery }, job);
    return {
      ...recovered,
      unfinished: [...recovered.unfinished],
      broken: [...recovered.broken],
      pending: [...recovered.pending],
    };
  },
};
