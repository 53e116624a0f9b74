import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { seedOfThisRun } from '../support/seed.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { describeWithTools } from '../support/tools.ts';
import { type CrashOptions, type CrashState, crashStates } from './power-loss.ts';
import { recordScript } from './record-script.ts';
import type { Recording } from './recording.ts';

const seed = seedOfThisRun();

function read(state: CrashState): Record<string, string | null> {
  const folder = tempFolder();
  state.writeTo(folder.path);
  const names = readdirSync(folder.path, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    names.map((entry) => {
      const full = path.join(entry.parentPath, entry.name);
      return [path.relative(folder.path, full), entry.isFile() ? readFileSync(full, 'utf8') : null];
    }),
  );
}

function statesOf(recording: Recording, options: Partial<CrashOptions> = {}) {
  return [...crashStates(recording, { seed, ...options })].map((state) => ({ ...state, files: read(state) }));
}

/** The state once everything was done. */
function finalState(recording: Recording, variant: 'nothing-unsynced' | 'everything') {
  return statesOf(recording, { variants: [variant] }).at(-1)?.files;
}

describeWithTools(['recorder'], 'power loss', () => {
  it('loses what was written and not synced', () => {
    const recording = recordScript(`fs.writeFileSync(dir + '/a', 'new'); report('written');`, { a: 'old' });
    expect(recording.stdout).toBe('written\n');
    expect(finalState(recording, 'nothing-unsynced')).toEqual({ a: 'old' });
    expect(finalState(recording, 'everything')).toEqual({ a: 'new' });
  });

  it('loses a new file whose folder was not synced, bytes synced or not', () => {
    const recording = recordScript(`fs.writeFileSync(dir + '/a', 'new', { flush: true });`);
    expect(finalState(recording, 'nothing-unsynced')).toEqual({});
    expect(finalState(recording, 'everything')).toEqual({ a: 'new' });
  });

  it('keeps the name but not the bytes when only the folder was synced', () => {
    const recording = recordScript(`fs.writeFileSync(dir + '/a', 'new'); sync(dir);`);
    expect(finalState(recording, 'nothing-unsynced')).toEqual({ a: '' });
  });

  const replace = `
    fs.writeFileSync(dir + '/a.tmp', 'new', { flush: true });
    fs.renameSync(dir + '/a.tmp', dir + '/a');
  `;

  it('undoes a rename whose folder was not synced', () => {
    const recording = recordScript(replace, { a: 'old' });
    expect(finalState(recording, 'nothing-unsynced')).toEqual({ a: 'old' });
    expect(finalState(recording, 'everything')).toEqual({ a: 'new' });
  });

  it('finds temp, fsync, rename, fsync of the folder whole at every instant', () => {
    const recording = recordScript(`${replace} sync(dir); report('done');`, { a: 'old' });
    const states = statesOf(recording, { randomPerOperation: 20 });
    for (const { files, reported, where } of states) {
      expect(files.a, where).toBeOneOf(reported === '' ? ['old', 'new'] : ['new']);
    }
    expect(finalState(recording, 'nothing-unsynced')).toEqual({ a: 'new' });
    expect(new Set(states.map(({ files }) => files.a)).size).toBe(2);
  });

  it('finds the torn file of a rename before the bytes were synced', () => {
    const script = `fs.writeFileSync(dir + '/a.tmp', 'x'.repeat(10000)); fs.renameSync(dir + '/a.tmp', dir + '/a');`;
    const recording = recordScript(`${script} sync(dir);`, { a: 'old' });
    for (const variant of ['nothing-unsynced', 'random'] as const) {
      const states = statesOf(recording, { variants: [variant], randomPerOperation: 30 });
      const torn = states.filter(({ files }) => files.a !== 'old' && files.a !== 'x'.repeat(10000));
      expect(torn.length, variant).toBeGreaterThan(0);
    }
  });

  it('makes a rename to another folder durable as a whole, by either folder', () => {
    for (const synced of ['from', 'to']) {
      const script = `fs.renameSync(dir + '/from/a', dir + '/to/b'); sync(dir + '/${synced}');`;
      const recording = recordScript(script, { 'from/a': 'a', 'to/b': 'b' });
      expect(finalState(recording, 'nothing-unsynced')).toEqual({ from: null, to: null, 'to/b': 'a' });
    }
  });

  it('does not bring back a name that a durable rename took away', () => {
    const script = `
      fs.writeFileSync(dir + '/from/a', 'a', { flush: true });
      fs.renameSync(dir + '/from/a', dir + '/to/a'); sync(dir + '/to'); sync(dir + '/from');
    `;
    const recording = recordScript(script, { 'from/x': '', 'to/x': '' });
    const expected = { from: null, 'from/x': '', to: null, 'to/x': '', 'to/a': 'a' };
    expect(finalState(recording, 'nothing-unsynced')).toEqual(expected);
  });

  it('leaves the names in other folders unsynced', () => {
    const script = `
      fs.writeFileSync(dir + '/here/a', 'a', { flush: true }); fs.writeFileSync(dir + '/there/b', 'b', { flush: true });
      sync(dir + '/here');
    `;
    const recording = recordScript(script, { 'here/x': '', 'there/x': '' });
    const expected = { here: null, 'here/x': '', 'here/a': 'a', there: null, 'there/x': '' };
    expect(finalState(recording, 'nothing-unsynced')).toEqual(expected);
  });

  it('loses blocks in between and tears the last write', () => {
    const recording = recordScript(`fs.writeFileSync(dir + '/a', 'x'.repeat(20000)); sync(dir);`);
    const states = statesOf(recording, { variants: ['random'], randomPerOperation: 100 });
    const contents = states.map(({ files }) => files.a ?? '');
    expect(contents.some((text) => /x\0{4096}x/.test(text))).toBe(true);
    const lengths = new Set(contents.map((text) => text.length));
    expect([...lengths].some((length) => length % 4096 !== 0 && length !== 20000)).toBe(true);
  });

  it('keeps a removed file until its folder is synced', () => {
    const before = { 'sub/a': 'a', 'sub/b': 'b' };
    const removed = `fs.rmSync(dir + '/sub', { recursive: true });`;
    const kept = { sub: null, 'sub/a': 'a', 'sub/b': 'b' };
    expect(finalState(recordScript(removed, before), 'nothing-unsynced')).toEqual(kept);
    expect(finalState(recordScript(`${removed} sync(dir);`, before), 'nothing-unsynced')).toEqual({});
  });

  it('follows every way that Node has of writing', () => {
    const folder = tempFolder();
    const recording = recordScript(
      `
      const handle = await fsp.open(dir + '/a', 'wx');
      await handle.write('abc'); await handle.appendFile('def');
      await handle.writev([Buffer.from('1'), Buffer.from('22')]);
      await handle.write(Buffer.from('Z'), 0, 1, 0); await handle.truncate(8); await handle.close();
      await fsp.copyFile(dir + '/a', dir + '/b'); fs.copyFileSync(dir + '/a', dir + '/c', fs.constants.COPYFILE_FICLONE);
      fs.cpSync(dir + '/a', dir + '/d'); fs.appendFileSync(dir + '/d', ' more'); await fsp.truncate(dir + '/d', 10);
      fs.mkdirSync(dir + '/e/f', { recursive: true }); fs.linkSync(dir + '/a', dir + '/e/f/g');
      const stream = fs.createWriteStream(dir + '/h'); stream.write('s'.repeat(100000)); stream.end('t');
      await new Promise((resolve) => stream.on('close', resolve));
      process.chdir(dir); fs.writeFileSync('i', 'i'); await fsp.unlink('e/../b'); fs.rmSync('c');
      fs.cpSync(dir, process.argv[2], { recursive: true });
      `.replace('process.argv[2]', JSON.stringify(folder.path)),
    );
    const real = Object.fromEntries(
      readdirSync(folder.path, { recursive: true, encoding: 'utf8' }).map((name) => {
        const isFile = !['e', 'e/f'].includes(name);
        return [name, isFile ? readFileSync(folder.file(name), 'utf8') : null];
      }),
    );
    expect(Object.keys(real).length).toBe(7);
    expect(finalState(recording, 'everything')).toEqual(real);
  });

  it('sees writes from worker threads', () => {
    const recording = recordScript(`
      import { Worker } from 'node:worker_threads';
      const code = "const t = await import('node:worker_threads'); const fs = await import('node:fs');" +
        "fs.writeFileSync(t.workerData, 'w')";
      const worker = new Worker(code, { eval: true, workerData: dir + '/w' });
      await new Promise((resolve) => worker.on('exit', resolve));
    `);
    expect(finalState(recording, 'everything')).toEqual({ w: 'w' });
  });

  it('refuses what it cannot replay', () => {
    expect(() => recordScript(`fs.symlinkSync('a', dir + '/b');`)).toThrow(/cannot be replayed/);
    expect(() => recordScript(`fs.renameSync(dir + '/a', dir + '.b'); fs.rmSync(dir + '.b');`, { a: '' })).toThrow(
      /RENAME across the border/,
    );
  });

  it('repeats with the same seed', () => {
    const recording = recordScript(`fs.writeFileSync(dir + '/a', 'x'.repeat(50000)); sync(dir);`);
    const files = (of: number) => statesOf(recording, { seed: of, randomPerOperation: 5 }).map((state) => state.files);
    expect(files(1)).toEqual(files(1));
    expect(files(1)).not.toEqual(files(2));
  });
});
