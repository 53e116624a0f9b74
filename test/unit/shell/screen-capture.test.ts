import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { ScreenCapture } from '../../../src-main/shell/screen-capture.ts';
import { SettingsFile } from '../../../src-main/shell/settings-file.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** The choice on this account, and the window that is there. */
function made({ canHide = true, folder = tempFolder().path } = {}) {
  const window = { setContentProtection: vi.fn() };
  const capture = new ScreenCapture({ settings: new SettingsFile(folder), canHide, window: () => window });
  return { capture, window, folder };
}

it('shows the window in pictures of the screen until somebody chooses otherwise, and from then on in none', () => {
  const { capture, window, folder } = made();
  capture.applyTo(window);
  expect(capture.state).toEqual({ hidden: false, canHide: true });
  capture.hide(true);
  expect(window.setContentProtection.mock.calls).toEqual([[false], [true]]);
  const next = made({ folder });
  next.capture.applyTo(next.window);
  expect(next.capture.state.hidden).toBe(true);
  expect(next.window.setContentProtection).toHaveBeenCalledExactlyOnceWith(true);
  next.capture.hide(false);
  expect(next.window.setContentProtection).toHaveBeenLastCalledWith(false);
});

it('promises nothing, and asks nothing of the window, where the system cannot', () => {
  const { capture, window } = made({ canHide: false });
  capture.applyTo(window);
  capture.hide(true);
  expect(capture.state).toEqual({ hidden: false, canHide: false });
  expect(window.setContentProtection).not.toHaveBeenCalled();
});

it('reads the settings of an account that never had the choice', () => {
  const { folder, capture } = made();
  capture.hide(true);
  const file = `${folder}/window.json`;
  const { hiddenFromCapture, ...others } = JSON.parse(readFileSync(file, 'utf8'));
  expect(hiddenFromCapture).toBe(true);
  writeFileSync(file, JSON.stringify({ ...others, vaults: ['/office'] }));
  const settings = new SettingsFile(folder);
  expect(settings.current).toMatchObject({ vaults: ['/office'], hiddenFromCapture: false });
});
