import { requireEntryName, requireSecretFits } from '../../src-main/adapters/keychain/entry-rules.ts';
import type { Keychain } from '../../src-main/core/ports/keychain.ts';

/** A keychain for tests of the core. Pass the same map to stand for the same machine after a restart. */
export class MemoryKeychain implements Keychain {
  readonly kind: 'os' | 'file';
  readonly #entries: Map<string, Uint8Array>;

  constructor(entries: Map<string, Uint8Array> = new Map(), kind: 'os' | 'file' = 'os') {
    this.#entries = entries;
    this.kind = kind;
  }

  async read(name: string): Promise<Uint8Array | null> {
    requireEntryName(name);
    return this.#entries.get(name)?.slice() ?? null;
  }

  async write(name: string, secret: Uint8Array): Promise<void> {
    requireEntryName(name);
    requireSecretFits(secret);
    // A slice of a Buffer is the same memory, which its writer wipes.
    this.#entries.set(name, Uint8Array.from(secret));
  }

  async remove(name: string): Promise<void> {
    requireEntryName(name);
    this.#entries.delete(name);
  }
}
