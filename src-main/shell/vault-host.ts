import type { CallInput, CallOutput, SessionCallName, SessionlessCallName } from '../contract/calls.ts';
import { VaultError } from '../contract/errors.ts';
import type { ForwardedCallName } from '../contract/window/calls.ts';
import { VaultClient } from '../worker/vault-client.ts';
import type { RunningJob } from './jobs.ts';

/** Who is signed in. The id of the session stays in here. */
export interface SignedIn {
  readonly session: string;
  readonly folder: string;
  readonly user: CallOutput<'signIn'>['user'];
  readonly role: CallOutput<'signIn'>['role'];
}

/** The vault worker, and the one session that the window may have. */
export class VaultHost {
  readonly #onWorkerFailure: () => void;
  #client: VaultClient;
  #signedIn: SignedIn | null = null;
  /** Settles when the last session has ended: its vault is free again then. */
  #ending: Promise<void> = Promise.resolve();
  #isClosing = false;

  /** @param onWorkerFailure the worker ended without being asked; a new one is there already, with nobody signed in. */
  constructor(onWorkerFailure: () => void) {
    this.#onWorkerFailure = onWorkerFailure;
    this.#client = this.#start();
  }

  get signedIn(): SignedIn | null {
    return this.#signedIn;
  }

  /** @throws VaultError those of the call; `not-authorised` when nobody is signed in. */
  async call<Name extends SessionCallName>(
    name: Name,
    input: CallInput<Name>,
    job?: RunningJob,
  ): Promise<CallOutput<Name>> {
    const { session } = this.requireSignedIn();
    return await this.#client.call(name, session, input, job);
  }

  /** Passes a call of the page on; its input was parsed by the schema that the worker's call has too. */
  async forward(name: ForwardedCallName, input: unknown, job: RunningJob): Promise<unknown> {
    const { session } = this.requireSignedIn();
    const client: { call(name: string, session: string, input: unknown, job: RunningJob): Promise<unknown> } =
      this.#client;
    return await client.call(name, session, input, job);
  }

  async ask<Name extends SessionlessCallName>(
    name: Name,
    input: CallInput<Name>,
    job?: RunningJob,
  ): Promise<CallOutput<Name>> {
    await this.#ending;
    return await this.#client.call(name, null, input, job);
  }

  /** @throws VaultError `not-authorised` */
  requireSignedIn(): SignedIn {
    if (this.#signedIn === null) throw new VaultError('not-authorised', 'nobody is signed in');
    return this.#signedIn;
  }

  /** Ends the session that there may be, and begins another. */
  async signIn(input: CallInput<'signIn'>, job: RunningJob): Promise<CallOutput<'signIn'>> {
    await this.signOut();
    const signedIn = await this.ask('signIn', input, job);
    const { session, user, role } = signedIn;
    this.#signedIn = { session, folder: input.vault, user, role };
    return signedIn;
  }

  /** Ends the session and wipes its keys; a worker that does not manage to is ended as a whole. */
  async signOut(): Promise<void> {
    const ended = this.#signedIn;
    this.#signedIn = null;
    if (ended !== null) this.#ending = this.#ending.then(async () => await this.#end(ended.session));
    await this.#ending;
  }

  /** Wipes everything and ends the worker. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#signedIn = null;
    await this.#client.terminate();
  }

  async #end(session: string): Promise<void> {
    const client = this.#client;
    try {
      await client.call('signOut', session, {});
    } catch {
      // Its memory goes back to the operating system with the thread, which is as good as wiped.
      await client.terminate();
    }
  }

  #start(): VaultClient {
    const client = new VaultClient();
    void client.ended.then(() => {
      if (this.#isClosing) return;
      const hadSession = this.#signedIn !== null;
      this.#signedIn = null;
      this.#client = this.#start();
      if (hadSession) this.#onWorkerFailure();
    });
    return client;
  }
}
