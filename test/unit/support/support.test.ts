import { existsSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../support/seed.ts';
import { openTempFolder, tempFolder } from '../../support/temp-folder.ts';
import { describeWithTools, missingTools, tool } from '../../support/tools.ts';

describe('temporary folders', () => {
  let left = '';

  it('exist during a test', () => {
    const folder = tempFolder();
    writeFileSync(folder.file('a'), 'a');
    left = folder.path;
    expect(existsSync(left)).toBe(true);
  });

  it('are gone after it', () => {
    expect(left).not.toBe('');
    expect(existsSync(left)).toBe(false);
  });

  it('are gone at the end of a using block', () => {
    let inside: string;
    {
      using folder = openTempFolder();
      inside = folder.path;
      expect(existsSync(inside)).toBe(true);
    }
    expect(existsSync(inside)).toBe(false);
  });
});

describe('seeded randomness', () => {
  it('repeats with the same seed and differs with another', () => {
    const draw = (seed: number): number[] => {
      const random = seededRandom(seed);
      return Array.from({ length: 20 }, () => random.below(1000));
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    expect(Math.max(...draw(7))).toBeLessThan(1000);
  });
});

describeWithTools(['age', 'sqlcipher'], 'tools', () => {
  it('are found by absolute path', () => {
    expect(missingTools(['age', 'sqlcipher'])).toEqual([]);
    expect(tool('age')).toMatch(/^\/.*age$/);
  });
});
