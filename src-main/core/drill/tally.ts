/** What was found beside the vault that is worked in. */
export interface Tally {
  readonly same: number;
  /** Written anew since the backup. */
  readonly changed: number;
  /** Not there any more. */
  readonly gone: number;
}

/** To be counted in. */
export function tallied(): { -readonly [Name in keyof Tally]: number } {
  return { same: 0, changed: 0, gone: 0 };
}
