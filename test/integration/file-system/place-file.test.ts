import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { placeNew } from '../../../src-main/adapters/file-system/place-file.ts';
import { type TempFolder, tempFolder } from '../../support/temp-folder.ts';

/** As FAT and exFAT answer. */
const withoutHardLinks = {
  link: () => Promise.reject(Object.assign(new Error('link: operation not permitted'), { code: 'EPERM' })),
};

let folder: TempFolder;
beforeEach(() => {
  folder = tempFolder();
});

const temporary = (name: string): string => {
  writeFileSync(folder.file(name), name);
  return folder.file(name);
};

describe('on a file system without hard links', () => {
  it('one of many gets a new name, and the others are refused', async () => {
    const sources = Array.from({ length: 30 }, (_, i) => temporary(`source ${i}`));
    const outcomes = await Promise.allSettled(
      sources.map((source) => placeNew(source, folder.file('a'), withoutHardLinks)),
    );
    const winner = outcomes.findIndex((outcome) => outcome.status === 'fulfilled');
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(29);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'file-exists' });
    expect(readFileSync(folder.file('a'), 'utf8')).toBe(`source ${winner}`);
    expect(readdirSync(folder.path)).toHaveLength(30);
  });

  it('leaves no claim behind when the placing fails', async () => {
    await expect(placeNew(folder.file('absent'), folder.file('a'), withoutHardLinks)).rejects.toThrow('ENOENT');
    expect(readdirSync(folder.path)).toEqual([]);
  });
});
