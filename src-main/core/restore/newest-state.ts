import { dirname } from 'node:path';
import { fromBase64 } from '../crypto/bytes.ts';
import type { Job } from '../job.ts';
import type { Target } from '../ports/target.ts';
import type { RecoveryKit } from '../recovery/kit.ts';
import { leaveByKit, openByKit } from '../recovery/open-by-kit.ts';
import { readByKit } from '../recovery/read-by-kit.ts';
import type { Environment } from '../vault/open-vault.ts';
import type { RestoredMark } from '../vault/restored-mark.ts';
import { type LaterState, laterStateOf, openLaterState } from './later-state.ts';
import { isOfItself, readNewestSnapshot } from './newest-snapshot.ts';
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

/** From where the newest state came that could be read. */
export interface NewestState {
  readonly state: LaterState;
  readonly from: 'backups' | 'set-aside' | 'ticket';
}

/**
 * The newest state of the vault that is known anywhere, each verified from the root of the kit.
 * @returns null where nothing newer than the vault itself is known. @throws VaultError those of the target; `cancelled`.
 */
export async function newestState(sources: StateSources, job: Job): Promise<NewestState | null> {
  const found: NewestState[] = [];
  const take = async (from: NewestState['from'], read: () => Promise<LaterState | null>) => {
    try {
      const state = await read();
      if (state !== null) found.push({ state, from });
    } catch (error) {
      // What is damaged says nothing; the others may.
      if (!isOfItself(error)) throw error;
    }
  };
  await take('backups', () => ofBackups(sources, job));
  await take('set-aside', () => ofSetAside(sources, job));
  const { later } = sources.mark;
  if (later !== null) await take('ticket', () => openLaterState(fromBase64(later), sources.kit));
  return found.sort((a, b) => b.state.position - a.state.position)[0] ?? null;
}

/** The vault in the place of which this one was restored, as it lies there. */
async function ofSetAside({ env, folder, mark, kit }: StateSources, job: Job): Promise<LaterState | null> {
  if (mark.setAside === null) return null;
  const access = await openByKit(env, `${dirname(folder)}/${mark.setAside}`, kit, 'check');
  try {
    return await readByKit(access, job, async (read) => laterStateOf(read));
  } finally {
    leaveByKit(access);
  }
}

async function ofBackups({ env, folder, mark, kit, target }: StateSources, job: Job): Promise<LaterState | null> {
  if (target === null) return null;
  const { vault, root } = kit;
  const repository: Repository = { target, vault, root, remembered: new Map(), signal: job.signal };
  const view = await viewRepository(repository);
  const place = { env, folder: `${folder}.later`, kit };
  return await readNewestSnapshot(place, { repository, view }, mark.snapshot.at, job, async (read) =>
    laterStateOf(read),
  );
}
