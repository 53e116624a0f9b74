import { randomBytes } from 'node:crypto';
import { invalidInput, notFound } from '../../contract/error-reasons.ts';
import { VaultError } from '../../contract/errors.ts';
import { wipe } from '../crypto/sealing.ts';
import { requireOutPlace } from '../documents/write-out.ts';
import { closeVault } from '../vault/close-vault.ts';
import { createVault, type NewVault } from '../vault/create-vault.ts';
import { type Environment, type OpenVault, vaultPaths } from '../vault/open-vault.ts';
import { paperMark } from './kit-text.ts';
import { type PaperKit, paperKit } from './paper-kit.ts';

/** How long the kit may lie on the screen, in ms: behind it the vault that is being made holds its keys. */
const longestDraftMs = 60 * 60_000;

/** A group of the kit as it was typed from the paper; numbers count from 1. */
export interface TypedGroup {
  readonly number: number;
  readonly text: string;
}

/** The kit is this class's to deliver. */
type DraftedVault = Omit<NewVault, 'deliverKit' | 'proveKit'>;

interface Draft {
  readonly id: string;
  readonly env: Environment;
  readonly folder: string;
  readonly kit: PaperKit;
  /** The recovery key file. */
  readonly file: Buffer;
  readonly made: Promise<OpenVault>;
  /** Lets the creation go on, or ends it. */
  readonly proven: { resolve(): void; reject(reason: VaultError): void };
  readonly timer: NodeJS.Timeout;
}

/**
 * Vaults in the making whose recovery kit is on the screen: there is no vault before somebody has shown that she has its kit.
 * One at a time; what is begun ends the one before. Without `finish` nothing stays but what a creation that failed leaves.
 */
export class CreationDrafts {
  #draft: Draft | null = null;
  /** Settles when the last one that was begun has its kit, or has failed. */
  #begun: Promise<unknown> = Promise.resolve();
  /** Settles when the last draft that left `#draft` is a vault, or has left nothing in its folder. */
  #ended: Promise<unknown> = Promise.resolve();

  /** @throws VaultError those of `createVault`, before there is a draft. */
  async begin(env: Environment, wanted: DraftedVault): Promise<{ readonly draft: string; readonly kit: PaperKit }> {
    const begun = this.#begun.then(() => this.#begin(env, wanted));
    this.#begun = begun.catch(() => undefined);
    return await begun;
  }

  async #begin(env: Environment, wanted: DraftedVault): Promise<{ readonly draft: string; readonly kit: PaperKit }> {
    if (this.#draft) void this.abandon(this.#draft.id);
    // Until then the folder, which may be the same, has in it what is on its way out.
    await this.#ended;
    const shown = Promise.withResolvers<string>();
    const proven = Promise.withResolvers<void>();
    const made = createVault(env, {
      ...wanted,
      proveKit: async (text) => {
        shown.resolve(text);
        await proven.promise;
      },
      deliverKit: async () => undefined,
    });
    // Whoever waits for the kit hears of a failure; what fails later is told where the draft ends.
    made.catch(shown.reject);
    const text = await shown.promise;
    const id = randomBytes(16).toString('hex');
    const timer = setTimeout(() => void this.abandon(id), longestDraftMs);
    timer.unref();
    const kit = paperKit(text, { office: wanted.office, officer: wanted.officerName });
    const file = Buffer.from(text, 'utf8');
    this.#draft = { id, env, folder: wanted.folder, kit, file, made, proven, timer };
    return { draft: id, kit };
  }

  /**
   * The kit as a file, durably and never over another: the recovery key file, or its paper as a PDF, with a mark by which
   * an import knows it.
   * @param outPath absolute. @throws VaultError `not-found`; `file-exists`; `invalid-input` for a place in the vault's folder.
   */
  async saveKit(id: string, outPath: string, paper?: Uint8Array): Promise<void> {
    const { env, folder, file, kit } = this.#found(id);
    // Of its own: the draft may end while it is written, which wipes that one.
    const own = paper ? Buffer.concat([paper, Buffer.from(paperMark(kit.vault))]) : Buffer.from(file);
    try {
      await requireOutPlace({ env, paths: vaultPaths(folder) }, { outPath, overwrite: false });
      await env.files.create(outPath, own);
    } finally {
      wipe(own);
    }
  }

  /**
   * Makes the vault. Nobody is signed in afterwards.
   * @throws VaultError `not-found`; `invalid-input` `wrong-group` with `group`, and the draft stays; those of `createVault`.
   */
  async finish(
    id: string,
    groups: readonly TypedGroup[],
  ): Promise<{ readonly id: string; readonly name: string; readonly officer: string }> {
    const draft = this.#found(id);
    requireGroups(draft.kit, groups);
    this.#draft = null;
    this.#ended = draft.made.catch(() => undefined);
    draft.proven.resolve();
    try {
      const vault = await draft.made;
      const made = { id: vault.id, name: vault.directory.office, officer: vault.user.name };
      await closeVault(vault);
      return made;
    } finally {
      forget(draft);
    }
  }

  /** Ends a creation and wipes its keys. Idempotent. */
  async abandon(id: string): Promise<void> {
    const draft = this.#draft;
    if (draft?.id !== id) return;
    this.#draft = null;
    const ended = draft.made.catch(() => undefined);
    this.#ended = ended;
    draft.proven.reject(new VaultError('cancelled', 'the vault that was being made is not wanted'));
    await ended;
    forget(draft);
  }

  async abandonAll(): Promise<void> {
    await this.#begun;
    if (this.#draft) await this.abandon(this.#draft.id);
  }

  #found(id: string): Draft {
    if (this.#draft?.id !== id) throw notFound('draft', 'draft', 'no such draft of a vault');
    return this.#draft;
  }
}

function forget({ timer, file }: Draft): void {
  clearTimeout(timer);
  wipe(file);
}

/** The first group is the same in every kit, so it shows nothing; the others must be different ones. */
function requireGroups(kit: PaperKit, typed: readonly TypedGroup[]): void {
  const numbers = new Set(typed.map(({ number }) => number));
  const isPossible = [...numbers].every((number) => number > 1 && number <= kit.groups.length);
  if (numbers.size !== typed.length || numbers.size < 2 || !isPossible) {
    throw invalidInput('wrong-form', 'groups', 'not two different groups of the kit');
  }
  for (const { number, text } of typed) {
    if (text.replace(/\s/gu, '').toUpperCase() === kit.groups[number - 1]) continue;
    throw invalidInput('wrong-group', 'groups', 'not what the paper says', { details: { group: number } });
  }
}
