import { resolve } from 'node:path';
import type { checkCalls } from '../../contract/check.ts';
import { programVersion } from '../../contract/program-version.ts';
import { checkRefused } from '../../core/check/check-refused.ts';
import { checkVault } from '../../core/check/check-vault.ts';
import { insideStatus } from '../../core/status/inside-status.ts';
import { outsideStatus } from '../../core/status/outside-status.ts';
import type { Handlers } from '../handler.ts';

export const checkHandlers: Handlers<typeof checkCalls> = {
  check: async ({ vault, job }) => {
    const { findings, checked } = await checkVault(vault, job);
    return { findings: [...findings], checked };
  },
  checkRefused: async ({ env, job }, { vault, name, password }) => {
    const { findings, checked } = await checkRefused(env, resolve(vault), { name, password }, job);
    return { findings: [...findings], checked };
  },
  status: async ({ env }, { vault }) => ({ ...(await outsideStatus(env, resolve(vault))), programVersion }),
  statusDetailed: async ({ vault }) => await insideStatus(vault),
};
