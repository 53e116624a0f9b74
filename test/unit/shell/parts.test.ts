import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { VaultError } from '../../../src-main/contract/errors.ts';
import { type WindowEvent, WindowEventSchema } from '../../../src-main/contract/window/events.ts';
import { answerListeners } from '../../../src-main/shell/answer-listeners.ts';
import { ArchiveTime } from '../../../src-main/shell/archive-time.ts';
import { callRunner } from '../../../src-main/shell/call-runner.ts';
import type { AnsweredCalls } from '../../../src-main/shell/calls/answered.ts';
import { CopiedText, clipboardLifeMs } from '../../../src-main/shell/copied-text.ts';
import { placesFor, safeName } from '../../../src-main/shell/export-names.ts';
import { Handles } from '../../../src-main/shell/handles.ts';
import { IdleTimer } from '../../../src-main/shell/idle-timer.ts';
import { Jobs } from '../../../src-main/shell/jobs.ts';
import { KnownVaults } from '../../../src-main/shell/known-vaults.ts';
import { LeftByPerson } from '../../../src-main/shell/left-by-person.ts';
import { menuTemplate } from '../../../src-main/shell/menu.ts';
import { SealSchedule, sealDelayMs } from '../../../src-main/shell/seal-schedule.ts';
import { SettingsFile } from '../../../src-main/shell/settings-file.ts';
import type { VaultHost } from '../../../src-main/shell/vault-host.ts';
import { placeOnScreen } from '../../../src-main/shell/window-place.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const minute = 60_000;

describe('with a clock that is turned by hand', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  describe('the idle timer', () => {
    const made = () => {
      const heard: (number | null | 'idle')[] = [];
      const timer = new IdleTimer({ onWarning: (at) => heard.push(at), onIdle: () => heard.push('idle') });
      return { heard, timer };
    };

    it('warns a minute before it locks, and locks', () => {
      const { heard, timer } = made();
      timer.start(5);
      vi.advanceTimersByTime(4 * minute - 1);
      expect(heard).toEqual([]);
      vi.advanceTimersByTime(1);
      expect(heard).toEqual([Date.now() + minute]);
      vi.advanceTimersByTime(minute);
      expect(heard.at(-1)).toBe('idle');
    });

    it('says when in whole milliseconds, which the clock that it counts by does not have', () => {
      const { heard, timer } = made();
      let now = 0.3;
      const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
      timer.start(5);
      now += 4 * minute + 0.4;
      vi.setSystemTime(Date.now() + 4 * minute);
      timer.look();
      clock.mockRestore();
      expect(WindowEventSchema.safeParse({ event: 'idle-warning', locksAt: heard.at(-1) }).success).toBe(true);
    });

    it('begins again when somebody is there, and takes its warning back', () => {
      const { heard, timer } = made();
      timer.start(5);
      vi.advanceTimersByTime(4 * minute + 1);
      timer.touch();
      expect(heard.at(-1)).toBeNull();
      vi.advanceTimersByTime(4 * minute - 1);
      expect(heard).toHaveLength(2);
      vi.advanceTimersByTime(minute + 1);
      expect(heard.at(-1)).toBe('idle');
    });

    it('locks at once after a sleep that was longer than it waits', () => {
      const { heard, timer } = made();
      timer.start(5);
      vi.setSystemTime(Date.now() + 10 * minute);
      timer.look();
      expect(heard).toEqual(['idle']);
    });

    it('locks at the first key after a sleep that nobody told of, and goes on for no one', () => {
      const { heard, timer } = made();
      timer.start(5);
      vi.setSystemTime(Date.now() + 10 * minute);
      timer.touch();
      expect(heard).toEqual(['idle']);
      vi.advanceTimersByTime(10 * minute);
      expect(heard).toEqual(['idle']);
    });

    it('locks in time, and says when, although the clock of the computer was set back', () => {
      const { heard, timer } = made();
      timer.start(5);
      vi.setSystemTime(Date.now() - 60 * minute);
      vi.advanceTimersByTime(4 * minute);
      expect(heard).toEqual([Date.now() + minute]);
      vi.advanceTimersByTime(minute);
      expect(heard.at(-1)).toBe('idle');
    });

    it('warns half-way where the office locks after one minute, takes another setting, and stops', () => {
      const { heard, timer } = made();
      timer.start(1);
      vi.advanceTimersByTime(minute / 2);
      expect(heard).toEqual([Date.now() + minute / 2]);
      timer.change(10);
      vi.advanceTimersByTime(8 * minute);
      expect(heard).toHaveLength(2);
      timer.stop();
      vi.advanceTimersByTime(20 * minute);
      expect(heard).toHaveLength(2);
      timer.touch();
      vi.advanceTimersByTime(20 * minute);
      expect(heard).toHaveLength(2);
    });
  });

  it('how somebody left the window is given back to her, and to nobody else', () => {
    const left = new LeftByPerson();
    left.remember('/vault', 'anna', { widths: { 'name size': { name: 120 } } });
    left.remember('/vault', 'anna', { route: 'folders/1' });
    expect(left.of('/vault', 'anna')).toEqual({ route: 'folders/1', widths: { 'name size': { name: 120 } } });
    for (const [folder, user] of [
      ['/vault', 'bram'],
      ['/other', 'anna'],
    ] as const) {
      expect(left.of(folder, user)).toEqual({ route: null, widths: {} });
    }
  });

  it('the idle timer goes by the minutes that the Privacy Officer sets, from that moment on', async () => {
    const warned: (number | null)[] = [];
    const timer = new IdleTimer({ onWarning: (at) => warned.push(at), onIdle: () => undefined });
    const vault = { forward: async (_name: string, input: unknown) => input } as unknown as VaultHost;
    const listeners = answerListeners(timer, new ArchiveTime(() => undefined));
    const run = callRunner(vault, new Jobs(() => undefined), {} as AnsweredCalls, listeners);
    timer.start(60);
    await run({ name: 'officeSettingsChange', input: { idleLockMinutes: 2 }, job: null });
    vi.advanceTimersByTime(minute - 1);
    expect(warned).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(warned).toEqual([Date.now() + minute]);
  });

  it('the time of the archive ends once, at its last opening, and not when it was closed before', () => {
    let ends = 0;
    const time = new ArchiveTime(() => {
      ends += 1;
    });
    time.opened(Date.now() + 15 * minute);
    vi.advanceTimersByTime(10 * minute);
    time.opened(Date.now() + 15 * minute);
    vi.advanceTimersByTime(15 * minute - 1);
    expect(ends).toBe(0);
    vi.advanceTimersByTime(1);
    expect(ends).toBe(1);
    time.opened(Date.now() + 15 * minute);
    time.stop();
    vi.advanceTimersByTime(60 * minute);
    expect(ends).toBe(1);
  });

  describe('the schedule of sealings', () => {
    const made = (seal = async () => await Promise.resolve()) => {
      const events: WindowEvent[] = [];
      const sealed: string[] = [];
      const schedule = new SealSchedule({
        seal: async ({ documents }) => {
          sealed.push(...documents);
          await seal();
        },
        tell: (event) => events.push(event),
      });
      return { schedule, events, sealed };
    };

    it('seals after eight seconds, not before, and tells so', async () => {
      const { schedule, events, sealed } = made();
      const { id, at } = schedule.schedule({ folder: 'f', documents: ['d'] });
      expect(at).toBe(Date.now() + 8_000);
      await vi.advanceTimersByTimeAsync(sealDelayMs - 1);
      expect(sealed).toEqual([]);
      await vi.advanceTimersByTimeAsync(1);
      expect(sealed).toEqual(['d']);
      expect(events).toEqual([{ event: 'seal', id, outcome: 'sealed', error: null }]);
      expect(schedule.cancel(id)).toBe(false);
    });

    it('seals nothing that was taken back, or that a lock dropped', async () => {
      const { schedule, events, sealed } = made();
      const first = schedule.schedule({ folder: 'f', documents: ['d'] });
      schedule.schedule({ folder: 'f', documents: ['e'] });
      expect(schedule.cancel(first.id)).toBe(true);
      schedule.dropAll();
      await vi.advanceTimersByTimeAsync(2 * sealDelayMs);
      expect(sealed).toEqual([]);
      expect(events).toEqual([{ event: 'seal', id: first.id, outcome: 'cancelled', error: null }]);
    });

    it('seals at once what waits in a folder that is left, once, and leaves other folders', async () => {
      const { schedule, sealed } = made();
      schedule.schedule({ folder: 'f', documents: ['d'] });
      schedule.schedule({ folder: 'g', documents: ['e'] });
      await schedule.now('f');
      expect(sealed).toEqual(['d']);
      await vi.advanceTimersByTimeAsync(sealDelayMs);
      expect(sealed).toEqual(['d', 'e']);
    });

    it('tells why a sealing failed', async () => {
      const { schedule, events } = made(async () => await Promise.reject(new VaultError('disk-full', 'full')));
      schedule.schedule({ folder: 'f', documents: ['d'] });
      await vi.advanceTimersByTimeAsync(sealDelayMs);
      expect(events).toMatchObject([{ outcome: 'failed', error: { code: 'disk-full' } }]);
    });
  });

  it('a handle means something until it is taken, or its time is over', () => {
    const handles = new Handles<string>(10 * minute);
    const [taken, expired] = [handles.put('a'), handles.put('b')];
    expect(handles.take(taken)).toBe('a');
    expect(handles.take(taken)).toBeUndefined();
    vi.advanceTimersByTime(10 * minute);
    expect(handles.get(expired)).toBeUndefined();
    expect(taken).toMatch(/^[0-9a-f]{32}$/);
  });

  it('what was copied leaves the clipboard after a minute, and what somebody else copied stays', async () => {
    let content = '';
    const clipboard = {
      readText: async () => content,
      writeText: async (text: string) => {
        content = text;
      },
      clear: () => {
        content = '';
      },
    };
    const copied = new CopiedText(clipboard);
    await copied.copy('one');
    await vi.advanceTimersByTimeAsync(clipboardLifeMs - 1);
    expect(content).toBe('one');
    await vi.advanceTimersByTimeAsync(1);
    expect(content).toBe('');
    await copied.copy('two');
    content = 'of another program';
    await vi.advanceTimersByTimeAsync(clipboardLifeMs);
    expect(content).toBe('of another program');
  });

  it('a clipboard that does not answer when its time is over is no fault of the program', async () => {
    const readText = vi.fn(async () => await Promise.reject<string>(new Error('held by another program')));
    const copied = new CopiedText({ readText, writeText: async () => undefined, clear: vi.fn() });
    await copied.copy('one');
    const uncaught = vi.fn();
    process.on('unhandledRejection', uncaught);
    await vi.advanceTimersByTimeAsync(clipboardLifeMs);
    vi.useRealTimers();
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', uncaught);
    expect([readText, uncaught].map(({ mock }) => mock.calls.length)).toEqual([1, 0]);
  });
});

it('a text counts as copied when the clipboard has it, and not before', async () => {
  const written = Promise.withResolvers<void>();
  const readText = vi.fn(async () => 'one');
  const copied = new CopiedText({ readText, writeText: async () => await written.promise, clear: vi.fn() });
  const done = vi.fn();
  const copying = copied.copy('one').then(done);
  await copied.clear();
  expect([done, readText].map(({ mock }) => mock.calls.length)).toEqual([0, 0]);
  written.resolve();
  await copying;
  await copied.clear();
  expect([done, readText].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
});

it('the clipboard is empty for everybody who waits for that, whoever asked first', async () => {
  const read = Promise.withResolvers<string>();
  const clear = vi.fn();
  const copied = new CopiedText({ readText: async () => await read.promise, writeText: async () => undefined, clear });
  await copied.copy('one');
  const asked = [copied.clear(), copied.clear()];
  read.resolve('one');
  await asked[1];
  expect(clear).toHaveBeenCalledOnce();
});

describe('jobs', () => {
  it('tell how far they are, with an estimate after three seconds that changes every five at most', async () => {
    const events: Extract<WindowEvent, { event: 'job' }>[] = [];
    let now = 0;
    const jobs = new Jobs(
      (event) => events.push(event),
      () => now,
    );
    await jobs.run('j', 'check', async ({ onProgress }) => {
      for (const [at, done] of [
        [1_000, 10],
        [5_000, 50],
        [6_000, 51],
        [10_000, 60],
      ] as const) {
        now = at;
        onProgress(done, 100);
      }
    });
    expect(events.map(({ estimateSeconds }) => estimateSeconds)).toEqual([null, 5, 4, 7]);
    expect(events[0]).toMatchObject({ job: 'j', call: 'check', done: 10, total: 100 });
  });

  it('are cancelled by name, or all at once by a lock, after which nothing is told of them', async () => {
    const events: WindowEvent[] = [];
    const jobs = new Jobs((event) => events.push(event));
    const signals: AbortSignal[] = [];
    const start = async (name: string | null) =>
      await jobs.run(name, 'check', async ({ signal, onProgress }) => {
        signals.push(signal);
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        onProgress(1, 2);
      });
    const [named, unnamed] = [start('a'), start(null)];
    jobs.cancel('b');
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, false]);
    jobs.cancel('a');
    await named;
    expect(events).toHaveLength(1);
    jobs.cancelAll();
    await unnamed;
    expect(events).toHaveLength(1);
  });
});

describe('where exported documents go', () => {
  it('is in the chosen folder, whatever a document is called', () => {
    const names = ['../../etc/passwd', '/etc/passwd', 'a/../../b', '..', 'C:\\x', 'con.txt', 'a.', 'x\u0000y', '   '];
    for (const place of placesFor('/out', names, () => false)) {
      expect(path.relative('/out', place)).not.toMatch(/^\.\.|^$/);
      expect(path.basename(place)).not.toMatch(/[<>:"|?*\\]|[. ]$|^con\b/i);
    }
  });

  it('is a place of its own for each, also where only the case differs, or where something is', () => {
    const places = placesFor('/out', ['a.pdf', 'A.pdf', 's/a.pdf', 'b.pdf'], (place) => place === '/out/b.pdf');
    expect(places).toEqual(['/out/a.pdf', '/out/A (2).pdf', '/out/s/a.pdf', '/out/b (2).pdf']);
  });

  it('has no name that is hidden or shows another ending than it has', () => {
    const places = placesFor(
      '/home/ank',
      ['.config/autostart/x.desktop', '.bashrc', 'kosten\u202Efdp.exe'],
      () => false,
    );
    expect(places).toEqual([
      '/home/ank/_.config/autostart/x.desktop',
      '/home/ank/_.bashrc',
      '/home/ank/kosten_fdp.exe',
    ]);
  });

  it('has names that are not too long, with their extension', () => {
    expect(safeName(`${'x'.repeat(300)}.docx`)).toMatch(/^x{195}\.docx$/);
    // Linux counts bytes: none is cut in two.
    expect(safeName(`${'é'.repeat(150)}.docx`)).toBe(`${'é'.repeat(97)}.docx`);
    expect(safeName(`${'👍'.repeat(60)}.pdf`)).toBe(`${'👍'.repeat(49)}.pdf`);
    expect(safeName('Jaarrekening 2025 (définitief).pdf')).toBe('Jaarrekening 2025 (définitief).pdf');
  });

  it('has none that becomes hidden, or keeps its length, by what comes after its last full stop', () => {
    expect(safeName(`x.${'b'.repeat(250)}`)).toMatch(/^x\.b{198}$/);
    expect(safeName(`${'x'.repeat(199)}.${' '.repeat(5)}${'b'.repeat(30)}`)).toBe('x'.repeat(199));
    expect(['CON .txt', 'com¹.txt', 'Console.txt'].map(safeName)).toEqual(['_CON .txt', '_com¹.txt', 'Console.txt']);
  });
});

describe('what this computer remembers', () => {
  it('lasts over a restart, the vault used last first, and forgets what it is told to', () => {
    const folder = tempFolder();
    for (const name of ['a', 'b']) {
      mkdirSync(folder.file(name));
      writeFileSync(folder.file(name, 'vault.json'), '{}');
    }
    const first = new KnownVaults(new SettingsFile(folder.path));
    first.remember(folder.file('a'));
    first.remember(folder.file('b'));
    first.remember(folder.file('a'));
    const again = new KnownVaults(new SettingsFile(folder.path));
    expect(again.list()).toMatchObject([{ label: 'a', present: true }, { label: 'b' }]);
    const [known] = again.list();
    expect(again.folderOf(known?.handle ?? '')).toBe(folder.file('a'));
    again.forget(known?.handle ?? '');
    expect(again.list()).toMatchObject([{ label: 'b' }]);
    expect(() => again.folderOf('another')).toThrow(VaultError);
  });

  it('says of a chosen folder whether there is a vault in it, or anything at all', () => {
    const folder = tempFolder();
    mkdirSync(folder.file('full'));
    writeFileSync(folder.file('full', 'x'), '');
    mkdirSync(folder.file('empty'));
    const vaults = new KnownVaults(new SettingsFile(folder.path));
    expect(vaults.chosen(folder.file('full'))).toMatchObject({ isVault: false, empty: false, present: false });
    expect(vaults.chosen(folder.file('empty'))).toMatchObject({ isVault: false, empty: true });
    expect(vaults.list()).toEqual([]);
  });

  it.each([2 ** 31, 1e15, 0.5])('is nothing with a place of %d, which Electron does not take', (x) => {
    const folder = tempFolder();
    const window = { x, y: 0, width: 1280, height: 860, maximised: false };
    writeFileSync(folder.file('window.json'), JSON.stringify({ appearance: null, vaults: [], window }));
    expect(new SettingsFile(folder.path).current.window).toBeNull();
  });

  it('is nothing when the file is damaged, and is readable by its user only', () => {
    const folder = tempFolder();
    writeFileSync(folder.file('window.json'), '{"vaults": ["/a"], "window": "large"}');
    const settings = new SettingsFile(folder.path);
    expect(settings.current).toEqual({ appearance: null, vaults: [], window: null, hiddenFromCapture: false });
    settings.change({ vaults: ['/b'] });
    expect(JSON.parse(readFileSync(folder.file('window.json'), 'utf8')).vaults).toEqual(['/b']);
  });
});

it('a window comes where it was, on a screen that is there', () => {
  const area = { x: 0, y: 0, width: 1920, height: 1080 };
  const was = { x: 100, y: 50, width: 1200, height: 800 };
  expect(placeOnScreen(was, () => area)).toEqual(was);
  expect(placeOnScreen({ ...was, x: 5_000, y: -900 }, () => area)).toEqual({ ...was, x: 720, y: 0 });
  expect(placeOnScreen(null, () => ({ ...area, width: 1100, height: 720 }))).toEqual({ width: 1100, height: 720 });
});

describe('the menu', () => {
  const acts = {
    command: vi.fn(),
    lock: vi.fn(),
    quit: vi.fn(),
    chooseLanguage: vi.fn(),
    fullScreen: vi.fn(),
    zoom: vi.fn(),
  };
  const written = (language: 'nl' | 'en') => JSON.stringify(menuTemplate(language, 'linux', acts));

  it('has no reload and no developer tools', () => {
    expect(written('nl')).not.toMatch(/reload|devtools|toggleDevTools/i);
  });

  it('begins with the menu of the program on macOS', () => {
    expect(menuTemplate('nl', 'darwin', acts)[0]).toEqual({ role: 'appMenu' });
    expect(menuTemplate('nl', 'win32', acts)[0]).toMatchObject({ label: 'Bestand' });
  });

  it('locks, lets another user in, ends the program and speaks another language', () => {
    const choose = (label: string, items = menuTemplate('nl', 'linux', acts)) => {
      for (const { label: own, click, submenu } of items) {
        if (own === label) (click as () => void)();
        if (Array.isArray(submenu)) choose(label, submenu);
      }
    };
    for (const label of ['Vergrendelen', 'Van gebruiker wisselen', 'Afsluiten', 'English', 'Nieuw']) choose(label);
    expect(acts.lock.mock.calls).toEqual([['by-hand'], ['switch-user']]);
    expect(acts.quit).toHaveBeenCalledTimes(1);
    expect(acts.chooseLanguage.mock.calls).toEqual([['en']]);
    expect(acts.command.mock.calls).toEqual([['new']]);
  });

  it('is in both languages, with the same keys', () => {
    const keys = (text: string) => text.match(/"accelerator":"[^"]+"/g);
    expect(keys(written('nl'))).toEqual(keys(written('en')));
    expect(written('nl')).toContain('Vergrendelen');
    expect(written('en')).toContain('Switch user');
  });
});
