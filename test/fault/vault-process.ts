import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { z } from 'zod';

const program = path.join(import.meta.dirname, 'programs/vault-session.ts');

const AnswerSchema = z.object({ code: z.string(), details: z.record(z.string(), z.unknown()).default({}) });

export interface VaultProcess {
  /** What it said: `open`, who copies `copying` in the midst of its first copy, or the code of the refusal. */
  readonly answer: Promise<z.output<typeof AnswerSchema>>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

/**
 * Opens a vault in another process: `once`, and closes it again, or `hold`s it, reading its database all the time, or `wait`s
 * with it open, or copies it all the time as a backup does. Killed when the test ends.
 * @param uid another operating system account.
 */
export function openElsewhere(
  action: 'once' | 'hold' | 'wait' | 'copy',
  vault: { readonly folder: string; readonly configFolder: string },
  credentials: { readonly name: string; readonly password: string },
  { uid }: { readonly uid?: number | undefined } = {},
): VaultProcess {
  const child = spawn(process.execPath, [program, action, vault.folder], {
    env: { ...process.env, KLUIS_CONFIG_DIR: vault.configFolder },
    stdio: ['pipe', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  child.stdin.end(`${credentials.name}\n${credentials.password}\n`);
  const exited = once(child, 'exit');
  const kill = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  onTestFinished(kill);
  const answer = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      // Who closes the vault again is waited for.
      if (action === 'once') await exited;
      return AnswerSchema.parse(JSON.parse(line));
    }
    throw new Error('the other process said nothing');
  })();
  // Who kills it before it answers does not ask.
  answer.catch(() => undefined);
  return { answer, kill };
}
