import { VaultError } from '../../contract/errors.ts';
import { storedHash } from '../audit/log.ts';
import { base64 } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import type { Keychain } from '../ports/keychain.ts';
import {
  type Computer,
  endsBeforeRemembered,
  entryOfComputer,
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
  /** Where the new keys go. */
  readonly keychain: Keychain;
  readonly #access: KitAccess;
  /** True where the former keys lie under the name that the new ones get: both cannot be there. */
  readonly #takesFormersPlace: boolean;
  readonly #remembered: RememberedHead | null;

  private constructor(
    access: KitAccess,
    keychain: Keychain,
    known: { former: string | null; takesFormersPlace: boolean; remembered: RememberedHead | null },
  ) {
    this.computer = newComputer(access.env.machine.name, access.kit.root);
    this.keychain = keychain;
    this.former = known.former;
    this.#access = access;
    this.#takesFormersPlace = known.takesFormersPlace;
    this.#remembered = known.remembered;
  }

  /**
   * @param kind by default the one that this computer has for the vault already, else the operating system's.
   * @throws VaultError `keychain-missing` where the keychain that is to have the keys does not answer; `integrity-violated`
   * part `certificates` where this computer has seen a later one.
   */
  static async prepare(access: KitAccess, kind?: Keychain['kind']): Promise<PlaceOnComputer> {
    const { machine } = access.env;
    const { vault } = access.kit;
    const known = await machine.keychainOf(vault);
    const former = known === null ? null : await workingComputer(access, known);
    const remembered = known === null ? null : await present(rememberedHead(known, vault));
    const wanted = kind ?? known?.kind ?? 'os';
    const keychain = known?.kind === wanted ? known : machine.keychainOfKind(wanted);
    // That it answers is known before anything is written: behind the transaction it would be too late.
    wipe(await keychain.read(entryOfComputer(vault)));
    const takesFormersPlace = former !== null && keychain === known;
    const place = new PlaceOnComputer(access, keychain, { former, takesFormersPlace, remembered });
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

  /** The new keys, or where the former ones lie in their place a trial with those: what cannot be written fails here. */
  async storeBeforehand(): Promise<void> {
    const { env, kit } = this.#access;
    if (this.#takesFormersPlace) {
      const name = entryOfComputer(kit.vault);
      const present = await this.keychain.read(name);
      try {
        if (present !== null) await this.keychain.write(name, present);
      } finally {
        wipe(present);
      }
      return;
    }
    await storeComputer(this.keychain, kit.vault, this.computer);
    if (this.former === null) await env.machine.chooseKeychain(kit.vault, this.keychain.kind);
  }

  /**
   * @param seen the last entry of the log, and what was certified last; not remembered where a younger log is, which the next sign-in asks about.
   * @returns the id of the computer that this one is from now on: the former where the new keys could not be stored.
   */
  async storeAfterwards(seen: RememberedHead): Promise<string> {
    const { env, kit } = this.#access;
    try {
      if (this.#takesFormersPlace) await storeComputer(this.keychain, kit.vault, this.computer);
      else if (this.former !== null) await env.machine.chooseKeychain(kit.vault, this.keychain.kind);
    } catch (error) {
      if (!(error instanceof VaultError) || this.former === null) throw error;
      return this.former;
    }
    const next = this.isOlderThanRemembered ? this.#remembered : seen;
    try {
      if (next !== null) await rememberHead(this.keychain, kit.vault, next);
    } catch (error) {
      // The next sign-in remembers it.
      if (!(error instanceof VaultError)) throw error;
    }
    return this.computer.id;
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
