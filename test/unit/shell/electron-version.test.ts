import { readFileSync } from 'node:fs';
import path from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import { expect, it } from 'vitest';
import { fuses } from '../../../scripts/check-fuses.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const text = (name: string) => readFileSync(path.join(root, name), 'utf8');

/**
 * The day on which Electron's makers mend a major no longer, for they keep the latest three: by their schedule
 * (releases.electronjs.org/schedule) as it was in November 2026. A newer Electron has its day written here.
 */
const supportEnds: Readonly<Record<string, string>> = { 45: '2027-04-26' };

it('is a version of Electron that its makers keep safe today', () => {
  const version: string = JSON.parse(text('package.json')).devDependencies.electron;
  const major = version.split('.')[0] ?? '';
  expect(Object.keys(supportEnds)).toEqual([major]);
  expect(Date.now(), `Electron ${major} is mended no longer: take a newer one`).toBeLessThan(
    Date.parse(supportEnds[major] ?? ''),
  );
});

it('has decided every fuse that there is', () => {
  const names = Object.keys(FuseV1Options).filter((name) => Number.isNaN(Number(name)));
  expect(Object.keys(fuses).sort()).toEqual(names.sort());
});

it('packages with the fuses as they were decided', () => {
  const builder = text('electron-builder.yml');
  for (const [name, state] of Object.entries(fuses)) {
    const key = name.charAt(0).toLowerCase() + name.slice(1);
    // The one that the packager has no key for keeps its default.
    if (name === 'WasmTrapHandlers') expect([builder.includes(key), state]).toEqual([false, true]);
    else expect(builder).toContain(`  ${key}: ${state}\n`);
  }
});
