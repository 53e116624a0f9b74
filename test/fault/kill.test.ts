import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { seedOfThisRun } from '../support/seed.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { killRepeatedly } from './kill.ts';

const seed = seedOfThisRun();

/** Counts in a file, reporting before or after each number is written; the writing takes a moment. */
function counter(file: string, reportFirst: boolean) {
  const script = `
    import fs from 'node:fs';
    const report = (n) => fs.writeSync(1, n + '\\n');
    const wait = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 4);
    report('ready');
    for (let n = 1; n <= 40; n++) {
      if (${reportFirst}) report(n);
      wait();
      fs.writeFileSync(process.argv[1], String(n));
      if (!${reportFirst}) report(n);
    }
  `;
  return { command: process.execPath, args: ['--input-type=module', '-e', script, file] };
}

const lastReported = (text: string): number => Number(text.trimEnd().split('\n').at(-1)?.replace('ready', '0'));

function killCounter(reportFirst: boolean, rounds: number) {
  const file = tempFolder().file('count');
  return killRepeatedly({
    seed,
    rounds,
    from: 'ready',
    prepare: () => {
      writeFileSync(file, '0');
      return counter(file, reportFirst);
    },
    verify: ({ reported }) => {
      const promised = lastReported(reported);
      const there = Number(readFileSync(file, 'utf8') || Number.POSITIVE_INFINITY); // truncated: being written
      if (there < promised) throw new Error(`${promised} was reported, ${there} is there`);
    },
  });
}

describe('killing', () => {
  it('happens at different instants, and a program that reports after writing keeps its word', async () => {
    const rounds = await killCounter(false, 12);
    expect(rounds[0]?.wasKilled).toBe(false);
    const killed = rounds.filter(({ wasKilled }) => wasKilled);
    expect(killed.length).toBe(12);
    expect(new Set(killed.map(({ reported }) => lastReported(reported))).size).toBeGreaterThan(1);
  });

  it('shows a program that reports too early, with round, instant and seed', async () => {
    const place = new RegExp(
      `round \\d+ for 30 kills, killed after [\\d.]+ ms, seed ${seed}: \\d+ was reported, \\d+ is there`,
    );
    await expect(killCounter(true, 30)).rejects.toThrow(place);
  });

  it('kills what the program started too', async () => {
    const folder = tempFolder();
    const inner = `setInterval(() => require('fs').appendFileSync(process.argv[1], '.'), 5)`;
    const outer = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(inner)}, process.argv[1]],
      { stdio: 'inherit' }); setTimeout(() => console.log('ready'), 150)`;
    const file = folder.file('alive');
    await killRepeatedly({
      seed,
      rounds: 1,
      from: 'ready',
      expectedMs: 50,
      prepare: () => ({ command: process.execPath, args: ['-e', outer, file] }),
      verify: async ({ wasKilled }) => {
        expect(wasKilled).toBe(true);
        const before = readFileSync(file, 'utf8').length;
        await new Promise((resolve) => setTimeout(resolve, 100));
        expect(before).toBeGreaterThan(0);
        expect(readFileSync(file, 'utf8').length).toBe(before);
      },
    });
  });

  it('does not pass when less was killed than it says', async () => {
    const prepare = () => ({ command: process.execPath, args: ['-e', ''] });
    const verify = () => undefined;
    const never = killRepeatedly({ seed, rounds: 1, attempts: 1, expectedMs: 60_000, prepare, verify });
    await expect(never).rejects.toThrow('only 0 of 1 were killed in 1 rounds');
  });
});
