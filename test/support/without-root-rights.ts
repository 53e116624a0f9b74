import { chownSync } from 'node:fs';

const nobody = 65534;

/** The `uid` of a process that modes apply to: root may read and write everything. */
export const uidWithoutRights: number | undefined = process.getuid?.() === 0 ? nobody : undefined;

/** Makes files and folders those of an account without root's rights. */
export function handOver(...paths: readonly string[]): void {
  if (uidWithoutRights === undefined) return;
  for (const path of paths) chownSync(path, uidWithoutRights, uidWithoutRights);
}

/**
 * Does the work as an account that modes apply to. access(2) still asks for root, since only the effective account is
 * another one. A test that calls this must not run other tests beside it in one process.
 */
export async function withoutRootRights<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return await work();
  process.setegid?.(nobody);
  process.seteuid?.(nobody);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
  }
}
