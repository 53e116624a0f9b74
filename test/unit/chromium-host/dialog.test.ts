import { chmodSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { tempFolder } from '../../support/temp-folder.ts';
import { describeUnlessMissing, missingLinux } from '../../support/tools.ts';

describeUnlessMissing(missingLinux, 'a dialog of the host', () => {
  const written: string[] = [];
  beforeEach(() => {
    written.length = 0;
    vi.resetModules();
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  /** Asks for a file where there is a display, and in the path this zenity. */
  async function askWith(zenity: string | null) {
    const folder = tempFolder();
    if (zenity !== null) {
      writeFileSync(folder.file('zenity'), `#!/bin/sh\n${zenity}\n`);
      chmodSync(folder.file('zenity'), 0o755);
    }
    vi.stubEnv('DISPLAY', ':1');
    vi.stubEnv('PATH', folder.path);
    const { dialog } = await import('../../../scripts/chromium-host/dialog.ts');
    return await dialog.showOpenDialog(null, { title: 'Kies', properties: ['openFile'] });
  }

  it('is the one of the desktop', async () => {
    expect(await askWith('echo "/home/ank/$2"')).toEqual({ canceled: false, filePaths: ['/home/ank/--title=Kies'] });
  });

  it('is cancelled when its user cancels it, and by nothing else', async () => {
    expect(await askWith('exit 1')).toEqual({ canceled: true, filePaths: [] });
    await expect(askWith('exit 255')).rejects.toThrow('no dialog can be shown: zenity ended with 255');
  });

  it('that cannot be shown says in one line what is missing', async () => {
    await expect(askWith(null)).rejects.toThrow('zenity is missing');
    expect(written).toEqual([
      'No dialog can be shown: zenity is missing (on Debian or Ubuntu: sudo apt-get install zenity).\n',
    ]);
  });
});
