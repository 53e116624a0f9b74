import { appendFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Refusal, RefusedName } from './refused-calls.ts';

/** Lines of one minute; of what comes beyond them only the number is written. */
const mostLinesAMinute = 20;
const minuteMs = 60_000;
/** A file that has this many bytes makes room for the next one; there are two at most. */
const largestBytes = 128 * 1024;

/**
 * Tells whoever looks later which calls the shell refused, and when: `refused.log` in the folder of the settings. A line is a
 * time and words of the program's own, so that nothing that a page sent is in it.
 */
export class RefusedLog {
  readonly #file: string;
  #lines = 0;
  #leftOut = 0;
  #minute: NodeJS.Timeout | null = null;

  /** @param folder of this account's settings. */
  constructor(folder: string) {
    this.#file = path.join(folder, 'refused.log');
  }

  /** Never fails. */
  write(refusal: Refusal, name: RefusedName): void {
    this.#minute ??= setTimeout(() => this.#endMinute(), minuteMs).unref();
    this.#lines += 1;
    if (this.#lines > mostLinesAMinute) this.#leftOut += 1;
    else this.#append(`${refusal} ${name}`);
  }

  #endMinute(): void {
    if (this.#leftOut > 0) this.#append(`more ${this.#leftOut}`);
    this.#minute = null;
    this.#lines = 0;
    this.#leftOut = 0;
  }

  #append(what: string): void {
    try {
      const { size = 0 } = statSync(this.#file, { throwIfNoEntry: false }) ?? {};
      if (size >= largestBytes) renameSync(this.#file, `${this.#file}.1`);
      appendFileSync(this.#file, `${new Date().toISOString()} ${what}\n`, { mode: 0o600 });
    } catch {
      // A disk that is full must not keep the refusal itself from its answer; Status has the number all the same.
    }
  }
}
