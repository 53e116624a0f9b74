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

/** How long a session may take to end before the worker is ended with it, in ms. */
const endPatienceMs = 5_000;

/** The vault worker, and the one session that the window may have. */
export class VaultHost {
  readonly #onWorkerFailure: () => void;
  readonly #onBackups: () => void;
  /** Folders of the vaults of which the worker makes the backups. */
  readonly #watched = new Set<string>();
  #client: VaultClient;
  #signedIn: SignedIn | null = null;
  /** Settles when the last session has ended: its vault is free again then. */
  #ending: Promise<void> = Promise.resolve();
  /** The sign-in that is under way; settles with it. */
  #signingIn: Promise<void> | null = null;
  /** Goes up with every end: a sign-in of before counts for nothing. */
  #generation = 0;
  #isClosing = false;

  /**
   * @param onWorkerFailure the worker ended without being asked; a new one is there already, with nobody signed in.
   * @param onBackups what `backupStatus` tells is another now.
   */
  constructor(onWorkerFailure: () => void, onBackups: () => void = () => undefined) {
    this.#onWorkerFailure = onWorkerFailure;
    this.#onBackups = onBackups;
    this.#client = this.#start();
  }

  get signedIn(): SignedIn | null {
    return this.#signedIn;
  }

  /** Whether somebody is about to be signed in. */
  get isSigningIn(): boolean {
    return this.#signingIn !== null;
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

  /** Has the worker make the backups of a vault from now on, as far as there are any, also while nobody is signed in. */
  watchBackups(folder: string): void {
    this.#watched.add(folder);
    this.#watch(this.#client, folder);
  }

  /** @throws VaultError `not-authorised` */
  requireSignedIn(): SignedIn {
    if (this.#signedIn === null) throw new VaultError('not-authorised', 'nobody is signed in');
    return this.#signedIn;
  }

  /**
   * Begins a session; one at a time.
   * @throws VaultError those of the call; `not-authorised` when somebody is signed in, for a lock comes between two people;
   * `cancelled` when a lock came meanwhile.
   */
  async signIn(input: CallInput<'signIn'>, job: RunningJob): Promise<CallOutput<'signIn'>> {
    while (this.#signingIn !== null) await this.#signingIn;
    if (this.#signedIn !== null) throw new VaultError('not-authorised', 'somebody is signed in');
    const done = Promise.withResolvers<void>();
    this.#signingIn = done.promise;
    const generation = this.#generation;
    try {
      const signedIn = await this.ask('signIn', input, job);
      const { session, user, role } = signedIn;
      if (generation !== this.#generation) {
        await this.#end(session);
        throw new VaultError('cancelled', 'locked while signing in');
      }
      this.#signedIn = { session, folder: input.vault, user, role };
      return signedIn;
    } finally {
      this.#signingIn = null;
      done.resolve();
    }
  }

  /** Ends the session and wipes its keys; a worker that does not manage to is ended as a whole. */
  async signOut(): Promise<void> {
    const ended = this.#signedIn;
    this.#signedIn = null;
    this.#generation += 1;
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
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new VaultError('internal', 'the session does not end')), endPatienceMs);
    try {
      await Promise.race([client.call('signOut', session, {}), late.promise]);
    } catch {
      // Its memory goes back to the operating system with the thread, which is as good as wiped. It was waited for already.
      await client.terminate(0);
    } finally {
      clearTimeout(timer);
    }
  }

  #watch(client: VaultClient, folder: string): void {
    // A vault that is not there now, on a stick say, is when somebody signs in to it.
    client.call('backupWatch', null, { vault: folder }).catch(() => undefined);
  }

  #start(): VaultClient {
    const client = new VaultClient({ onChanged: () => this.#onBackups() });
    for (const folder of this.#watched) this.#watch(client, folder);
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
