import { expect, it } from 'vitest';
import { bundleSizes } from '../../../bench/bundle-sizes.ts';

it.each(bundleSizes())('$work are $aim', ({ ours, met }) => {
  expect({ ours, met }).toMatchObject({ met: true });
});
