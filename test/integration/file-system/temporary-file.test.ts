import { chownSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { openTemporaryFile, sweepTemporaryFiles } from '../../../src-main/adapters/file-system/temporary-file.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { describeUnlessMissing, missingRoot } from '../../support/tools.ts';

// What nobody can guess, guessed.
vi.mock(import('node:crypto'), async (original) => ({
  ...(await original()),
  randomBytes: (size) => Buffer.alloc(size),
}));

const guessed = `.tmp-${'0'.repeat(24)}`;

test('an unfinished file is never one that lay in wait, nor is one written to that a link leads to', async () => {
  const folder = tempFolder();
  const letter = tempFolder().file('letter');
  writeFileSync(letter, 'mine');
  symlinkSync(letter, folder.file(guessed));
  await expect(openTemporaryFile(folder.path)).rejects.toMatchObject({ details: { systemError: 'EEXIST' } });
  const plain = tempFolder();
  writeFileSync(plain.file(guessed), 'mine');
  await expect(openTemporaryFile(plain.path)).rejects.toMatchObject({ details: { systemError: 'EEXIST' } });
  for (const path of [letter, plain.file(guessed)]) expect(readFileSync(path, 'utf8')).toBe('mine');
  const empty = tempFolder();
  await (await openTemporaryFile(empty.path)).handle.close();
  expect(readdirSync(empty.path)).toEqual([guessed]);
});

describeUnlessMissing(missingRoot, 'beside another account', () => {
  test('what another account left unfinished is not removed, whose writer may be at work', async () => {
    const folder = tempFolder();
    const [own, other] = ['a', 'b'].map((digit) => `.tmp-${digit.repeat(24)}`);
    for (const name of [own, other]) writeFileSync(folder.file(`${name}`), '');
    chownSync(folder.file(`${other}`), 65534, 65534);
    expect(await sweepTemporaryFiles(folder.path)).toBe(1);
    expect(readdirSync(folder.path)).toEqual([other]);
  });
});
