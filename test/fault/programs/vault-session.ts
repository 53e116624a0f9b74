// A process of its own that opens a vault: node vault-session.ts <action> <vault folder>, with KLUIS_CONFIG_DIR in the
// environment and name and password as lines of standard input. Says `open` or the code of the refusal as JSON.
import { readFileSync, writeSync } from 'node:fs';
import { homedir } from 'node:os';
import { setImmediate as turn } from 'node:timers/promises';
import { VaultError } from '../../../src-main/contract/errors.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import { nodeEnvironment } from '../../../src-main/worker/node-environment.ts';

const [, , action = '', folder = ''] = process.argv;
const [name = '', password = ''] = readFileSync(0, 'utf8').split('\n');

const say = (answer: object): void => {
  writeSync(1, `${JSON.stringify(answer)}\n`);
};

try {
  const env = nodeEnvironment(process.env, homedir());
  const { vault } = await openSession(env, folder, { name, password });
  say({ code: 'open' });
  // Reads the whole database file over and over, as a check does and a backup will.
  while (action === 'hold') {
    const { badPages } = await vault.db.verifyPages(unwatched);
    if (badPages.length > 0) throw new Error('a bad page');
    await turn();
  }
  await closeVault(vault);
} catch (error) {
  if (!(error instanceof VaultError)) throw error;
  say({ code: error.code, details: error.details });
}
