import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { AppearanceSchema } from '../contract/window/shapes.ts';

/** Electron takes no larger ones, and would not make the window. */
const whole = z.int32();

const ShellSettingsSchema = z.strictObject({
  /** Null until somebody chose; then the system's. */
  appearance: AppearanceSchema.nullable(),
  /** Folders of vaults, the one used last first. */
  vaults: z.array(z.string().min(1).max(4096)).max(50),
  /** Where the window was, in pixels of the desktop. */
  window: z.strictObject({ x: whole, y: whole, width: whole, height: whole, maximised: z.boolean() }).nullable(),
  /** Pictures of the screen leave the window out, where the system can do so. */
  hiddenFromCapture: z.boolean().default(false),
});
type ShellSettings = z.output<typeof ShellSettingsSchema>;

const none: ShellSettings = { appearance: null, vaults: [], window: null, hiddenFromCapture: false };

/** What the window remembers on this account of this computer. Comfort only: nothing secret, nothing that decides. */
export class SettingsFile {
  readonly #file: string;
  #settings: ShellSettings;

  /** @param folder of this account's settings; made when needed. */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#file = path.join(folder, 'window.json');
    this.#settings = read(this.#file);
  }

  get current(): ShellSettings {
    return this.#settings;
  }

  change(changes: Partial<ShellSettings>): void {
    this.#settings = { ...this.#settings, ...changes };
    const waiting = `${this.#file}.new`;
    try {
      writeFileSync(waiting, `${JSON.stringify(this.#settings, null, 2)}\n`, { mode: 0o600 });
      renameSync(waiting, this.#file);
    } catch {
      // A full disk costs what is remembered over a restart, and must not cost anybody's work.
    }
  }
}

/** A file that is absent or damaged costs a user her window's place, so the program starts without it. */
function read(file: string): ShellSettings {
  try {
    const parsed = ShellSettingsSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : none;
  } catch {
    return none;
  }
}
