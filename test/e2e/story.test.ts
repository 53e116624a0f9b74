import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWithTools } from '../support/tools.ts';
import { type Desk, sitDown } from './pages/desk.ts';
import { activate, createVault, signIn, switchUser } from './pages/entry.ts';
import { addByDialog, added, newFolder, openFolder, row, seal, search } from './pages/folders.ts';
import { mouse } from './pages/hands.ts';
import { addPerson } from './pages/people.ts';
import { pictureFailures } from './pages/picture.ts';

describeWithTools(['chromium'], 'an office from its first day on, through the window', () => {
  let desk: Desk;
  let passphrase = '';
  const first = new Map<string, string>();

  beforeAll(async () => {
    desk = await sitDown('nl', mouse);
  });
  afterAll(async () => await desk?.app.close());
  pictureFailures(() => desk);

  test('a vault is made, with its recovery kit as pdf and as file', async () => {
    const { folder } = desk.app;
    mkdirSync(folder.file('kluis'));
    const vault = {
      office: 'Kantoor Amstel',
      officer: 'Petra de Groot',
      folder: 'Jansen Holding',
      directory: folder.file('kluis'),
      pdf: folder.file('kit.pdf'),
      kitFile: folder.file('kit.key'),
    };
    passphrase = await createVault(desk, vault);
    expect(readFileSync(vault.pdf).subarray(0, 5).toString()).toBe('%PDF-');
    expect(readFileSync(vault.kitFile, 'utf8')).toContain('AGE-SECRET-KEY-PQ-1');
  });
});
