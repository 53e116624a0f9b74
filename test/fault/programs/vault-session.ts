// A process of its own that opens a vault: node vault-session.ts <action> <vault folder>, with KLUIS_CONFIG_DIR in the
// environment and name and password as lines of standard input. Says `open` or the code of the refusal as JSON.
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { homedir } from 'node:os';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { VaultError } from '../../../src-main/contract/errors.ts';
import { captureOpenVault } from '../../../src-main/core/backup/sources/capture.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import type { FileBytes } from '../../../src-main/core/ports/file-system.ts';
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
  if (action !== 'copy') say({ code: 'open' });
  // Reads the whole database file over and over, as a check does.
  while (action === 'hold') {
    const { badPages } = await vault.db.verifyPages(unwatched);
    if (badPages.length > 0) throw new Error('a bad page');
    await turn();
  }
  // Copies it over and over, as a backup does, and slowly: at almost every instant a copy is on its way.
  while (action === 'copy') await captureOpenVault(vault, async ({ database }) => await copySlowly(database));
  // Leaves what the sign-in has written where it is.
  while (action === 'wait') await pause(1000);
  await closeVault(vault);
} catch (error) {
  if (!(error instanceof VaultError)) throw error;
  say({ code: error.code, details: error.details });
}

async function copySlowly(database: FileBytes): Promise<void> {
  const copy = openSync(`${folder}.copy`, 'w');
  const page = Buffer.alloc(4096);
  for (let position = 0; position < database.sizeBytes; position += page.length) {
    writeSync(copy, page, 0, await database.readAt(page, position), position);
    if (position === 0) say({ code: 'copying' });
    await pause(10);
  }
  closeSync(copy);
}
