import { dirname } from 'node:path';
import { violated } from '../../contract/errors.ts';
import { fromBase64 } from '../crypto/bytes.ts';
import type { Job } from '../job.ts';
import type { Target } from '../ports/target.ts';
import type { RecoveryKit } from '../recovery/kit.ts';
import { type KitAccess, leaveByKit, openByKit } from '../recovery/open-by-kit.ts';
import { readByKit } from '../recovery/read-by-kit.ts';
import type { Environment } from '../vault/open-vault.ts';
import type { RestoredMark } from '../vault/restored-mark.ts';
import { type LaterState, laterStateOf, mergedStates, openLaterState } from './later-state.ts';
import { isHeadIn, isOfItself, readNewestSnapshots } from './newest-snapshot.ts';
import type { TakenAway } from './replay.ts';
import { type Repository, viewRepository } from './repository-view.ts';

/** Where a later state of a restored vault may be known. */
export interface StateSources {
  readonly env: Environment;
  /** Of the restored vault. */
  readonly folder: string;
  readonly mark: RestoredMark;
  readonly kit: RecoveryKit;
  /** null where there are none any more. */
  readonly target: Target | null;
}

/** What is known of the time since the backup. */
export interface NewestState {
  /** The one with the longest log. */
  readonly state: LaterState;
  /** From where that came. */
  readonly from: 'backups' | 'set-aside' | 'ticket';
}

export interface KnownSince {
  /** null where nothing is known that happened after the backup. */
  readonly newest: NewestState | null;
  /** By all that is known: what is to be taken away again. */
  readonly takenAway: TakenAway;
  /** How much is wrong with the backups, of which newer ones may have said more. */
  readonly unread: number;
}

/**
 * What is known anywhere of what has happened to a vault since its backup, each verified from the root of the kit.
 * @throws VaultError `integrity-violated` part `restored.json` when that is of another vault, or of a later state than lies there;
 * those of `openByKit` for the restored vault, and of the target; `cancelled`.
 */
export async function newestState(sources: StateSources, job: Job): Promise<KnownSince> {
  const { env, folder, mark, kit } = sources;
  const own = await openByKit(env, folder, kit, 'recover');
  try {
    if (mark.vault !== kit.vault) throw violated('restored.json', 'of another vault');
    if (own.log.head.position < (mark.snapshot.position ?? 0)) {
      throw violated('restored.json', 'the log ends before what the backup said');
    }
    return await knownBeside(own, sources, job);
  } finally {
    leaveByKit(own);
  }
}

async function knownBeside(own: KitAccess, sources: StateSources, job: Job): Promise<KnownSince> {
  const found: NewestState[] = [];
  const earlier: LaterState[] = [];
  const note = (from: NewestState['from']) => (state: LaterState) => {
    // The vault that was set aside may have been put back to before the backup.
    if (!isHeadIn(own.db, state)) found.push({ state, from });
  };
  const unread = await ofBackups(
    own,
    sources,
    { later: note('backups'), earlier: (state) => earlier.push(state) },
    job,
  );
  await unlessDamaged(() => ofSetAside(sources, note('set-aside'), job));
  await unlessDamaged(() => ofTicket(sources, note('ticket')));
  const [newest = null] = found.sort((a, b) => b.state.position - a.state.position);
  // Of a vault that went on otherwise who may what says nothing now; who was erased there is not to come back.
  const others = earlier.map((state) => ({ ...state, folders: [] }));
  const [first, ...rest] = [...found.map(({ state }) => state), ...others];
  return { newest, takenAway: first ? mergedStates(first, rest) : nothing, unread };
}

const nothing: TakenAway = { erased: [], disabled: [], folders: [] };

/** What is damaged says nothing; the others may. */
async function unlessDamaged(read: () => Promise<void>): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!isOfItself(error)) throw error;
  }
}

/** The vault in the place of which this one was restored, as it lies there. */
async function ofSetAside(
  { env, folder, mark, kit }: StateSources,
  add: (state: LaterState) => void,
  job: Job,
): Promise<void> {
  if (mark.setAside === null) return;
  const access = await openByKit(env, `${dirname(folder)}/${mark.setAside}`, kit, 'check');
  try {
    await readByKit(access, job, async (read) => add(laterStateOf(read)));
  } finally {
    leaveByKit(access);
  }
}

async function ofTicket({ mark: { later }, kit }: StateSources, add: (state: LaterState) => void): Promise<void> {
  if (later !== null) add(await openLaterState(fromBase64(later), kit));
}

/** @returns how much is wrong with them, which may have said more. @throws VaultError those of the target. */
async function ofBackups(
  own: KitAccess,
  { env, folder, mark, kit, target }: StateSources,
  add: { readonly later: (state: LaterState) => void; readonly earlier: (state: LaterState) => void },
  job: Job,
): Promise<number> {
  if (target === null) return 0;
  const { vault, root } = kit;
  const repository: Repository = { target, vault, root, remembered: new Map(), signal: job.signal };
  const view = await viewRepository(repository);
  const place = { env, folder: `${folder}.later`, kit };
  const compared = { at: mark.snapshot.at, db: own.db, earlierToo: true };
  const unread = await readNewestSnapshots(place, { repository, view }, compared, job, async (read, _, isLater) =>
    isLater ? add.later(laterStateOf(read)) : add.earlier(laterStateOf(read)),
  );
  return view.findings.filter(({ problem }) => problem !== 'unknown-file').length + unread.length;
}
