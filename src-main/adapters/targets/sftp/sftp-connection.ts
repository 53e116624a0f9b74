import { Client, type SFTPWrapper } from 'ssh2';
import { VaultError } from '../../../contract/errors.ts';
import type { TargetCredentialsOf, TargetSettingsOf } from '../../../contract/targets.ts';
import { damaged, hostKeyChanged, hostKeyUnknown, unreachable } from '../target-errors.ts';
import { atMost, finishingMs, type TimeLimits } from '../time-limits.ts';
import { hostKeyOf } from './host-key.ts';
import { connectionError, sftpError, sftpStatus } from './sftp-error.ts';
import { waysToSignIn } from './sign-in.ts';
import { sshAlgorithms } from './ssh-algorithms.ts';

export type Done<T> = (error: Error | null | undefined, value: T) => void;
export type Told = (error: Error | null | undefined) => void;

/** One connection with its SFTP channel. Once it is lost it stays so. */
export class SftpConnection {
  readonly #client: Client;
  readonly #sftp: SFTPWrapper;
  readonly #limits: TimeLimits;
  /** How those that wait for an answer are told that there will be none. */
  readonly #waiting = new Set<(error: VaultError) => void>();
  #isLost = false;
  #lastAnswerMs = performance.now();

  private constructor(client: Client, sftp: SFTPWrapper, limits: TimeLimits) {
    this.#client = client;
    this.#sftp = sftp;
    this.#limits = limits;
    const onLoss = () => {
      this.end();
      for (const tell of this.#waiting) tell(unreachable({ systemError: 'ECONNRESET' }));
    };
    client.on('error', onLoss).on('end', onLoss).on('close', onLoss);
    // The server may lose what speaks SFTP alone.
    sftp.on('error', onLoss).on('end', onLoss).on('close', onLoss);
  }

  static async open(
    settings: TargetSettingsOf<'sftp'>,
    credentials: TargetCredentialsOf<'sftp'>,
    limits: TimeLimits,
  ): Promise<SftpConnection> {
    const client = await connect(settings, credentials, limits);
    try {
      const opening = new Promise<SFTPWrapper>((resolve, reject) => {
        client.sftp((error, sftp) => (error ? reject(damaged('the server offers no SFTP')) : resolve(sftp)));
        client.once('close', () => reject(unreachable({ systemError: 'ECONNRESET' })));
      });
      return new SftpConnection(client, await atMost(opening, limits.connectMs, never), limits);
    } catch (error) {
      client.destroy();
      throw error;
    }
  }

  get isLost(): boolean {
    return this.#isLost;
  }

  /**
   * One request. It may wait behind many others: what counts is that answers come.
   *
   * @param writtenBytes what the server has to bring to its disk first. @throws VaultError, with `details.status` where
   * the server gave one.
   */
  async call<T>(start: (sftp: SFTPWrapper, done: Done<T>) => void, signal: AbortSignal, writtenBytes = 0): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    if (this.#isLost) reject(unreachable({ systemError: 'ECONNRESET' }));
    this.#waiting.add(reject);
    try {
      start(this.#sftp, (error, value) => {
        this.#lastAnswerMs = performance.now();
        if (error) reject(sftpError(error));
        else resolve(value);
      });
    } catch {
      // Thrown at once for what the server has not said that it knows.
      reject(damaged('the server does not know this request', { status: sftpStatus.unsupported }));
    }
    try {
      return await atMost(promise, finishingMs(this.#limits, writtenBytes), signal, () => this.#lastAnswerMs);
    } catch (error) {
      // A server that is silent for so long will not find its tongue: the next call begins anew.
      if (error instanceof VaultError && error.details.systemError === 'ETIMEDOUT') this.end();
      throw error;
    } finally {
      this.#waiting.delete(reject);
    }
  }

  /** As `call`, for a request that is only done or not. */
  async tell(start: (sftp: SFTPWrapper, done: Told) => void, signal: AbortSignal, writtenBytes = 0): Promise<void> {
    await this.call<undefined>((sftp, done) => start(sftp, (error) => done(error, undefined)), signal, writtenBytes);
  }

  end(): void {
    this.#isLost = true;
    this.#client.destroy();
  }
}

const never = new AbortController().signal;

/** For routers that forget connections on which nothing comes. */
const keepaliveMs = 15_000;

/** @throws VaultError `target-host-key-unknown` before anything secret is sent. */
async function connect(
  settings: TargetSettingsOf<'sftp'>,
  credentials: TargetCredentialsOf<'sftp'>,
  limits: TimeLimits,
): Promise<Client> {
  const known = settings.hostKey;
  let objection: VaultError | null = null;
  const isAccepted = (blob: Buffer): boolean => {
    const { type, fingerprint } = hostKeyOf(blob);
    if (known === null) objection = hostKeyUnknown({ fingerprint, hostKeyType: type });
    else if (known.fingerprint !== fingerprint) objection = hostKeyChanged({ fingerprint });
    return objection === null;
  };
  const client = new Client();
  const connected = new Promise<void>((resolve, reject) => {
    client.once('ready', resolve);
    client.on('error', (error) => reject(objection ?? connectionError(error, known !== null)));
    client.once('close', () => reject(objection ?? unreachable({ systemError: 'ECONNRESET' })));
  });
  try {
    client.connect({
      host: settings.host,
      port: settings.port,
      username: settings.user,
      authHandler: waysToSignIn(settings.user, credentials),
      algorithms: sshAlgorithms(known),
      hostVerifier: isAccepted,
      readyTimeout: limits.connectMs,
      keepaliveInterval: keepaliveMs,
      // What is asked waits behind what is sent: this must not be over before the limit on silence is.
      keepaliveCountMax: Math.ceil(limits.silenceMs / keepaliveMs),
    });
    // Else each small request waits for the answer to the one before to be acknowledged, 40 ms.
    client.setNoDelay(true);
    await atMost(connected, limits.connectMs, never);
    return client;
  } catch (error) {
    client.destroy();
    throw error instanceof VaultError ? error : connectionError(error, known !== null);
  }
}
