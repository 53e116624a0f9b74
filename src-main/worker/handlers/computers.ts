import { resolve } from 'node:path';
import type { computerCalls } from '../../contract/computers.ts';
import { approveComputer } from '../../core/computers/approve-computer.ts';
import { listComputers } from '../../core/computers/list-computers.ts';
import { requestComputer } from '../../core/computers/request-computer.ts';
import { revokeComputer } from '../../core/computers/revoke-computer.ts';
import { acceptRollback } from '../../core/vault/accept-rollback.ts';
import type { Handlers } from '../handler.ts';

export const computerHandlers: Handlers<typeof computerCalls> = {
  computerRequest: async ({ env }, { vault, keychain, outPath }) => {
    const { request, ...asked } = await requestComputer(env, resolve(vault), keychain);
    if (outPath === null) return { ...asked, file: null };
    const file = resolve(outPath);
    await env.files.create(file, Buffer.from(request, 'utf8'));
    return { ...asked, file };
  },
  computerApprove: async ({ vault }, { request, fingerprint }) => await approveComputer(vault, request, fingerprint),
  computerRevoke: async ({ vault, job }, { computer }) => await revokeComputer(vault, computer, job),
  computerList: async ({ vault }) => listComputers(vault),
  acceptRollback: async ({ vault }, { reason }) => {
    await acceptRollback(vault, reason);
    return {};
  },
};
