import type { CallInput, CallOutput, SessionCallName, SessionlessCallName } from '../contract/calls.ts';
import { VaultError } from '../contract/errors.ts';
import type { VaultClient } from '../worker/vault-client.ts';

export interface SessionOptions {
  readonly vault: () => string;
  readonly user: () => string;
  readonly password: () => Promise<string>;
  /** Of the user's second factor, given beforehand; null for none. */
  readonly code: string | null;
  /** Asks for it when it turns out to be needed; null where nobody can be asked. */
  readonly askCode: (() => Promise<string>) | null;
  readonly onSignedIn: (signedIn: CallOutput<'signIn'>) => void;
  readonly onProgress: (done: number, total: number | null) => void;
  readonly signal: AbortSignal;
}

/** The worker as one command uses it: started when first needed, signed in once, ended with the command. */
export class VaultSession {
  readonly #options: SessionOptions;
  #client: Promise<VaultClient> | null = null;
  #session: Promise<string> | null = null;
  /** The session that the worker has open; also when the command was cancelled before it could use it. */
  #open: string | null = null;

  #credentials: CallInput<'signIn'> | null = null;
  #role: CallOutput<'signIn'>['role'] | null = null;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** Of the user who is signed in; null before. */
  get role(): CallOutput<'signIn'>['role'] | null {
    return this.#role;
  }

  /** Signs in unless that has been done. @returns the session. */
  async signIn(): Promise<string> {
    this.#session ??= this.#signIn();
    return await this.#session;
  }

  async call<Name extends SessionCallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
    const session = await this.signIn();
    const client = await this.#start();
    const { signal, onProgress } = this.#options;
    return await client.call(name, session, input, { signal, onProgress });
  }

  async ask<Name extends SessionlessCallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
    const client = await this.#start();
    const { signal, onProgress } = this.#options;
    return await client.call(name, null, input, { signal, onProgress });
  }

  /** What can be checked of a vault that refused the sign-in, by the same name and password; null when there was none. */
  async checkRefused(): Promise<CallOutput<'checkRefused'> | null> {
    return this.#credentials && (await this.ask('checkRefused', this.#credentials));
  }

  /**
   * Signs out and ends the worker; what was reported as done is durable before.
   * @returns what kept the session from ending as it should, such as a keychain that does not remember the head; null.
   */
  async end(): Promise<VaultError | null> {
    const client = await this.#client;
    if (!client) return null;
    // Both at once: the worker answers before it ends, and ending does not wait for ever.
    const signedOut = this.#open === null ? null : client.call('signOut', this.#open, {}).then(() => null, vaultError);
    await client.terminate();
    return await signedOut;
  }

  #start(): Promise<VaultClient> {
    // Loaded here, for `--help` and what is wrong with the arguments need nothing of it.
    this.#client ??= import('../worker/vault-client.ts').then(({ VaultClient }) => new VaultClient());
    return this.#client;
  }

  async #signIn(): Promise<string> {
    const { vault, user, password, code, askCode, onSignedIn, onProgress, signal } = this.#options;
    const folder = vault();
    const name = user();
    const credentials = { vault: folder, name, password: await password() };
    this.#credentials = credentials;
    const client = await this.#start();
    const attempt = (code: string | null) =>
      client.call('signIn', null, code === null ? credentials : { ...credentials, code }, { signal, onProgress });
    const signedIn = await attempt(code).catch(async (error: unknown) => {
      const isAsked = error instanceof VaultError && error.code === 'second-factor-needed';
      if (!isAsked || askCode === null) throw error;
      return await attempt(await askCode());
    });
    this.#open = signedIn.session;
    this.#role = signedIn.role;
    onSignedIn(signedIn);
    if (signal.aborted) throw new VaultError('cancelled', 'cancelled while signing in');
    return signedIn.session;
  }
}

function vaultError(error: unknown): VaultError {
  return error instanceof VaultError ? error : new VaultError('internal', 'not foreseen');
}
