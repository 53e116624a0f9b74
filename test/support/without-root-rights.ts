/**
 * Does the work as an account that modes apply to: root may read and write everything. A test that calls this must not
 * run other tests beside it in one process.
 */
export async function withoutRootRights<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return await work();
  const nobody = 65534;
  process.setegid?.(nobody);
  process.seteuid?.(nobody);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
  }
}
