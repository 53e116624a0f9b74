import type { Messages } from '../contract/messages/index.ts';

/** What is wrong with how `kluis` was called; shown in the user's language with a line of usage, exit code 2. */
export class UsageError extends Error {
  readonly problem: keyof Messages['usageProblems'];
  readonly values: Readonly<Record<string, string>>;

  constructor(problem: keyof Messages['usageProblems'], values: Readonly<Record<string, string>> = {}) {
    super(problem);
    this.name = 'UsageError';
    this.problem = problem;
    this.values = values;
  }
}
