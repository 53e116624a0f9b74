import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { pageAddress } from '../../../src-main/shell/security/app-protocol.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** The checklist of an Electron program: every id, and where it is kept when it is no line of code. */
const checklist: Readonly<Record<string, 'code' | 'no code'>> = {
  S01: 'code',
  S02: 'code',
  S03: 'code',
  S04: 'code',
  S05: 'code',
  // The supported window of Electron: electron-version.test.ts.
  S06: 'no code',
  S10: 'code',
  S11: 'code',
  S12: 'code',
  S13: 'code',
  S14: 'code',
  S15: 'code',
  S16: 'code',
  S17: 'code',
  S18: 'code',
  S19: 'code',
  S20: 'code',
  S30: 'code',
  S31: 'code',
  S32: 'code',
  S33: 'code',
  S34: 'code',
  S35: 'code',
  S36: 'code',
  S37: 'code',
  S38: 'code',
  S39: 'code',
  S40: 'code',
  S41: 'code',
  S42: 'code',
  S43: 'code',
  S44: 'code',
  S45: 'code',
  S46: 'code',
  S47: 'code',
};

const files = ['src-main/shell', 'src-main/preload'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.join(root, folder, name)),
);
const marks = files.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/\/\/ SECURITY: (.*)$/gm)].map(([, said = '']) => ({ file, said })),
);

describe('the security checklist', () => {
  it.each(Object.keys(checklist).filter((id) => checklist[id] === 'code'))('%s has its line in the shell', (id) => {
    expect(marks.some(({ said }) => said.split(/[ ,]/).includes(id))).toBe(true);
  });

  it('has an id of the list at every line that is marked', () => {
    const strange = marks.filter(({ said }) => checklist[said.slice(0, 3)] === undefined);
    expect(strange).toEqual([]);
  });

  it('S46: one line of the shell loads an address, and it is the one of our page', () => {
    const loading = files.flatMap((file) => readFileSync(file, 'utf8').match(/\bload(URL|File|Extension)\b.*/g) ?? []);
    expect(loading).toEqual(['loadURL(pageAddress);']);
    expect(pageAddress).toBe('app://ui/');
  });

  it('S05: nothing sends what a crash leaves', () => {
    expect(files.filter((file) => /crashReporter/.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});
