import { VaultError } from '../../../contract/errors.ts';
import type { FileBytes } from '../../ports/file-system.ts';
import type { BackupSource } from './backup-source.ts';

/**
 * Captures of a vault that nobody has open keep its lock for as long as they take. Whoever wants to open it goes first: they are
 * broken off, and none begins.
 */
export class LockedCaptures {
  readonly #running = new Map<AbortController, Promise<unknown>>();
  #waiting = 0;

  /** The source, with captures that give way. They fail with `vault-in-use` then. */
  givingWay(source: BackupSource): BackupSource {
    return {
      ...source,
      capture: async (use) => {
        if (this.#waiting > 0) throw givesWay();
        const controller = new AbortController();
        const capturing = source.capture(
          async (captured) => await use({ ...captured, database: abortable(captured.database, controller.signal) }),
        );
        this.#running.set(controller, capturing);
        try {
          return await capturing;
        } finally {
          this.#running.delete(controller);
        }
      },
    };
  }

  /** Opens the vault, or tries to, while nobody captures it. */
  async whileNone<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#waiting += 1;
    try {
      for (const controller of this.#running.keys()) controller.abort();
      await Promise.allSettled(this.#running.values());
      return await work();
    } finally {
      this.#waiting -= 1;
    }
  }
}

function abortable(file: FileBytes, signal: AbortSignal): FileBytes {
  return {
    sizeBytes: file.sizeBytes,
    readAt: async (buffer, position) => {
      if (signal.aborted) throw givesWay();
      return await file.readAt(buffer, position);
    },
  };
}

function givesWay(): VaultError {
  return new VaultError('vault-in-use', 'somebody opens the vault');
}
