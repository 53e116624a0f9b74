import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const script = fileURLToPath(import.meta.resolve('./vault-process.ts'));

export interface VaultProcess {
  /** The line that it says: `done`, an error code, or an empty text when it died first. */
  readonly said: string;
  kill(): Promise<void>;
  readonly exitSignal: () => NodeJS.Signals | null;
}

/** Runs `vault-process.ts`, as the account `uid`, and waits for its answer. It is killed when the test ends. */
export async function startProcess(
  action: string,
  folder: string,
  key: Uint8Array,
  uid?: number,
): Promise<VaultProcess> {
  const child = spawn(process.execPath, ['--expose-gc', script, action, folder, Buffer.from(key).toString('hex')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    uid,
  });
  const exited = once(child, 'exit');
  onTestFinished(() => killAndWait(child, exited));
  let said = '';
  for await (const line of createInterface({ input: child.stdout })) {
    said = line;
    break;
  }
  if (!action.startsWith('hold-')) await exited;
  return { said, kill: () => killAndWait(child, exited), exitSignal: () => child.signalCode };
}

async function killAndWait(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  child.kill('SIGKILL');
  await exited;
}
