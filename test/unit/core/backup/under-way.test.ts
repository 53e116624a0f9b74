import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { UnderWay } from '../../../../src-main/core/backup/streams/under-way.ts';

describe('work that is under way', () => {
  test('is never more than was said, and all of it has ended when it has settled', async () => {
    const underWay = new UnderWay(3);
    let [running, most, ended] = [0, 0, 0];
    for (let index = 0; index < 20; index += 1) {
      await underWay.begin(async () => {
        running += 1;
        most = Math.max(most, running);
        await wait(index % 4);
        running -= 1;
        ended += 1;
      });
    }
    await underWay.settled();
    expect({ running, most, ended }).toEqual({ running: 0, most: 3, ended: 20 });
    underWay.requireNoFailure();
  });

  test('that fails is told to whoever begins more, and at the end, when the rest has ended all the same', async () => {
    const underWay = new UnderWay(2);
    let ended = 0;
    await underWay.begin(async () => {
      await wait(20);
      ended += 1;
    });
    await underWay.begin(() => Promise.reject(new Error('no room')));
    const begun = underWay.begin(async () => {
      ended += 100;
    });
    await expect(begun).rejects.toThrowError('no room');
    await underWay.settled();
    expect(ended).toBe(1);
    expect(() => underWay.requireNoFailure()).toThrowError('no room');
  });
});
