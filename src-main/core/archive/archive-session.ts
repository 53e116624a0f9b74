import { invalidInput } from '../../contract/error-reasons.ts';
import { VaultError } from '../../contract/errors.ts';
import { wipeX25519Identity, type X25519Identity } from '../crypto/age/x25519-identity.ts';
import { changeVault } from '../vault/change.ts';
import { type OpenVault, requirePrivacyOfficer } from '../vault/open-vault.ts';
import { stepUp } from '../vault/step-up.ts';

/** How long the archive stays open. */
export const archiveOpenMs: number = 15 * 60 * 1000;

/** The archive while it is open: its key is in memory, and each use of it is logged with the reason. */
export interface ArchiveSession {
  readonly identity: X25519Identity;
  readonly reason: string;
  /** ms UTC. */
  readonly until: number;
  readonly timer: NodeJS.Timeout;
}

/** What a call gives to get at the archive: the passphrase again, or nothing while it is open. */
export interface ArchiveKey {
  readonly password?: string | undefined;
  /** Of this one use; by default the one that the archive was opened with. */
  readonly reason?: string | undefined;
}

/**
 * Opens the archive for 15 minutes, or until `lockArchive`; when it is open already, anew with this reason. By the program
 * only, which is why its key is wiped at the end.
 * @returns until when, ms UTC.
 * @throws VaultError `not-authorised`, `sign-in-failed`, `sign-in-locked-out`; `vault-read-only`: what cannot be logged is
 * not opened.
 */
export async function unlockArchive(
  vault: OpenVault,
  { password, reason }: { password: string; reason: string },
): Promise<number> {
  const identity = await stepUp(vault, password);
  try {
    changeVault(vault, (change) => change.tell('archive-unlocked', { reason }));
  } catch (error) {
    wipeX25519Identity(identity);
    throw error;
  }
  lockArchive(vault);
  const until = vault.env.clock.now() + archiveOpenMs;
  const timer = setTimeout(() => lockArchive(vault), archiveOpenMs);
  // Waiting for it keeps no process alive.
  timer.unref();
  vault.archive = { identity, reason, until, timer };
  return until;
}

/** Closes the archive and wipes its key. Idempotent. */
export function lockArchive(vault: Pick<OpenVault, 'archive'>): void {
  if (vault.archive === undefined) return;
  clearTimeout(vault.archive.timer);
  wipeX25519Identity(vault.archive.identity);
  vault.archive = undefined;
}

/**
 * Runs `work` with the step-up identity, which is its own for that long only, and the reason that is to be logged.
 * @throws VaultError `not-authorised`; `archive-closed` without a passphrase while the archive is not open; those of `stepUp`.
 */
export async function withArchive<Result>(
  vault: OpenVault,
  { password, reason }: ArchiveKey,
  work: (identity: X25519Identity, reason: string | null) => Result,
): Promise<Result> {
  requirePrivacyOfficer(vault);
  if (password === undefined) {
    const open = openArchiveSession(vault);
    return work(open.identity, reason ?? open.reason);
  }
  const identity = await stepUp(vault, password);
  try {
    return work(identity, reason ?? null);
  } finally {
    wipeX25519Identity(identity);
  }
}

/** @throws VaultError `invalid-input`. */
export function requireReason(reason: string | null): string {
  if (reason === null) throw invalidInput('reason-missing', 'reason', 'the archive asks for a reason');
  return reason;
}

/** The clock counts beside the timer, which stands still while the computer sleeps. */
function openArchiveSession(vault: OpenVault): ArchiveSession {
  const now = vault.env.clock.now();
  if (vault.archive && (now >= vault.archive.until || now < vault.archive.until - archiveOpenMs)) lockArchive(vault);
  if (vault.archive === undefined) throw new VaultError('archive-closed', 'the archive is not open');
  return vault.archive;
}
