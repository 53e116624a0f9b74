import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { parseKit } from '../../src-main/core/recovery/kit.ts';
import { dose } from '../support/dose.ts';
import { seededRandom, seedOfThisRun } from '../support/seed.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { formsOf, marker, passwordMarker, searchFiles, searchNames } from './markers.ts';

const program = join(import.meta.dirname, 'programs', 'canary-office.ts');
const ofMarker = [...formsOf(marker), ...formsOf(passwordMarker)];

/** A canary at work in a home of its own. */
interface Canary {
  readonly child: ChildProcess;
  readonly home: string;
  /** Where nothing readable may be: everything but what was imported from and exported to, outside. */
  readonly searched: readonly string[];
  readonly said: string[];
  readonly errors: string[];
  readonly ended: Promise<unknown>;
}

function startCanary(): Canary {
  const home = tempFolder('kluis-canary-').path;
  const [config, temporary, user] = ['config', 'tmp', 'user'].map((name) => join(home, name));
  if (!config || !temporary || !user) throw new Error('no home');
  for (const folder of [temporary, user]) mkdirSync(folder);
  const child = spawn(process.execPath, [program, home], {
    env: { PATH: process.env.PATH, KLUIS_CONFIG_DIR: config, TMPDIR: temporary, HOME: user },
    cwd: user,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const errors: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => said.push(line));
  createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
  const searched = [join(home, 'vault'), config, temporary, user];
  return { child, home, searched, said, errors, ended: once(child, 'close') };
}

const isRunning = ({ child }: Canary) => child.exitCode === null && child.signalCode === null;

function expectNothing({ searched }: Canary, forms: readonly Buffer[], about?: string): void {
  expect(searchFiles(searched, forms), about).toEqual([]);
  expect(searchNames(searched, forms), about).toEqual([]);
}

/** The recovery key as text in either case, and its secret bytes in each form. */
function formsOfKit({ home }: Canary): Buffer[] {
  const path = join(home, 'outside', 'kit');
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  const line = /^AGE-SECRET-KEY-PQ-1(\S+)/m.exec(text)?.[1];
  if (line === undefined) return [];
  const bytes = parseKit(text).identity.seed;
  const texts = [line, line.toLowerCase(), bytes.toString('base64').slice(0, 40), bytes.toString('hex')];
  return [...texts.map((form) => Buffer.from(form)), bytes];
}

describe('with a marker in every name, text, password and reason', () => {
  test('the search finds it in every form, in files and names', () => {
    const folder = tempFolder();
    for (const [number, form] of ofMarker.entries()) {
      const found = () => searchFiles([folder.path], ofMarker).map((line) => line.split(': ')[1]);
      writeFileSync(folder.file('planted'), Buffer.concat([Buffer.alloc(70_001, 1), form, Buffer.alloc(9, 1)]));
      expect(found()).toContain(`form ${number}`);
    }
    for (const before of ['', 'a', 'ab']) {
      writeFileSync(folder.file('planted'), Buffer.from(`${before}${marker}cd`).toString('base64'));
      expect(searchFiles([folder.path], ofMarker)).toHaveLength(1);
    }
    writeFileSync(folder.file(`the ${marker}`), '');
    expect(searchNames([folder.path], ofMarker)).toHaveLength(1);
  });

  test('no file of vault, settings or temporary folder ever holds it, nor does the process show a password', async () => {
    const canary = startCanary();
    const { child, said, errors } = canary;
    let searches = 0;
    let whileOpen = 0;
    while (isRunning(canary)) {
      expectNothing(canary, ofMarker);
      searches += 1;
      for (const name of ['environ', 'cmdline']) {
        const path = `/proc/${child.pid}/${name}`;
        const shown = readable(path);
        expect([shown.includes(marker), shown.includes(passwordMarker)]).toEqual([false, false]);
      }
      if (said.at(-1) === 'pause') {
        // Somebody is signed in, and everything was written a moment ago.
        expect(existsSync(join(canary.home, 'vault', 'lock.info'))).toBe(true);
        expectNothing(canary, [...ofMarker, ...formsOfKit(canary)]);
        whileOpen += 1;
        if (whileOpen === 3) {
          said.push('continue');
          child.stdin?.write('go on\n');
        }
      }
      await sleep(20);
    }
    await canary.ended;
    expect([said.at(-1), errors]).toEqual(['done', []]);
    expect(searches).toBeGreaterThan(20);
    // After a normal end.
    const kit = formsOfKit(canary);
    expect(kit).toHaveLength(5);
    expectNothing(canary, [...ofMarker, ...kit]);
    // What was exported on purpose is readable where it was wanted: the marker was really there to be found.
    const outside = searchFiles([join(canary.home, 'outside')], ofMarker).map((line) => line.split('/').at(-1));
    expect(outside).toEqual(expect.arrayContaining(['terug: form 0', 'uit het archief: form 0', 'log.csv: form 0']));
  });

  test('nor after it was killed at any instant', async () => {
    const seed = seedOfThisRun();
    const random = seededRandom(seed);
    const steps = ['created', 'folders', 'activated', 'imported', 'moved', 'sealed', 'message', 'archive', 'disabled'];
    for (let round = 0; round < dose(2, 12); round += 1) {
      const canary = startCanary();
      const step = steps[random.below(steps.length)] ?? '';
      while (isRunning(canary) && !canary.said.includes(step)) {
        if (canary.said.at(-1) === 'pause') {
          canary.said.push('continue');
          canary.child.stdin?.write('go on\n');
        }
        await sleep(2);
      }
      await sleep(random.below(400));
      canary.child.kill('SIGKILL');
      await canary.ended;
      const about = `seed ${seed}, round ${round}, some time after ${step}`;
      expect([about, canary.child.signalCode, canary.errors]).toEqual([about, 'SIGKILL', []]);
      expectNothing(canary, [...ofMarker, ...formsOfKit(canary)], about);
    }
  });
});

/** Arguments and environment of a process as text, empty when it has ended. */
function readable(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
