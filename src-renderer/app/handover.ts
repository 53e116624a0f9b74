/** What one screen gives the next besides its route, which is remembered outside the vault and holds ids only. */
interface Handover {
  /** Whose verification characters were not those that were read out, by the account's id. */
  readonly wordsDiffer: string;
  /** What the log is to be about, by its id. */
  readonly logSubject: string;
}

const given: { -readonly [Key in keyof Handover]?: Handover[Key] } = {};

/** Lays something ready for the screen that is being gone to. */
export function handOver<Key extends keyof Handover>(key: Key, value: Handover[Key]): void {
  given[key] = value;
}

/** Takes what was laid ready; null when nothing was. It is gone afterwards. */
export function takeOver<Key extends keyof Handover>(key: Key): Handover[Key] | null {
  const value = given[key] ?? null;
  delete given[key];
  return value;
}
