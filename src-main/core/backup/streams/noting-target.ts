import type { Target } from '../../ports/target.ts';

/** A file that a run has made sure of: created, or there already. */
export interface NotedFile {
  /** From the writer's folder. */
  readonly name: string;
  /** null when it is not known. */
  readonly sizeBytes: number | null;
}

/**
 * A target that notes what is created below `folder`; for the rest it is `target` itself.
 * @param note called once it is there.
 */
export function notingTarget(target: Target, folder: string, note: (file: NotedFile) => void): Target {
  return {
    create: async (name, content, signal) => {
      const made = await target.create(name, content, signal);
      if (name.startsWith(`${folder}/`)) note({ name: name.slice(folder.length + 1), sizeBytes: content.sizeBytes });
      return made;
    },
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
