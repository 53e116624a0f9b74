import type { Target } from '../../ports/target.ts';
import { withCreate } from './with-create.ts';

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
  return withCreate(target, async (name, content, signal) => {
    const made = await target.create(name, content, signal);
    if (name.startsWith(`${folder}/`)) note({ name: name.slice(folder.length + 1), sizeBytes: content.sizeBytes });
    return made;
  });
}
