import { describe, expect, test } from 'vitest';
import { joinedRuns, runsOutside } from '../../../../src-main/core/backup/repository/number-runs.ts';

describe('runs of numbers', () => {
  test('are joined where they touch or lie over each other, in whatever order they come', () => {
    expect(
      joinedRuns([
        [7, 9],
        [1, 2],
        [3, 3],
        [8, 8],
        [12, 12],
        [9, 10],
      ]),
    ).toEqual([
      [1, 3],
      [7, 10],
      [12, 12],
    ]);
    expect(joinedRuns([])).toEqual([]);
  });

  test('leave what lies outside of others', () => {
    expect(
      runsOutside(
        [1, 10],
        [
          [3, 4],
          [4, 6],
          [10, 12],
        ],
      ),
    ).toEqual([
      [1, 2],
      [7, 9],
    ]);
    expect(runsOutside([5, 6], [[1, 9]])).toEqual([]);
    expect(
      runsOutside(
        [5, 6],
        [
          [1, 4],
          [7, 9],
        ],
      ),
    ).toEqual([[5, 6]]);
    expect(runsOutside([5, 4], [])).toEqual([]);
  });
});
