import type { Clipboard } from 'electron';

/** How long a copied text stays on the clipboard. */
export const clipboardLifeMs = 60_000;

/** What the program put on the clipboard, and takes away when it still lies there. */
export class CopiedText {
  readonly #clipboard: Pick<Clipboard, 'readText' | 'writeText' | 'clear'>;
  #copied: string | null = null;
  #timer: NodeJS.Timeout | null = null;
  #emptied: Promise<void> = Promise.resolve();

  constructor(clipboard: Pick<Clipboard, 'readText' | 'writeText' | 'clear'>) {
    this.#clipboard = clipboard;
  }

  async copy(text: string): Promise<void> {
    // SECURITY: S47 its methods answer later and are waited for
    await this.#clipboard.writeText(text);
    this.#copied = text;
    if (this.#timer !== null) clearTimeout(this.#timer);
    // A clipboard that another program holds on to is no fault of this one.
    this.#timer = setTimeout(() => this.clear().catch(() => undefined), clipboardLifeMs).unref();
  }

  /** Empties the clipboard unless something else was copied since. Settles when that is done, also for who asks meanwhile. */
  async clear(): Promise<void> {
    const copied = this.#copied;
    this.#copied = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (copied !== null) this.#emptied = this.#empty(copied);
    await this.#emptied;
  }

  async #empty(copied: string): Promise<void> {
    if ((await this.#clipboard.readText()) === copied) this.#clipboard.clear();
  }
}
