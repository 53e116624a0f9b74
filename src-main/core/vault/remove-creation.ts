import type { Environment, VaultPaths } from './open-vault.ts';

/** What a creation that was broken off has written: nothing of it opens anything, its keys are gone. */
export async function removeCreatedFiles(env: Environment, paths: VaultPaths): Promise<void> {
  const { root, recovery, database } = paths;
  for (const file of [root, recovery, database, `${database}-wal`, `${database}-shm`]) await env.files.remove(file);
}

/**
 * What a creation that fails has written, under its lock; its mark goes last, so that the next one takes over what stays.
 * Not of a vault: one that came into being before the failure is whole.
 */
export async function removeCreation(env: Environment, paths: VaultPaths): Promise<void> {
  if ((await env.files.stat(paths.vaultFile)) !== null) return;
  await withoutFailing(async () => {
    await removeCreatedFiles(env, paths);
    for (const folder of [paths.objects, paths.spool]) await env.files.removeEmptyFolder(folder);
    await env.files.remove(paths.creation);
  });
}

/** The lock file, and the folder if this creation made it; a lock that somebody else has taken since is left to her. */
export async function removeEmptiedFolder(env: Environment, paths: VaultPaths, wasThere: boolean): Promise<void> {
  await withoutFailing(async () => {
    const names = await env.files.list(paths.folder);
    if (names.some((name) => `${paths.folder}/${name}` !== paths.lock)) return;
    await env.files.remove(paths.lock);
    if (!wasThere) await env.files.removeEmptyFolder(paths.folder);
  });
}

/** What cannot be tidied up now, the next creation in this folder removes; the failure before it is what is told. */
async function withoutFailing(tidy: () => Promise<void>): Promise<void> {
  await tidy().catch(() => undefined);
}
