import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../../support/temp-folder.ts';

const scripts = path.resolve(import.meta.dirname, '../../../scripts');

function run(script: string, files: Record<string, string>): { failed: boolean; output: string } {
  const root = tempFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(root.file(name)), { recursive: true });
    writeFileSync(root.file(name), text);
  }
  const result = spawnSync(process.execPath, [path.join(scripts, script), root.path], { encoding: 'utf8' });
  return { failed: result.status !== 0, output: result.stdout + result.stderr };
}
const checkLayers = (files: Record<string, string>) => run('check-layers.mjs', files);

const clean = {
  'src-main/contract/errors.ts': "import { z } from 'zod';\nexport const e = z;\n",
  'src-main/contract/folders.ts': "export type { e } from './errors.ts';\n",
  'src-main/core/ports/database.ts': 'export interface Database {}\n',
  'src-main/core/vault.ts':
    "import { hash } from 'node:crypto';\nimport type { F } from '../contract/folders.ts';\n" +
    "import { e } from '../contract/errors.ts';\nimport type { Database } from './ports/database.ts';\n",
  'src-main/adapters/file-system/files.ts': "import fs from 'node:fs';\nexport { fs };\n",
  'src-main/adapters/threads/thread.ts': 'export {};\n',
  'src-main/adapters/sqlcipher/open.ts':
    "import Driver from 'better-sqlite3-multiple-ciphers';\nimport { fs } from '../file-system/files.ts';\n" +
    "import '../threads/thread.ts';\nimport type { Database } from '../../core/ports/database.ts';\nimport './pragmas.ts';\n",
  'src-main/adapters/sqlcipher/pragmas.ts': 'export {};\n',
  'src-main/adapters/machine-settings.ts': "import 'node:os';\n",
  'src-main/worker/vault-worker.ts':
    "import '../core/vault.ts';\nimport '../adapters/sqlcipher/open.ts';\nimport '../adapters/machine-settings.ts';\n",
  'src-main/worker/worker-client.ts': "import 'node:worker_threads';\nimport '../contract/folders.ts';\n",
  'src-main/cli/kluis.ts':
    "import '../worker/worker-client.ts';\nimport '../contract/errors.ts';\nconst later = await import('./later.ts');\n",
  'src-main/cli/later.ts': 'export {};\n',
  'src-main/shell/main.ts': "import { app } from 'electron';\n",
  'src-main/preload/preload.ts': "import { contextBridge } from 'electron';\n",
  'src-renderer/main.tsx': "import React from 'react';\nimport type { F } from '../src-main/contract/folders.ts';\n",
};

describe('check-layers', () => {
  it('passes a tree that keeps to the layers', () => {
    expect(checkLayers(clean)).toMatchObject({ failed: false, output: expect.stringContaining('keep to them') });
  });

  it.each([
    ['core reads a file', 'src-main/core/bad.ts', "import fs from 'node:fs';"],
    ['core reads a stream', 'src-main/core/bad.ts', "import { Readable } from 'node:stream';"],
    ['core imports an adapter', 'src-main/core/bad.ts', "import '../adapters/file-system/files.ts';"],
    ['core imports a type of an adapter', 'src-main/core/bad.ts', "import type { A } from '../adapters/a/a.ts';"],
    ['core names a type of electron', 'src-main/core/bad.ts', "export type A = import('electron').App;"],
    ['core imports electron later', 'src-main/core/bad.ts', "export const a = await import('electron');"],
    ['core re-exports a driver', 'src-main/core/bad.ts', "export * from '@napi-rs/keyring';"],
    ['core runs contract code', 'src-main/core/bad.ts', "import { f } from '../contract/folders.ts';"],
    ['core hides what it imports', 'src-main/core/bad.ts', "const x = 'electron'; export const a = import(x);"],
    ['an adapter imports electron', 'src-main/adapters/a/a.ts', "import 'electron/main';"],
    ['an adapter imports another', 'src-main/adapters/keychain/a.ts', "import '../sqlcipher/open.ts';"],
    ['contract imports core', 'src-main/contract/bad.ts', "import type { D } from '../core/ports/database.ts';"],
    ['contract imports node', 'src-main/contract/bad.ts', "import 'node:path';"],
    ['worker imports the shell', 'src-main/worker/bad.ts', "import '../shell/main.ts';"],
    ['the client brings the core along', 'src-main/worker/bad-client.ts', "import '../core/vault.ts';"],
    ['cli imports the core', 'src-main/cli/bad.ts', "import type { V } from '../core/vault.ts';"],
    ['cli imports the worker itself', 'src-main/cli/bad.ts', "import '../worker/vault-worker.ts';"],
    ['cli imports an adapter', 'src-main/cli/bad.ts', "import '../adapters/machine-settings.ts';"],
    [
      'the client names a type of the core',
      'src-main/worker/bad-client.ts',
      "import type { V } from '../core/vault.ts';",
    ],
    ['cli requires electron', 'src-main/cli/bad.ts', "const e = require('electron');"],
    ['the window imports node', 'src-renderer/bad.ts', "import 'node:fs';"],
    ['the window imports electron', 'src-renderer/bad.tsx', "import { ipcRenderer } from 'electron';"],
    ['the window imports the core', 'src-renderer/bad.ts', "import '../src-main/core/vault.ts';"],
    ['a folder of no layer', 'src-main/helpers/bad.ts', 'export {};'],
    ['something outside the sources', 'src-main/core/bad.ts', "import '../../test/support/a.ts';"],
  ])('fails when %s', (_what, file, text) => {
    const result = checkLayers({ ...clean, [file]: text });
    expect(result.output).toContain(file);
    expect(result.failed).toBe(true);
  });

  it('prints the chain that leads there', () => {
    const result = checkLayers({
      ...clean,
      'src-main/worker/vault-worker.ts': "import '../core/a.ts';\n",
      'src-main/core/a.ts': "import './b.ts';\n",
      'src-main/core/b.ts': "import 'electron';\n",
    });
    const chain = ['src-main/worker/vault-worker.ts', 'src-main/core/a.ts', 'src-main/core/b.ts', 'electron'];
    expect(result.output).toContain(chain.join('\n    imports '));
  });
});

describe('check-file-length', () => {
  const lines = (count: number) => 'export {};\n'.repeat(count);

  it('passes 450 lines, fails 451, and lets migrations alone be long', () => {
    const check = (name: string, count: number) => run('check-file-length.mjs', { [name]: lines(count) });
    expect(check('src-main/core/a.ts', 450).failed).toBe(false);
    expect(check('src-main/core/a.ts', 451)).toMatchObject({ failed: true, output: expect.stringContaining('451') });
    expect(check('src-main/adapters/sqlcipher/migrations/0001-initial.ts', 900).failed).toBe(false);
    expect(check('src-main/contract/messages.ts', 900).failed).toBe(true);
  });
});

describe('check-licences', () => {
  const check = (packages: Record<string, object>) =>
    run('check-licences.mjs', {
      'package-lock.json': JSON.stringify({ packages: { '': { license: 'X' }, ...packages } }),
    });

  it('passes licences that were looked at, and does not ask for them of what is not shipped', () => {
    const result = check({ 'node_modules/a': { license: 'MIT' }, 'node_modules/b': { dev: true, license: 'GPL-3.0' } });
    expect(result).toMatchObject({ failed: false, output: expect.stringContaining('1 packages') });
  });

  it.each([{ license: 'AGPL-3.0-only' }, {}, { optional: true, license: 'SSPL-1.0' }])('fails with %j', (found) => {
    const result = check({ 'node_modules/a/node_modules/@scope/b': found });
    expect(result).toMatchObject({ failed: true, output: expect.stringMatching(/^@scope\/b has the licence/) });
  });
});
