import { violated } from '../../contract/errors.ts';
import { openCommit } from '../access/commit.ts';
import { blindedCommitId, type CompartmentKey } from '../access/compartment-key.ts';
import type { MemberList } from '../access/member-list.ts';
import { sha256 } from '../crypto/binding.ts';
import { base64 } from '../crypto/bytes.ts';
import { blobOf } from '../ports/row.ts';
import { type AuthorAuthority, authorityOf, mayHaveWritten } from '../vault/author-check.ts';
import { findUser } from '../vault/directory.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { verifiedVaultFileCommit } from '../vault/verify-vault.ts';
import { brokenAt, type Commit, commitKinds } from './log.ts';
import { verifiedEndorsement } from './logged-endorsements.ts';

/** Who made each commit, as far as the signed-in user has the keys of what it is about. */
export class CommitAuthors {
  readonly #vault: OpenVault;
  readonly #authority: AuthorAuthority;
  /** By the blinded id of every commit that was ever made under a key. */
  readonly #keys = new Map<string, { key: CompartmentKey; members: MemberList }>();

  constructor(vault: OpenVault) {
    this.#vault = vault;
    this.#authority = authorityOf(vault);
    for (const { keys, members, version: last } of vault.compartments.values()) {
      for (const key of keys.values()) {
        for (let version = 1; version <= last; version += 1) {
          this.#keys.set(blindedCommitId(key, version).toString('latin1'), { key, members });
        }
      }
    }
  }

  /**
   * The id of the user who signed a commit, whom the signature was found to be by, and that she might; null where the commit
   * names nobody or is not hers to open.
   * @throws VaultError `integrity-violated` for a commit that is not what its author signed.
   */
  authorOf({ kind, key, body }: Commit, position: number): string | null {
    switch (kind) {
      case commitKinds.compartment:
        return this.#authorOfState(key, body, position);
      case commitKinds.vaultFile:
        return verifiedVaultFileCommit(this.#authority, this.#vault.directory, body, position).author;
      case commitKinds.endorsement:
        return this.#endorsedBy(key, body, position);
      case commitKinds.certificate:
        this.#requireCertificate(key, body, position);
        return null;
      default:
        return null;
    }
  }

  #authorOfState(id: Buffer, body: Buffer, position: number): string | null {
    const known = this.#keys.get(id.toString('latin1'));
    if (!known) return null;
    const commit = openCommit(this.#vault.id, known.key, body, position);
    const claim = { author: commit.u, key: commit.k, at: position };
    if (!mayHaveWritten(this.#authority, known.members, claim)) throw brokenAt(position);
    return commit.u;
  }

  #endorsedBy(key: Buffer, body: Buffer, position: number): string {
    const { user } = verifiedEndorsement(this.#vault.id, { key, body });
    const keys = findUser(this.#vault.directory, user)?.keys ?? [];
    if (!keys.some(({ signing, provisional }) => provisional && signing === base64(key))) throw brokenAt(position);
    return user;
  }

  #requireCertificate(number: Buffer, hash: Buffer, position: number): void {
    const named = number.length === 8 ? Number(number.readBigUInt64BE()) : Number.NaN;
    if (!Number.isSafeInteger(named)) throw brokenAt(position);
    const row = this.#vault.db.get('SELECT statement FROM certificates WHERE number = ?', named);
    if (!row || !sha256(blobOf(row, 'statement')).equals(hash)) {
      throw violated('certificates', 'not the certificate that the log names');
    }
  }
}
