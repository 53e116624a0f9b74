import type { FileSystem } from '../../src-main/core/ports/file-system.ts';

/** Thrown in place of everything that a process does after it was killed. */
export class Killed extends Error {}

/**
 * A file system whose process is killed at one of its writes: `after` so many writes were made, before or after the
 * next one reaches the disk. From then on nothing happens any more.
 */
export function crashingFiles(files: FileSystem, after: number, moment: 'before' | 'after'): FileSystem {
  let writes = 0;
  let killed = false;
  const writing = async <Result>(write: () => Promise<Result>): Promise<Result> => {
    if (killed) throw new Killed();
    writes += 1;
    if (writes <= after) return await write();
    killed = true;
    if (moment === 'after') await write();
    throw new Killed();
  };
  return new Proxy(files, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      const call = (...args: unknown[]) => Reflect.apply(value, target, args);
      const changes = [
        'replace',
        'replaceMany',
        'create',
        'remove',
        'removeUnfinished',
        'makeFolder',
        'renameFolder',
        'syncFolder',
        'syncWritten',
        'openWriter',
      ].includes(String(name));
      return changes ? (...args: unknown[]) => writing(async () => await call(...args)) : call;
    },
  });
}
