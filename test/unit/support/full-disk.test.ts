import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { describeWithSmallDisk, openSmallDisk, smallDisk } from '../../support/full-disk.ts';

describeWithSmallDisk('a small disk', () => {
  it('can be full, and have room again', () => {
    const disk = smallDisk(4 * 2 ** 20);
    const file = path.join(disk.path, 'a');
    disk.fill();
    expect(() => writeFileSync(file, 'x'.repeat(5000))).toThrow(/ENOSPC/);
    disk.fill(64 * 1024);
    expect(disk.freeBytes()).toBe(64 * 1024);
    writeFileSync(file, 'x'.repeat(5000));
    expect(() => writeFileSync(file, 'x'.repeat(100_000))).toThrow(/ENOSPC/);
    disk.empty();
    writeFileSync(file, 'x'.repeat(100_000));
  });

  it('can be read-only', () => {
    const disk = smallDisk(2 ** 20);
    disk.setReadOnly(true);
    expect(() => mkdirSync(path.join(disk.path, 'a'))).toThrow(/EROFS/);
    disk.setReadOnly(false);
    mkdirSync(path.join(disk.path, 'a'));
  });

  it('is gone afterwards', () => {
    const disk = openSmallDisk(2 ** 20);
    disk[Symbol.dispose]();
    expect(existsSync(disk.path)).toBe(false);
  });
});
