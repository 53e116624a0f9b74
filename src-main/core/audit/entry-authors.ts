import type { AuditProblem } from '../../contract/audit.ts';
import { isViolation } from '../../contract/errors.ts';
import { largestU32 } from '../crypto/bytes.ts';
import { wasOfficerKey } from '../vault/certificates.ts';
import { isPrivacyOfficer, type OpenVault } from '../vault/open-vault.ts';
import { CommitAuthors } from './commit-authors.ts';
import { auditIdentities, type OpenDetail, openDetail, storedDetailOf } from './details.ts';
import { type Commit, commitKinds } from './log.ts';
import { erasedSubjects } from './tombstones.ts';

type Report = (position: number, problem: AuditProblem) => void;

export interface PlacedCommit {
  readonly commit: Commit;
  readonly position: number;
}

/** What only the Privacy Officer commits to. */
const officersOnly: ReadonlySet<number> = new Set([
  commitKinds.directory,
  commitKinds.messageRemoved,
  commitKinds.certificate,
]);

/**
 * Whether entries are by those who might make them: of the commits what the signed-in user has keys of; with the Privacy
 * Officer's keys also the details, and that detail and commits of an entry are by the same person.
 */
export class EntryAuthors {
  readonly #vault: OpenVault;
  readonly #commits: CommitAuthors;
  readonly #details: { identities: ReturnType<typeof auditIdentities>; erased: ReadonlySet<string> } | null;

  /** @throws VaultError what is wrong, when the audit compartment is broken. */
  constructor(vault: OpenVault) {
    this.#vault = vault;
    this.#commits = new CommitAuthors(vault);
    const identities = isPrivacyOfficer(vault) ? auditIdentities(vault) : null;
    this.#details = identities && { identities, erased: erasedSubjects(vault, identities) };
  }

  get detailsOpened(): boolean {
    return this.#details !== null;
  }

  /** Looks at the entries from `first` to `last`, whose commits these are. */
  verify(first: number, last: number, commits: readonly PlacedCommit[], report: Report): void {
    const authors = this.#authorsOf(first, last, report);
    for (const placed of commits) {
      const problem = this.#problemWith(placed, authors.get(placed.position));
      if (problem !== null) report(placed.position, problem);
    }
  }

  /** By position; an entry whose details are all erased or unreadable has none, and what is unreadable is reported. */
  #authorsOf(first: number, last: number, report: Report): Map<number, OpenDetail> {
    const authors = new Map<number, OpenDetail>();
    if (this.#details === null) return authors;
    const { identities, erased } = this.#details;
    const rows = this.#vault.db.all(
      `SELECT position, number, subject, sealed FROM audit_details WHERE position >= ? AND position <= ?
       AND number >= 0 AND number <= ? ORDER BY position, number`,
      first,
      last,
      // Another number is none of a detail: its entry is not the one that was hashed, which the chain tells.
      largestU32,
    );
    for (const row of rows) {
      const stored = storedDetailOf(row);
      const { position, subject, sealed } = stored;
      if (sealed === null) {
        if (subject === null || !erased.has(subject)) report(position, 'detail-altered');
        continue;
      }
      const detail = openDetail(this.#vault, identities, { ...stored, sealed });
      if (typeof detail === 'string') {
        report(position, detail);
        continue;
      }
      const known = authors.get(position);
      if (known && known.claim.key !== detail.claim.key) report(position, 'author-not-entitled');
      authors.set(position, detail);
    }
    return authors;
  }

  #problemWith({ commit, position }: PlacedCommit, detail: OpenDetail | undefined): AuditProblem | null {
    try {
      const author = this.#commits.authorOf(commit, position);
      if (this.#details === null) return null;
      // Directories and certificates are signed themselves. Whose a removal is only a detail says; without, it could be anybody's.
      if (detail === undefined) return commit.kind === commitKinds.messageRemoved ? 'author-not-entitled' : null;
      if (author !== null && author !== detail.claim.author) return 'author-not-entitled';
      const entitled = !officersOnly.has(commit.kind) || wasOfficerKey(this.#vault.chain, detail.claim.key, position);
      return entitled ? null : 'author-not-entitled';
    } catch (error) {
      if (isViolation(error)) return 'commit-altered';
      throw error;
    }
  }
}
