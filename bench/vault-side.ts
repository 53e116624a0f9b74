import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { TargetCredentials, TargetSettings } from '../src-main/contract/targets.ts';

/** Where backups go. */
export interface Place {
  readonly settings: TargetSettings;
  readonly credentials: TargetCredentials;
}

/** What a vault's process is asked for. `create` leaves it open, with one folder that `import` puts everything into. */
export type Step =
  | { readonly kind: 'create' | 'open' | 'close' }
  | { readonly kind: 'import'; readonly path: string }
  | { readonly kind: 'backup'; readonly place: Place; readonly memory: string }
  | { readonly kind: 'restore'; readonly place: Place; readonly to: string }
  | { readonly kind: 'verify'; readonly place: Place };

export interface Answer {
  readonly said: string;
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Of the whole process. */
  readonly peakMegabytes: number;
}

/** A process that has a vault, or only its recovery key: bench/programs/vault-side.ts. */
export class VaultSide {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;

  /** @param program built by `buildVaultSide`. @param home of the vault, its recovery key and its computer's settings. */
  constructor(program: string, home: string) {
    this.#child = fork(program, [home]);
    this.#ended = once(this.#child, 'exit');
  }

  async ask(step: Step): Promise<Answer> {
    const answered: Promise<(Answer | { error: string })[]> = once(this.#child, 'message');
    this.#child.send(step);
    const ended = this.#ended.then(() => [{ error: 'the process has ended' }]);
    const [answer = { error: 'no answer' }] = await Promise.race([answered, ended]);
    if ('error' in answer) throw new Error(`${step.kind}: ${answer.error}`);
    return answer;
  }

  /** Signs out and ends. */
  async end(): Promise<void> {
    await this.ask({ kind: 'close' });
    this.#child.disconnect();
    await this.#ended;
  }
}
