import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Names the folder of this run of the tests to its workers. */
const named = 'KLUIS_TEST_RUN';

/** Makes the folder of a run, which goes with it: when the last worker has ended, for each writes there then. */
export function setup(): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'kluis-run-'));
  process.env[named] = folder;
  // What Node makes of the sources is kept for the threads and programs that tests start from them, which otherwise read
  // hundreds of files anew each.
  process.env.NODE_COMPILE_CACHE = path.join(folder, 'compiled');
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
}

/** A folder that lasts as long as this run, for what one file of tests makes and others take copies of. */
export function runFolder(): string {
  const folder = path.join(process.env[named] ?? '', 'made');
  mkdirSync(folder, { recursive: true });
  return folder;
}
