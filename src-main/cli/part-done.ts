import type { VaultError } from '../contract/errors.ts';

/** A command that could do its first part alone: that is shown, and then what kept it from the rest. */
export class PartDone extends Error {
  readonly failure: VaultError;
  /** The JSON document, but for `error`. */
  readonly json: Readonly<Record<string, unknown>>;
  readonly lines: readonly string[];

  constructor(failure: VaultError, json: Readonly<Record<string, unknown>>, lines: readonly string[]) {
    super('done in part');
    this.name = 'PartDone';
    this.failure = failure;
    this.json = json;
    this.lines = lines;
  }
}
