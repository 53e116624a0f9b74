import { VaultError } from '../../contract/errors.ts';
import { removeRebuilt } from '../restore/rebuild-database.ts';
import type { Environment, OpenVault } from '../vault/open-vault.ts';
import { requireOwnFolder } from '../vault/own-folder.ts';

/** Of a vault that is open here. */
type Here = Pick<OpenVault, 'env' | 'id'>;

const placeOf = ({ env, id }: Here) => `${env.backupFolder(id)}/drill`;
const copyIn = (place: string) => `${place}/vault`;

/**
 * Gives a folder for a copy of the vault, which goes with all that is in it when `work` has ended, however that was. What a program
 * left that was killed goes first.
 * @throws VaultError `vault-in-use` reason `drill-running`; `internal` when something is left; those of `work`.
 */
export async function withDrillFolder<Result>(here: Here, work: (folder: string) => Promise<Result>): Promise<Result> {
  const { files } = here.env;
  const place = placeOf(here);
  await files.makeFolder(place);
  const lock = lockOf(here.env, place);
  const copy = copyIn(place);
  try {
    await removeCopy(here.env, copy);
    try {
      return await work(copy);
    } finally {
      await removeCopy(here.env, copy);
    }
  } finally {
    lock.release();
  }
}

/** Removes what a drill left that was killed; one that is under way in another program stays. */
export async function sweepDrill(here: Here): Promise<void> {
  const place = placeOf(here);
  const copy = copyIn(place);
  // The lock is asked for only where there is something to remove: nearly never.
  if ((await here.env.files.look(copy)) === null) return;
  let lock: { release(): void };
  try {
    lock = lockOf(here.env, place);
  } catch (error) {
    if (error instanceof VaultError && error.code === 'vault-in-use') return;
    throw error;
  }
  try {
    await removeCopy(here.env, copy);
  } finally {
    lock.release();
  }
}

async function removeCopy(env: Environment, copy: string): Promise<void> {
  if ((await env.files.look(copy)) === null) return;
  await requireOwnFolder(env.files, copy, 'drill');
  await removeRebuilt(env, copy);
  if ((await env.files.look(copy)) === null) return;
  throw new VaultError('internal', 'the copy that was restored for a drill is still there');
}

function lockOf({ store }: Environment, place: string): { release(): void } {
  try {
    return store.lock(`${place}/lock`);
  } catch (error) {
    if (!(error instanceof VaultError) || error.code !== 'vault-in-use') throw error;
    throw new VaultError('vault-in-use', 'another program is in the middle of a drill', {
      details: { reason: 'drill-running' },
      cause: error,
    });
  }
}
