import path from 'node:path';
import { notFound } from '../../contract/error-reasons.ts';
import type { Dialogs } from '../dialogs.ts';
import type { Handles } from '../handles.ts';
import type { KnownVaults } from '../known-vaults.ts';
import { readSmallText } from '../small-text.ts';
import type { ShellTexts } from '../texts.ts';
import type { VaultHost } from '../vault-host.ts';
import type { SomeCalls } from './answered.ts';

/** The request of a computer is a few lines. */
const largestRequest = 10_000;

export interface OfficeParts {
  readonly vault: VaultHost;
  readonly vaults: KnownVaults;
  readonly dialogs: Dialogs;
  readonly texts: () => ShellTexts;
  /** Requests of computers that were read from a file. */
  readonly requests: Handles<string>;
}

/** People, computers, and the log's way out. */
export function officeCalls({
  vault,
  vaults,
  dialogs,
  texts,
  requests,
}: OfficeParts): SomeCalls<
  'userAdd' | 'userReset' | 'joinRequest' | 'computerChooseRequest' | 'computerApprove' | 'auditExport'
> {
  return {
    userAdd: async (input, job) => {
      const { password } = await vault.call('firstPassword', { name: input.name });
      return { ...(await vault.call('userAdd', { ...input, newPassword: password }, job)), password };
    },
    userReset: async ({ user }, job) => {
      const known = (await vault.call('userList', {})).find(({ id, name }) => id === user || name === user);
      const { password } = await vault.call('firstPassword', { name: known?.name ?? user });
      return { ...(await vault.call('userReset', { user, newPassword: password }, job)), password };
    },
    joinRequest: async ({ handle, keychain }, job) => {
      const folder = vaults.folderOf(handle);
      // Whether the keychain takes the keys is known before anybody says where the request is to lie.
      await vault.ask('computerRequest', { vault: folder, keychain, outPath: null }, job);
      const outPath = await dialogs.saveAs('saveRequest', `${texts().requestFileName} ${path.basename(folder)}.txt`);
      if (outPath === null) return null;
      const { file: _, ...request } = await vault.ask('computerRequest', { vault: folder, keychain, outPath }, job);
      vaults.remember(folder);
      return { ...request, saved: path.basename(outPath) };
    },
    computerChooseRequest: async () => {
      const file = await dialogs.chooseFile('openRequest', []);
      if (file === null) return null;
      const text = await readSmallText(file, largestRequest);
      return { handle: requests.put(text), name: path.basename(file) };
    },
    computerApprove: async ({ handle, fingerprint }, job) => {
      const request = requests.get(handle);
      if (request === undefined) throw notFound('request', 'handle', 'no such request');
      return await vault.call('computerApprove', { request, fingerprint }, job);
    },
    auditExport: async (_, job) => {
      const outPath = await dialogs.saveAs('saveLog', `${texts().logFileName}.csv`);
      if (outPath === null) return null;
      const { rows } = await vault.call('auditExport', { outPath }, job);
      return { name: path.basename(outPath), rows };
    },
  };
}
