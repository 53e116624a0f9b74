import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What the tools that set fuses look for in a binary, and nine fuses behind it: version 1, all off. */
const fuseSentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX', 'latin1');
const fuses = Buffer.concat([Buffer.from([1, 9]), Buffer.from('0'.repeat(9), 'latin1')]);
/** The ninth keeps its default, which is on. */
const defaults = Buffer.concat([fuses.subarray(0, -1), Buffer.from('1', 'latin1')]);

/** A folder that looks like an unpacked Electron for Linux, so that packaging needs no download. */
export function makeStandInElectron(folder: string, version: string): void {
  for (const part of ['resources', 'locales']) mkdirSync(path.join(folder, part), { recursive: true });
  const program = Buffer.concat([Buffer.from('#!/bin/sh\nexit 0\n'), Buffer.alloc(512), fuseSentinel, defaults]);
  writeFileSync(path.join(folder, 'electron'), program, { mode: 0o755 });
  writeFileSync(path.join(folder, 'version'), version);
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox', 'locales/nl.pak', 'locales/en-US.pak']) {
    writeFileSync(path.join(folder, name), 'stand-in');
  }
}
