import type { Finding } from '../../contract/check.ts';
import { invalidInput } from '../../contract/error-reasons.ts';
import { VaultError, violated } from '../../contract/errors.ts';
import { writerFolder } from '../backup/repository/names.ts';
import { Findings } from '../check/findings.ts';
import { headerSize } from '../crypto/age/header-format.ts';
import { unwrapPostQuantumFileKey } from '../crypto/age/post-quantum-header.ts';
import { wipePostQuantumIdentity } from '../crypto/age/post-quantum-identity.ts';
import { base64 } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import type { Job } from '../job.ts';
import type { Target } from '../ports/target.ts';
import { parseKit, type RecoveryKit } from '../recovery/kit.ts';
import type { Environment } from '../vault/open-vault.ts';
import { addOlderContent, doubtsAbout } from './doubts.ts';
import { type FoundSnapshot, findSnapshot, snapshotId } from './find-snapshot.ts';
import { type LaterState, laterStateOf, mergedStates, sealLaterState } from './later-state.ts';
import { type ComparedWith, readNewestSnapshots } from './newest-snapshot.ts';
import type { ReachedSource } from './reach-source.ts';
import { withRebuiltDatabase } from './rebuild-database.ts';
import { type Repository, type RepositoryView, viewRepository } from './repository-view.ts';
import { sealedFilesOf } from './restore-files.ts';
import { parseRestoreRequest, requestFingerprint } from './restore-request.ts';
import { noteTaken } from './taken-notes.ts';
import { fileKeysOf, sealTicket, type Ticket } from './ticket-file.ts';

/** A ticket as it is asked for. */
export interface WantedTicket {
  readonly target: Target;
  /** By computer: the newest snapshot that this computer has seen there. */
  readonly remembered: ReachedSource['remembered'];
  /** As `findSnapshot` takes it. */
  readonly snapshot: string;
  /** The text of the request. */
  readonly request: string;
  /** Its fingerprint as the computer shows it that asks; hyphens, spaces and case do not matter. */
  readonly fingerprint: string;
  /** The text of the recovery key file. */
  readonly kitText: string;
  /** For a while, for ciphertext only: as `RebuildPlace` has it. */
  readonly folder: string;
}

export interface MadeTicket {
  readonly file: Buffer;
  readonly vault: string;
  readonly snapshot: { readonly id: string; readonly at: number };
  /** The name of the computer that asked. */
  readonly computer: string;
  /** What is wrong with the repository; the snapshot itself has been opened. */
  readonly findings: readonly Finding[];
}

/** What one ticket is made with. */
interface TicketWork {
  readonly env: Environment;
  readonly wanted: WantedTicket;
  readonly repository: Repository;
  readonly kit: RecoveryKit;
  readonly job: Job;
}

/**
 * Turns the recovery key into the file keys of one snapshot's database and other files, for one computer. The snapshot is rebuilt
 * and opened first, without its objects: a computer of the vault signs its snapshots itself, and could name in one whatever is
 * sealed to the recovery recipient, to have the key of that. The log is told by the next sign-in on this computer.
 * @throws VaultError `invalid-input` reasons `not-a-restore-request`, `wrong-control-words` and those of `parseKit`; `not-found` reason
 * `snapshot`; `integrity-violated` for a snapshot that is not of this vault as it was; `recovery-key-wrong-vault`; those of the
 * target; `cancelled`.
 */
export async function makeTicket(env: Environment, wanted: WantedTicket, job: Job): Promise<MadeTicket> {
  const request = parseRestoreRequest(wanted.request);
  if (comparable(wanted.fingerprint) !== comparable(requestFingerprint(request))) {
    throw invalidInput('wrong-control-words', 'fingerprint', 'not the fingerprint of this request');
  }
  const kit = parseKit(wanted.kitText);
  try {
    const { vault, root } = kit;
    const { target, remembered } = wanted;
    const repository: Repository = { target, vault, root, remembered, signal: job.signal };
    const work: TicketWork = { env, wanted, repository, kit, job };
    const view = await viewRepository(repository);
    const found = findSnapshot(view, wanted.snapshot);
    const findings = new Findings();
    for (const { part, problem, what } of [...view.findings, ...doubtsAbout(found, env.clock.now())]) {
      findings.add(part, problem, what);
    }
    const { fileKeys, later } = await provenFileKeys(work, view, found, findings);
    const { snapshot, hash } = found;
    const ticket: Ticket = {
      kind: 'restore-ticket',
      request: request.id,
      vault,
      root,
      at: env.clock.now(),
      snapshot: { computer: snapshot.computer, number: snapshot.number, hash },
      fileKeys,
      later,
    };
    await noteTaken(env, vault, found, { what: 'ticket', request: request.id });
    return {
      file: await sealTicket(ticket, request.recipient),
      vault,
      snapshot: { id: snapshotId(found), at: snapshot.at },
      computer: request.computer,
      findings: findings.all,
    };
  } finally {
    wipePostQuantumIdentity(kit.identity);
  }
}

/** Base64 by name: with exactly these keys the snapshot has been rebuilt, and what came of it is this vault. */
async function provenFileKeys(
  work: TicketWork,
  view: RepositoryView,
  found: FoundSnapshot,
  findings: Findings,
): Promise<Pick<Ticket, 'fileKeys' | 'later'>> {
  const { database, sealed } = sealedFilesOf(found);
  const fileKeys: Record<string, string> = {};
  for (const name of [...database, sealed]) fileKeys[name] = await fileKeyOf(work, found, name);
  const keys = fileKeysOf({ fileKeys });
  try {
    const { env, wanted, repository, kit, job } = work;
    const { files, openPatched } = env;
    const restoring = { files, openPatched, target: repository.target, keyOf: keys.keyOf, job };
    const later = await withRebuiltDatabase({ env, folder: wanted.folder, restoring }, found, kit, async (access) => {
      addOlderContent(found, access.log.head.position, findings);
      const compared = { at: found.snapshot.at, db: access.db, earlierToo: false };
      return await newestLaterThan(work, view, compared, findings);
    });
    return { fileKeys, later };
  } finally {
    keys.wipe();
  }
}

/** A header to one recipient has less than 2 KiB. */
const longestHeaderBytes = 64 * 1024;

/** By a header that nothing is known of yet: whether it belongs to the file of that name, opening that with the key shows. */
async function fileKeyOf(
  { repository, kit, job }: TicketWork,
  { snapshot }: FoundSnapshot,
  name: string,
): Promise<string> {
  const path = `${writerFolder(repository.vault, snapshot.computer)}/${name}`;
  const size = await repository.target.size(path, job.signal);
  if (size === null) throw violated(name, 'the snapshot needs it');
  const range = { offset: 0, length: Math.min(size, longestHeaderBytes) };
  const pieces: Uint8Array[] = [];
  for await (const piece of repository.target.read(path, range, job.signal)) pieces.push(Buffer.from(piece));
  const bytes = Buffer.concat(pieces);
  const length = headerSize(bytes);
  if (length === null) throw violated(name, 'an age file without a header');
  const fileKey = await unwrapPostQuantumFileKey(bytes.subarray(0, length), kit.identity);
  if (fileKey === null) {
    throw new VaultError('recovery-key-wrong-vault', 'sealed to another recovery key', { details: { part: name } });
  }
  const text = base64(fileKey);
  wipe(fileKey);
  return text;
}

/** What newer snapshots say; null where there is none. @param findings are added to: those that are damaged. */
async function newestLaterThan(
  { env, wanted, repository, kit, job }: TicketWork,
  view: RepositoryView,
  compared: ComparedWith,
  findings: Findings,
): Promise<string | null> {
  const place = { env, folder: `${wanted.folder}.later`, kit };
  const states: LaterState[] = [];
  let sealed: string | null = null;
  const reading = { repository, view };
  const unread = await readNewestSnapshots(place, reading, compared, job, async (read, access) => {
    states.push(laterStateOf(read));
    const [first, ...others] = states;
    if (first) sealed = await sealLaterState(mergedStates(first, others), access.root, access.directory.recovery);
  });
  for (const { part, problem, what } of unread) findings.add(part, problem, what);
  return sealed;
}

function comparable(fingerprint: string): string {
  return fingerprint.replace(/[\s-]/gu, '').toUpperCase();
}
