import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { MainWindow } from '../../../src-main/shell/main-window.ts';

const place = { x: 10, y: 20, width: 1200, height: 800 };

/** A window of a system that does what it is told. */
function fakeWindow() {
  const state = { bounds: place, maximised: false, minimised: false, focused: true };
  return Object.assign(new EventEmitter(), {
    state,
    webContents: Object.assign(new EventEmitter(), {
      send: vi.fn(),
      forcefullyCrashRenderer: vi.fn(),
    }),
    loadURL: vi.fn(async () => undefined),
    getNormalBounds: () => state.bounds,
    isMaximized: () => state.maximised,
    isMinimized: () => state.minimised,
    isFocused: () => state.focused,
    show: vi.fn(),
    showInactive: vi.fn(),
    minimize: vi.fn(),
    focus: vi.fn(),
    restore: vi.fn(),
    destroy: vi.fn(),
  });
}

async function opened() {
  const made: ReturnType<typeof fakeWindow>[] = [];
  const frames: unknown[] = [];
  const [onPageGone, onClosed] = [vi.fn(), vi.fn()];
  const window = new MainWindow({
    make: () => {
      const one = fakeWindow();
      made.push(one);
      return one as unknown as BrowserWindow;
    },
    onFrameChanged: (frame) => frames.push(frame),
    onPageGone,
    onClosed,
    clearStorage: async () => undefined,
  });
  await window.open();
  const [first] = made;
  if (first === undefined) throw new Error('no window was made');
  return { window, made, first, frames, onPageGone, onClosed };
}

describe('where the window is', () => {
  it.each(['moved', 'resized', 'maximize', 'unmaximize', 'close'])('is remembered when it is %s', async (event) => {
    const { first, frames } = await opened();
    first.state.bounds = { x: 300, y: 40, width: 1024, height: 700 };
    first.state.maximised = event === 'maximize';
    first.emit(event);
    expect(frames).toEqual([{ x: 300, y: 40, width: 1024, height: 700, maximised: event === 'maximize' }]);
  });

  it('is remembered at a lock, and no more from the window that has gone', async () => {
    const { window, made, first, frames } = await opened();
    first.state.maximised = true;
    await window.replace();
    expect(frames).toEqual([{ ...place, maximised: true }]);
    first.emit('moved');
    expect(frames).toHaveLength(1);
    made[1]?.emit('moved');
    expect(frames).toHaveLength(2);
  });
});

describe('the one window', () => {
  it('is shown when its page has something to show, and comes to the front when it is asked for', async () => {
    const { window, first } = await opened();
    expect(first.show).not.toHaveBeenCalled();
    first.emit('ready-to-show');
    expect(first.show).toHaveBeenCalledTimes(1);
    first.state.minimised = true;
    window.show();
    expect([first.restore, first.show, first.focus].map(({ mock }) => mock.calls.length)).toEqual([1, 2, 1]);
  });

  it.each([
    ['in front, where it was in front', {}, [1, 0, 0]],
    ['behind what somebody works in, where it was behind', { focused: false }, [0, 1, 0]],
    ['minimised, where it was minimised', { focused: false, minimised: true }, [0, 0, 1]],
  ])('comes back from a lock %s', async (_, state, shown) => {
    const { window, made, first } = await opened();
    Object.assign(first.state, state);
    await window.replace();
    const next = made[1];
    next?.emit('ready-to-show');
    expect([next?.show, next?.showInactive, next?.minimize].map((act) => act?.mock.calls.length)).toEqual(shown);
  });

  it('ends the program when its user closes it, and not when a lock takes its page', async () => {
    const { window, made, first, onClosed } = await opened();
    await window.replace();
    first.emit('closed');
    expect([first.webContents.forcefullyCrashRenderer, first.destroy].map(({ mock }) => mock.calls.length)).toEqual([
      1, 1,
    ]);
    expect(onClosed).not.toHaveBeenCalled();
    made[1]?.emit('closed');
    expect(onClosed).toHaveBeenCalledTimes(1);
    expect(window.contents).toBeNull();
  });

  it('tells when the process of its page ends by itself, and not when it was ended', async () => {
    const { window, made, first, onPageGone } = await opened();
    await window.replace();
    first.webContents.emit('render-process-gone');
    expect(onPageGone).not.toHaveBeenCalled();
    made[1]?.webContents.emit('render-process-gone');
    expect(onPageGone).toHaveBeenCalledTimes(1);
  });
});
