import { findChromium } from '../../../scripts/find-chromium.mjs';
import { findElectron } from '../../../scripts/find-electron.mjs';
import { describeUnlessMissing } from '../../support/tools.ts';

/** What a window needs and has not here: Electron's own binary with a display or, for the host that stands in for it, a Chromium. */
export function missingForWindow(environment: NodeJS.ProcessEnv): string[] {
  const found = findElectron(environment) ?? findChromium(environment);
  return found === null ? ["Electron's binary with a display, or a Chromium"] : [];
}

/** A suite of the window: on Electron where its binary is, else on an installed Chromium; skipped, to be seen, without either. */
export function describeWindow(name: string, define: () => void): void {
  describeUnlessMissing(missingForWindow(process.env), name, define);
}
