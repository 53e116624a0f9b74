import { randomBytes } from 'node:crypto';
import { VaultError } from '../contract/errors.ts';
import { dropExpiredGrants } from '../core/access/expired-grants.ts';
import { closeVault } from '../core/vault/close-vault.ts';
import type { OpenVault } from '../core/vault/open-vault.ts';

interface Session {
  readonly vault: OpenVault;
  readonly running: Map<AbortController, Promise<unknown>>;
  /** Settles when the last call in line has ended. */
  line: Promise<unknown>;
  closing: Promise<void> | null;
}

/** `in-line`: one after the other. `beside`: at once, for calls that only read, also while a long one is under way. */
export type Turn = 'in-line' | 'beside';

/** Who is signed in, by session id, and the order of their calls. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();

  /** @returns the session's id: 128 random bits, in no file. */
  open(vault: OpenVault): string {
    const id = randomBytes(16).toString('hex');
    this.#sessions.set(id, { vault, running: new Map(), line: Promise.resolve(), closing: null });
    return id;
  }

  /**
   * Runs a call of a session in its turn.
   * @throws VaultError `not-authorised` when there is no such session (any more); `cancelled` when its turn comes too late.
   */
  async run<Result>(
    id: string,
    controller: AbortController,
    turn: Turn,
    work: (vault: OpenVault) => Promise<Result>,
  ): Promise<Result> {
    const session = this.#sessions.get(id);
    if (!session || session.closing !== null) throw noSuchSession();
    const begin = async () => {
      if (controller.signal.aborted) throw new VaultError('cancelled', 'cancelled before it began');
      dropExpiredGrants(session.vault);
      return await work(session.vault);
    };
    const call = turn === 'beside' ? begin() : session.line.then(begin);
    const settled = call.then(nothing, nothing);
    if (turn === 'in-line') session.line = settled;
    session.running.set(controller, settled);
    try {
      return await call;
    } finally {
      session.running.delete(controller);
    }
  }

  /** A vault by its id, when somebody is signed in to it and about to stay. */
  vaultOf(id: string): OpenVault | null {
    for (const { vault, closing } of this.#sessions.values()) if (vault.id === id && closing === null) return vault;
    return null;
  }

  /** Cancels what runs in a session, waits until it has stopped, closes the vault. Idempotent while it is under way. */
  async close(id: string): Promise<void> {
    const session = this.#sessions.get(id);
    if (!session) throw noSuchSession();
    session.closing ??= this.#close(id, session);
    await session.closing;
  }

  async closeAll(): Promise<void> {
    await Promise.allSettled([...this.#sessions.keys()].map((id) => this.close(id)));
  }

  async #close(id: string, session: Session): Promise<void> {
    for (const controller of session.running.keys()) controller.abort();
    await Promise.all(session.running.values());
    try {
      await closeVault(session.vault);
    } finally {
      this.#sessions.delete(id);
    }
  }
}

function noSuchSession(): VaultError {
  return new VaultError('not-authorised', 'no such session: nobody is signed in', {
    details: { reason: 'no-session' },
  });
}

const nothing = () => undefined;
