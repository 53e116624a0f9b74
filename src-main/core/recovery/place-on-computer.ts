import { VaultError } from '../../contract/errors.ts';
import { storedHash } from '../audit/log.ts';
import { base64 } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import type { Keychain } from '../ports/keychain.ts';
import {
  type Computer,
  endsBeforeRemembered,
  newComputer,
  openOfficeSecret,
  type RememberedHead,
  readComputer,
  rememberedHead,
  rememberHead,
  shortenedChain,
  storeComputer,
  wipeComputer,
} from '../vault/computer.ts';
import type { KitAccess } from './open-by-kit.ts';

/**
 * Fresh keys for this computer. Where it had none that open the vault, they go into the keychain before the vault names them:
 * if the work stops in between, they open nothing and are replaced by the next try. Where it had, the former ones stay until
 * the vault names the new ones, so that the vault opens here at every instant.
 */
export class PlaceOnComputer {
  readonly computer: Computer;
  /** The id of the computer that this one was until now; null when it had no place. */
  readonly former: string | null;
  /** The one that has the former keys, where there are such. */
  readonly keychain: Keychain;
  readonly #access: KitAccess;
  readonly #kind: Keychain['kind'];
  readonly #remembered: RememberedHead | null;

  private constructor(
    access: KitAccess,
    kind: Keychain['kind'],
    known: { former: string | null; keychain: Keychain; remembered: RememberedHead | null },
  ) {
    this.computer = newComputer(access.env.machine.name, access.kit.root);
    this.former = known.former;
    this.keychain = known.keychain;
    this.#access = access;
    this.#kind = kind;
    this.#remembered = known.remembered;
  }

  /**
   * @throws VaultError `keychain-missing` where a keychain that is needed does not answer; `integrity-violated` part
   * `certificates` where this computer has seen a later one.
   */
  static async prepare(access: KitAccess, kind: Keychain['kind']): Promise<PlaceOnComputer> {
    const { machine } = access.env;
    const { vault } = access.kit;
    const known = await machine.keychainOf(vault);
    const former = known === null ? null : await workingComputer(access, known);
    const remembered = known === null ? null : await present(rememberedHead(known, vault));
    const keychain = former === null || known === null ? machine.keychainOfKind(kind) : known;
    const place = new PlaceOnComputer(access, kind, { former, keychain, remembered });
    if (!place.isOlderThanRemembered && endsBeforeRemembered(access.chain, remembered)) throw shortenedChain();
    return place;
  }

  /** Positions that this computer remembers and the vault does not have, or has otherwise. */
  get isOlderThanRemembered(): boolean {
    if (this.#remembered === null) return false;
    const { position, hash } = this.#remembered;
    const stored = storedHash(this.#access.db, position);
    return stored === null || base64(stored) !== hash;
  }

  async storeBeforehand(): Promise<void> {
    if (this.former !== null) return;
    const { env, kit } = this.#access;
    await storeComputer(this.keychain, kit.vault, this.computer);
    await env.machine.chooseKeychain(kit.vault, this.#kind);
  }

  /** @param seen the last entry of the log, and what was certified last; not remembered where a younger log is, which the next sign-in asks about. */
  async storeAfterwards(seen: RememberedHead): Promise<void> {
    const { env, kit } = this.#access;
    const isOther = this.keychain.kind !== this.#kind;
    const keychain = isOther ? env.machine.keychainOfKind(this.#kind) : this.keychain;
    if (this.former !== null) await storeComputer(keychain, kit.vault, this.computer);
    const next = this.isOlderThanRemembered ? this.#remembered : seen;
    if (next !== null) await rememberHead(keychain, kit.vault, next);
    if (isOther) await env.machine.chooseKeychain(kit.vault, this.#kind);
  }

  wipe(): void {
    wipeComputer(this.computer);
  }
}

/** Null where the keychain does not answer: the one that is asked for now may be another. */
async function present<Value>(asked: Promise<Value>): Promise<Value | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof VaultError && error.code === 'keychain-missing') return null;
    throw error;
  }
}

/** The id of the computer whose keys lie here, when the vault knows it and its keys open the office secret. */
async function workingComputer({ kit, official }: KitAccess, keychain: Keychain): Promise<string | null> {
  try {
    const computer = await present(readComputer(keychain, kit.vault));
    if (computer === null) return null;
    try {
      wipe(openOfficeSecret(kit.vault, official.computers, computer));
      return computer.id;
    } finally {
      wipeComputer(computer);
    }
  } catch (error) {
    // Missing, altered, or of a place that was given away: in every case it opens nothing here.
    if (error instanceof VaultError && ['keychain-entry-missing', 'integrity-violated'].includes(error.code))
      return null;
    throw error;
  }
}
