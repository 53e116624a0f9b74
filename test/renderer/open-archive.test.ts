import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WindowEvent } from '../../src-main/contract/window/events.ts';
import { queries } from '../../src-renderer/client/query.ts';
import { closeArchive, openArchive } from '../../src-renderer/features/archive/open-archive.ts';

const quarterMs = 15 * 60_000;
const listeners: ((event: WindowEvent) => void)[] = [];
const listed = ['archiveList', {}];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', {
    app: {
      calls: {
        archiveUnlock: async () => ({ ok: true, value: { until: Date.now() + quarterMs } }),
        archiveLock: async () => ({ ok: true, value: {} }),
      },
      onEvent: (listener: (event: WindowEvent) => void) => listeners.push(listener),
    },
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** What the page keeps of the archive, once it was opened and listed. */
const opened = async () => {
  await openArchive('De bank vraagt erom', 'wachtzin');
  queries.setQueryData(listed, { documents: ['Polis.pdf'], broken: [] });
};
const kept = () => queries.getQueryData(listed);

test('what was listed of the archive is forgotten when the shell tells that it was closed', async () => {
  await opened();
  expect(kept()).toBeDefined();
  for (const hear of listeners) hear({ event: 'archive-closed' });
  expect(kept()).toBeUndefined();
});

test('it is forgotten by the clock of the page too, at zero and not before, and later where it was kept open longer', async () => {
  await opened();
  await vi.advanceTimersByTimeAsync(quarterMs - 1);
  expect(kept()).toBeDefined();
  await openArchive('De bank vraagt erom', 'wachtzin');
  await vi.advanceTimersByTimeAsync(quarterMs - 1);
  expect(kept()).toBeDefined();
  await vi.advanceTimersByTimeAsync(1);
  expect(kept()).toBeUndefined();
});

test('it is forgotten when she closes the archive herself', async () => {
  await opened();
  await closeArchive();
  expect(kept()).toBeUndefined();
});
