import { AsyncEntry } from '@napi-rs/keyring';
import { VaultError } from '../../contract/errors.ts';
import type { Keychain } from '../../core/ports/keychain.ts';
import { requireEntryName, requireSecretFits } from './entry-rules.ts';
import { type SecretServiceTimeouts, unlockSecretService } from './secret-service/unlock-secret-service.ts';

/** The name under which the entries stand in the operating system's own list of secrets. */
const serviceName = 'Dossierkluis';

/**
 * Left to itself @napi-rs/keyring falls back, silently, to the kernel's keyring, which is empty after a restart. With
 * the store named, the constructor throws where there is no Secret Service. Ignored on macOS and Windows.
 */
const neverTheKernelKeyring = { linux: { store: 'secret-service' } } as const;

const usualTimeouts: SecretServiceTimeouts = { answerMs: 15_000, promptMs: 120_000 };

/** The keychain of the operating system: Secret Service on Linux, Keychain on macOS, Credential Manager on Windows. */
export class OsKeychain implements Keychain {
  readonly kind = 'os';
  readonly #timeouts: SecretServiceTimeouts;

  constructor(timeouts: SecretServiceTimeouts = usualTimeouts) {
    this.#timeouts = timeouts;
  }

  async read(name: string): Promise<Uint8Array | null> {
    const secret = await this.#withEntry(name, (entry) => entry.getSecret());
    return secret === null ? null : Uint8Array.from(secret);
  }

  async write(name: string, secret: Uint8Array): Promise<void> {
    requireSecretFits(secret);
    await this.#withEntry(name, (entry) => entry.setSecret(secret));
  }

  async remove(name: string): Promise<void> {
    await this.#withEntry(name, (entry) => entry.deleteCredential());
  }

  async #withEntry<T>(name: string, use: (entry: AsyncEntry) => Promise<T>): Promise<T> {
    requireEntryName(name);
    if (process.platform === 'linux') {
      const attributes = { service: serviceName, username: name };
      const problem = await unlockSecretService(attributes, process.env, this.#timeouts);
      if (problem !== null) throw missing(problem);
    }
    try {
      return await use(new AsyncEntry(serviceName, name, neverTheKernelKeyring));
    } catch (error) {
      // Its messages name no entry and no secret; they are worth having in the log.
      throw missing('refused', error);
    }
  }
}

function missing(reason: string, cause?: unknown): VaultError {
  return new VaultError('keychain-missing', `the keychain of the operating system: ${reason}`, {
    details: { reason },
    cause,
  });
}
