import { randomBytes } from 'node:crypto';

/** Things that stay in the shell, under random names for the page: a path, dropped files, a file that was read. */
export class Handles<Thing> {
  readonly #things = new Map<string, Thing>();
  readonly #lifeMs: number;
  readonly #expiry = new Map<string, NodeJS.Timeout>();

  /** @param lifeMs after which a handle means nothing any more. */
  constructor(lifeMs = Number.POSITIVE_INFINITY) {
    this.#lifeMs = lifeMs;
  }

  put(thing: Thing): string {
    const handle = randomBytes(16).toString('hex');
    this.#things.set(handle, thing);
    if (Number.isFinite(this.#lifeMs)) {
      this.#expiry.set(handle, setTimeout(() => this.take(handle), this.#lifeMs).unref());
    }
    return handle;
  }

  get(handle: string): Thing | undefined {
    return this.#things.get(handle);
  }

  /** As `get`, and forgets it. */
  take(handle: string): Thing | undefined {
    const thing = this.#things.get(handle);
    this.#things.delete(handle);
    clearTimeout(this.#expiry.get(handle));
    this.#expiry.delete(handle);
    return thing;
  }

  clear(): void {
    for (const handle of [...this.#things.keys()]) this.take(handle);
  }

  entries(): IterableIterator<[string, Thing]> {
    return this.#things.entries();
  }
}
