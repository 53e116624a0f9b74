import type { NativeTheme } from 'electron';
import type { Appearance } from '../contract/window/shapes.ts';
import type { SettingsFile } from './settings-file.ts';

export interface AppearanceParts {
  readonly settings: SettingsFile;
  readonly nativeTheme: Pick<NativeTheme, 'themeSource' | 'shouldUseDarkColors'>;
  /** The language of the system, such as `nl-NL`. */
  readonly locale: string;
  readonly onChanged: (appearance: Appearance) => void;
}

/** Language and colours on this account of this computer. */
export class AppearanceChoice {
  readonly #parts: AppearanceParts;

  constructor(parts: AppearanceParts) {
    this.#parts = parts;
    parts.nativeTheme.themeSource = this.current.theme;
  }

  get current(): Appearance {
    const { settings, locale } = this.#parts;
    return settings.current.appearance ?? { language: /^en\b/i.test(locale) ? 'en' : 'nl', theme: 'system' };
  }

  /** What a window shows before its page does: the colour `app` of the page. */
  get backgroundColor(): string {
    return this.#parts.nativeTheme.shouldUseDarkColors ? '#14181B' : '#F6F7F8';
  }

  change(changes: Partial<Appearance>): void {
    const appearance = { ...this.current, ...changes };
    this.#parts.settings.change({ appearance });
    this.#parts.nativeTheme.themeSource = appearance.theme;
    this.#parts.onChanged(appearance);
  }
}
