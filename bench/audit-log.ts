import { mkdtempSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { verifyLog, writeCheckpoint } from '../src-main/core/audit/log-view.ts';
import { changeVault } from '../src-main/core/vault/change.ts';
import { closeVault } from '../src-main/core/vault/close-vault.ts';
import { createVault } from '../src-main/core/vault/create-vault.ts';
import { nodeEnvironment } from '../src-main/worker/node-environment.ts';
import { type Figure, median, seconds } from './measure.ts';

/** Entries since the Privacy Officer's last checkpoint: what colleagues do in a busy week. */
const sinceCheckpoint = 5_000;

/** Verifying the audit log at sign-in: the last checkpoint and everything after it. */
export async function auditLog(work: string, entries: number): Promise<Figure[]> {
  const home = mkdtempSync(path.join(work, 'log-'));
  const env = nodeEnvironment({ KLUIS_CONFIG_DIR: path.join(home, 'config') }, homedir());
  const vault = await createVault(env, {
    folder: path.join(home, 'vault'),
    office: 'Bench',
    officerName: 'Petra',
    passphrase: 'Bakur-lemis-torav-pidon-7',
    keychain: 'file',
    deliverKit: async () => undefined,
  });
  const add = (count: number) => {
    for (let index = 0; index < count; index += 1) changeVault(vault, (change) => change.tell('bench', { index }));
  };
  // A sync for each of them would take hours, and nothing that is measured depends on it.
  vault.db.run('PRAGMA synchronous=OFF');
  add(entries - sinceCheckpoint);
  writeCheckpoint(vault.db, vault.id, vault.log, vault.user.author.signing, () => true);
  add(sinceCheckpoint);
  vault.db.run('PRAGMA synchronous=FULL');
  const durations: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    durations.push(await seconds(() => verifyLog(vault.db, vault.id, vault.chain)));
  }
  await closeVault(vault);
  rmSync(home, { recursive: true });
  const value = median(durations);
  return [
    {
      work: `verify an audit log of ${entries} entries at sign-in, ${sinceCheckpoint} since the last checkpoint`,
      ours: `${value.toFixed(3)} s`,
      peer: '–',
      ratio: '–',
      aim: 'under 0.3 s',
      met: value < 0.3,
    },
  ];
}
