import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { VaultError } from '../contract/errors.ts';
import { Calendar } from '../demo/calendar.ts';
import { type DemoOffice, makeDemoOffice } from '../demo/make-office.ts';
import { VaultClient } from '../worker/vault-client.ts';
import type { SomeCalls } from './calls/answered.ts';

/** What the program is started with to show an office that never was. */
const demoArgument = '--demo';

/**
 * The folder of a demonstration, when one is asked for. Must come before anything looks for settings, for the demonstration
 * has its own; null otherwise.
 */
export function demoFolder(given: readonly string[], environment: NodeJS.ProcessEnv): string | null {
  if (!given.includes(demoArgument)) return null;
  const folder = mkdtempSync(path.join(tmpdir(), 'dossierkluis-demo-'));
  environment.KLUIS_CONFIG_DIR = path.join(folder, 'settings');
  return folder;
}

/** Makes the demonstration's office, by a worker of its own. @throws VaultError */
export async function makeDemo(folder: string): Promise<DemoOffice> {
  const calendar = new Calendar();
  const client = new VaultClient({ scene: calendar.scene });
  // There is no window yet: a dot a second tells whoever waits at a terminal that something goes on.
  const dots = process.stdout.isTTY ? setInterval(() => process.stdout.write('.'), 1000) : undefined;
  try {
    return await makeDemoOffice(client, path.join(folder, 'office'), calendar);
  } finally {
    if (dots !== undefined) {
      clearInterval(dots);
      process.stdout.write('\n');
    }
    await client.terminate();
  }
}

const refuse = async (): Promise<never> => {
  throw new VaultError('not-authorised', 'not in a demonstration');
};

/** A vault of real work that was made, joined, recovered or restored here would lose its keys when the demonstration goes. */
export const refusedInDemo: SomeCalls<
  'chooseVault' | 'createBegin' | 'joinRequest' | 'recoverAccess' | 'restoreChoosePlace' | 'restoreRequestSave'
> = {
  chooseVault: refuse,
  createBegin: refuse,
  joinRequest: refuse,
  recoverAccess: refuse,
  restoreChoosePlace: refuse,
  restoreRequestSave: refuse,
};

export function removeDemo(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
