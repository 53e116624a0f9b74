import type { Target } from '../../ports/target.ts';

/** A target on which files are created in another way; for the rest it is `target` itself. */
export function withCreate(target: Target, create: Target['create']): Target {
  return {
    create,
    size: (name, signal) => target.size(name, signal),
    read: (name, range, signal) => target.read(name, range, signal),
    list: (below, signal) => target.list(below, signal),
    remove: (name, signal) => target.remove(name, signal),
    removeUnfinished: (below, olderThan, signal) => target.removeUnfinished(below, olderThan, signal),
    now: (signal) => target.now(signal),
    space: (signal) => target.space(signal),
    probe: (signal) => target.probe(signal),
    close: () => target.close(),
  };
}
