import type { Finding, Problem } from '../../contract/check.ts';
import { VaultError } from '../../contract/errors.ts';

type About = Finding['about'];

/** Everything that a check has found so far. */
export class Findings {
  readonly #all: Finding[] = [];

  get all(): readonly Finding[] {
    return this.#all;
  }

  /** @param part which part of the vault; ids and file names, never a client's name. */
  add(part: string, problem: Problem, what: string, about: About = null): void {
    this.#all.push({ part, problem, what, about });
  }

  /**
   * Runs one step of a check, and turns what it meets in the vault into a finding.
   * @returns null when there is one. @throws what says nothing of the vault: `cancelled`, `disk-full`.
   */
  attempt<Result>(part: string, step: () => Result, about: About = null): Result | null {
    try {
      return step();
    } catch (error) {
      this.#take(part, error, about);
      return null;
    }
  }

  /** As `attempt`, for what waits. */
  async attemptAsync<Result>(part: string, step: () => Promise<Result>, about: About = null): Promise<Result | null> {
    try {
      return await step();
    } catch (error) {
      this.#take(part, error, about);
      return null;
    }
  }

  #take(part: string, error: unknown, about: About): void {
    const problem = error instanceof VaultError ? problemOf(error) : null;
    if (!(error instanceof VaultError) || problem === null) throw error;
    const named = error.details.part;
    // What is wrong with an age file or a column is told by its own words; which file or row it is, the caller knows.
    const isOwnPart = typeof named === 'string' && !ageParts.has(named) && error.details.column === undefined;
    this.add(isOwnPart ? named : part, problem, error.message, about);
  }
}

const ageParts: ReadonlySet<string> = new Set(['header', 'mac', 'nonce', 'payload']);

function problemOf({ code }: VaultError): Problem | null {
  if (code === 'integrity-violated') return 'altered';
  if (code === 'file-unreadable') return 'unreadable';
  if (code === 'not-found') return 'missing';
  return null;
}
