import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { dose } from '../support/dose.ts';
import { seededRandom } from '../support/seed.ts';

interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

export interface KillRound {
  readonly round: number;
  /** False when it had ended before its time came. */
  readonly wasKilled: boolean;
  readonly afterMs: number;
  /** What it had written to standard output: that much was reported as done. */
  readonly reported: string;
  readonly stderr: string;
}

export interface KillOptions {
  readonly seed: number;
  /** How often it is really killed; 12 times, or 300 in the long suite. */
  readonly rounds?: number;
  /** How many rounds there may be in all to come to that number; by default three times as many, and at least ten. */
  readonly attempts?: number;
  /** Prepares a round and says what is run in it. */
  prepare(round: number): Program | Promise<Program>;
  /** The instants reach from the start of the program, or from this text on its standard output … */
  readonly from?: string;
  /** … to so long after it. Without it the first round is not killed, and rounds that end by themselves measure. */
  readonly expectedMs?: number;
  /** Looks at what is left; throws when something is wrong. */
  verify(round: KillRound): void | Promise<void>;
}

/**
 * Runs a program again and again and kills it, with all that it started, at a random instant. A failure names round,
 * instant and seed. Rounds that ended by themselves are looked at too, but do not count: so many must really have been
 * killed, or less was shown than is said.
 */
export async function killRepeatedly(options: KillOptions): Promise<readonly KillRound[]> {
  const { seed, rounds = dose(12, 300), attempts = Math.max(10, 3 * rounds) } = options;
  const random = seededRandom(seed);
  const done: KillRound[] = [];
  let windowMs = options.expectedMs;
  const killed = () => done.filter(({ wasKilled }) => wasKilled).length;
  // A program may be over before its instant comes: then it is tried again, sooner.
  for (let round = 1; killed() < rounds && round <= attempts; round++) {
    const killAfterMs = windowMs === undefined ? undefined : random.fraction() * windowMs;
    const result = await runAndKill(await options.prepare(round), round, options.from, killAfterMs);
    if (!result.wasKilled) windowMs = Math.min(windowMs ?? Infinity, result.afterMs);
    const instant = `${result.wasKilled ? 'killed' : 'ended by itself'} after ${result.afterMs.toFixed(1)} ms`;
    const where = `round ${round} for ${rounds} kills, ${instant}, seed ${seed}`;
    try {
      await options.verify(result);
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`${where}: ${message}\nstandard error: ${result.stderr}`, { cause });
    }
    done.push(result);
  }
  if (killed() < rounds)
    throw new Error(`only ${killed()} of ${rounds} were killed in ${attempts} rounds, seed ${seed}`);
  return done;
}

async function runAndKill(
  program: Program,
  round: number,
  from: string | undefined,
  killAfterMs: number | undefined,
): Promise<KillRound> {
  const child = spawn(program.command, program.args, {
    env: { ...process.env, ...program.env },
    cwd: program.cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // a process group of its own, so that what it starts is killed with it
  });
  let startMs = from === undefined ? performance.now() : undefined;
  let reported = '';
  let stderr = '';
  const windowOpens = Promise.withResolvers<void>();
  if (from === undefined) windowOpens.resolve();
  child.stdout.on('data', (data: Buffer) => {
    reported += data.toString();
    if (startMs === undefined && from !== undefined && reported.includes(from)) {
      startMs = performance.now();
      windowOpens.resolve();
    }
  });
  child.stderr.on('data', (data: Buffer) => {
    stderr += data.toString();
  });

  const ended = new AbortController();
  const kill = async (): Promise<void> => {
    await windowOpens.promise;
    if (killAfterMs === undefined) return;
    await sleep(killAfterMs, undefined, { signal: ended.signal });
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  };
  // Rejected when the program ended first: then there is nothing to kill.
  const killing = kill().catch(() => undefined);
  const [, signal] = await once(child, 'close');
  ended.abort();
  windowOpens.resolve();
  await killing;
  if (startMs === undefined) throw new Error(`round ${round}: never wrote ${JSON.stringify(from)}; ${stderr}`);
  return { round, wasKilled: signal === 'SIGKILL', afterMs: performance.now() - startMs, reported, stderr };
}
