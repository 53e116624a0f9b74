import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { liveAndEnd } from '../../../src-main/shell/program-life.ts';

function living() {
  const app = Object.assign(new EventEmitter(), { quit: vi.fn() });
  const process = new EventEmitter();
  const [show, onFailure] = [vi.fn(), vi.fn()];
  const closed = Promise.withResolvers<void>();
  const close = vi.fn(async () => await closed.promise);
  liveAndEnd({ app: app as unknown as App, process: process as unknown as NodeJS.Process, show, onFailure, close });
  const quit = () => {
    const preventDefault = vi.fn();
    app.emit('before-quit', { preventDefault });
    return preventDefault.mock.calls.length === 0 ? 'ends' : 'waits';
  };
  return { app, process, show, onFailure, close, closed, quit };
}

describe('the life of the program', () => {
  it('comes to the front when it is started a second time, whatever that was given, and on a click in the dock', () => {
    const { app, show } = living();
    app.emit('second-instance', {}, ['dossierkluis', '--demo', '/etc/passwd'], '/somewhere');
    expect(show).toHaveBeenCalledTimes(1);
    app.emit('activate');
    expect(show).toHaveBeenCalledTimes(2);
  });

  it('locks when a process of Chromium ends that had not done its work', () => {
    const { app, onFailure } = living();
    app.emit('child-process-gone', {}, { reason: 'clean-exit' });
    expect(onFailure).not.toHaveBeenCalled();
    for (const reason of ['crashed', 'killed', 'oom']) app.emit('child-process-gone', {}, { reason });
    expect(onFailure).toHaveBeenCalledTimes(3);
  });

  it('locks and goes on after an error that nobody caught', () => {
    const { app, process, onFailure } = living();
    process.emit('uncaughtException', new Error('not foreseen'));
    expect(onFailure).toHaveBeenCalledTimes(1);
    expect(app.quit).not.toHaveBeenCalled();
  });

  it('ends when the vault is closed and its keys are wiped, not before', async () => {
    const { app, close, closed, quit } = living();
    expect(quit()).toBe('waits');
    expect(close).toHaveBeenCalledTimes(1);
    expect(app.quit).not.toHaveBeenCalled();
    closed.resolve();
    await vi.waitFor(() => expect(app.quit).toHaveBeenCalledTimes(1));
    expect(quit()).toBe('ends');
  });

  it('ends also when closing fails, and closes once, however often it is asked to end', async () => {
    const { app, close, closed, quit } = living();
    expect([quit(), quit()]).toEqual(['waits', 'waits']);
    closed.reject(new Error('the worker is gone'));
    await vi.waitFor(() => expect(app.quit).toHaveBeenCalled());
    expect(close).toHaveBeenCalledTimes(1);
  });

  it('goes on between two pages, when there is no window for a moment', () => {
    const { app } = living();
    expect(app.emit('window-all-closed')).toBe(true);
    expect(app.quit).not.toHaveBeenCalled();
  });
});
