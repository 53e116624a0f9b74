import { EventEmitter } from 'node:events';
import type { NativeTheme } from 'electron';

/** Colours: what the program chose; the system's own are known to the page only. */
class HostNativeTheme extends EventEmitter {
  #source: NativeTheme['themeSource'] = 'system';

  get themeSource(): NativeTheme['themeSource'] {
    return this.#source;
  }

  set themeSource(source: NativeTheme['themeSource']) {
    this.#source = source;
    this.emit('updated');
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark';
  }
}

export const nativeTheme: HostNativeTheme = new HostNativeTheme();
