import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Makes the folder of a run, which goes with it. */
export function setup(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'kluis-run-'));
  // What Node makes of the sources is kept for the threads and programs that tests start from them, which otherwise read
  // hundreds of files anew each.
  process.env.NODE_COMPILE_CACHE = path.join(folder, 'compiled');
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
