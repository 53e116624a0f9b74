import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { tempFolder } from '../support/temp-folder.ts';
import { type Recording, record } from './recording.ts';

/** Runs a script with `fs` and `dir`, the recorded folder, at hand; `report` writes to standard output. */
export function recordScript(script: string, before: Record<string, string> = {}): Recording {
  const folder = tempFolder();
  for (const [name, text] of Object.entries(before)) {
    mkdirSync(path.dirname(folder.file(name)), { recursive: true });
    writeFileSync(folder.file(name), text);
  }
  const head = `
    import fs from 'node:fs'; import fsp from 'node:fs/promises';
    const dir = process.argv[1]; const report = (text) => fs.writeSync(1, text + '\\n');
    const sync = (name) => { const fd = fs.openSync(name, 'r'); fs.fsyncSync(fd); fs.closeSync(fd); };
  `;
  const args = ['--input-type=module', '-e', head + script, folder.path];
  const recording = record({ tree: folder.path, command: process.execPath, args });
  expect(recording.stderr).toBe('');
  expect(recording.exitCode).toBe(0);
  return recording;
}
