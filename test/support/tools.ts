import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'vitest';

/** Programs outside npm, found (and on Debian 12 installed) by `npm run tools`. `python3-nacl` is a python that has PyNaCl. */
export type ToolName =
  | 'age'
  | 'age-keygen'
  | 'sqlcipher'
  | 'python3-nacl'
  | 'gnome-keyring-daemon'
  | 'dbus-run-session'
  | 'secret-tool'
  | 'gcc'
  | 'recorder'
  | 'chromium'
  | 'sshd'
  | 'ssh-keygen'
  | 'apache2'
  | 'rclone'
  | 'moto_server'
  | 'restic'
  | 'openssl'
  | 'soffice';

const availableFile = path.resolve(import.meta.dirname, '../../.tools/available');

function readAvailable(): Map<string, string> {
  if (!existsSync(availableFile)) return new Map();
  const lines = readFileSync(availableFile, 'utf8').split('\n');
  const found = new Map<string, string>();
  for (const line of lines) {
    const [name, location] = line.split('\t');
    if (name && location && existsSync(location)) found.set(name, location);
  }
  return found;
}

const available = readAvailable();

export const missingTools = (names: readonly ToolName[]): ToolName[] => names.filter((name) => !available.has(name));

/** The absolute path of a tool; throws when it is missing, so use it inside `describeWithTools`. */
export function tool(name: ToolName): string {
  const location = available.get(name);
  if (location === undefined) throw new Error(`${name} is missing; run: npm run tools`);
  return location;
}

/** True where nothing may be skipped: there a missing tool, or a missing right such as root, is a failure. */
const nothingMayBeSkipped = process.env.CI === 'true' || process.env.CI === '1';

/** What a suite of Linux alone, or of its root, has not here; for `describeUnlessMissing`. */
export const missingLinux: readonly string[] = process.platform === 'linux' ? [] : ['Linux'];
export const missingRoot: readonly string[] = process.getuid?.() === 0 ? [] : ['root'];

/** Runs the suite when nothing is missing; otherwise fails with CI=true, and is a visible skip elsewhere. */
export function describeUnlessMissing(missing: readonly string[], name: string, define: () => void): void {
  if (missing.length === 0) {
    describe(name, define);
    return;
  }
  const needs = `needs ${missing.join(', ')}`;
  if (nothingMayBeSkipped) {
    describe(name, () => {
      it(needs, () => {
        throw new Error(`${name}: ${needs}, which is missing here, and with CI=true nothing is skipped`);
      });
    });
    return;
  }
  describe.skip(`${name} [skipped: ${needs}]`, define);
}

export function describeWithTools(names: readonly ToolName[], name: string, define: () => void): void {
  describeUnlessMissing(missingTools(names), name, define);
}
