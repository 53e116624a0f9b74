import type { WindowOutput } from '../contract/window/calls.ts';
import type { IdleTimer } from './idle-timer.ts';
import type { Jobs } from './jobs.ts';
import type { MainWindow } from './main-window.ts';
import type { VaultHost } from './vault-host.ts';

/** Why the page that is there now is a new one. */
export type LockReason = WindowOutput<'startState'>['locked'];

export interface LockParts {
  readonly vault: VaultHost;
  readonly window: MainWindow;
  readonly idle: IdleTimer;
  readonly jobs: Jobs;
  /** Forgets what belongs to a session: what waits to be sealed, dropped files, chosen requests. */
  readonly forget: () => void;
  /** Somebody signed in, or nobody is any more. */
  readonly onChanged: () => void;
}

/** Locking: the keys are wiped while the page goes with its process, and nobody is signed in any more. */
export class Lock {
  readonly #parts: LockParts;
  #reason: LockReason = 'not-signed-in';
  #underWay: Promise<void> | null = null;

  constructor(parts: LockParts) {
    this.#parts = parts;
  }

  get reason(): LockReason {
    return this.#reason;
  }

  /** Somebody signed in. */
  opened(): void {
    this.#reason = 'not-signed-in';
    this.#parts.onChanged();
  }

  /** Locks when somebody is signed in, or about to be. Fails when there is no new page to show; the keys are wiped even then. */
  async lock(why: Exclude<LockReason, 'not-signed-in'>): Promise<void> {
    const { vault } = this.#parts;
    if (this.#underWay === null && vault.signedIn === null && !vault.isSigningIn) return;
    await this.#run(why);
  }

  /** The page is lost, or what it stood on: an empty one comes in its place, and nobody is signed in. */
  async recover(): Promise<void> {
    await this.#run('after-failure');
  }

  async #run(why: Exclude<LockReason, 'not-signed-in'>): Promise<void> {
    this.#underWay ??= this.#lock(why).finally(() => {
      this.#underWay = null;
    });
    await this.#underWay;
  }

  // SECURITY: S43
  async #lock(why: Exclude<LockReason, 'not-signed-in'>): Promise<void> {
    const { vault, window, idle, jobs, forget, onChanged } = this.#parts;
    this.#reason = why;
    idle.stop();
    forget();
    jobs.cancelAll();
    const wiped = vault.signOut();
    onChanged();
    try {
      await window.replace();
    } finally {
      await wiped;
    }
  }
}
