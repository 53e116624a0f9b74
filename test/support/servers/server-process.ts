import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const startingMs = 30_000;

/** A server that a test has started, with all its processes. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #killAtExit: () => void;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#killAtExit = () => killGroup(child);
    process.once('exit', this.#killAtExit);
  }

  /** @param isReady asked until it says so. */
  static async start(
    command: readonly [string, ...string[]],
    { logFolder, isReady, env = {} }: { logFolder: string; isReady: () => Promise<boolean>; env?: NodeJS.ProcessEnv },
  ): Promise<ServerProcess> {
    const [program, ...args] = command;
    const log = path.join(logFolder, 'server.log');
    const output = openSync(log, 'a');
    // A group of its own, so that what it starts itself ends with it.
    const child = spawn(program, args, {
      detached: true,
      stdio: ['ignore', output, output],
      env: { ...process.env, ...env },
    });
    closeSync(output);
    const server = new ServerProcess(child);
    const deadline = Date.now() + startingMs;
    while (!(await isReady().catch(() => false))) {
      if (child.exitCode === null && child.signalCode === null && Date.now() < deadline) await wait(20);
      else {
        await server.kill();
        throw new Error(`${path.basename(program)} did not start:\n${readFileSync(log, 'utf8').slice(-2000)}`);
      }
    }
    return server;
  }

  /** The processes that it has started, and those that they have. Linux. */
  descendants(): { pid: number; title: string }[] {
    const parents = new Map(
      readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [[name, parentOf(name)]] : [])),
    );
    const isBelow = (pid: string | undefined): boolean =>
      pid !== undefined && (pid === String(this.#child.pid) || isBelow(parents.get(pid)));
    return [...parents.keys()].filter(isBelow).map((pid) => ({ pid: Number(pid), title: ofProcess(pid, 'cmdline') }));
  }

  /** At once, as when the plug is pulled. */
  async kill(): Promise<void> {
    process.off('exit', this.#killAtExit);
    const isRunning = this.#child.exitCode === null && this.#child.signalCode === null;
    const ended = isRunning ? once(this.#child, 'exit') : undefined;
    killGroup(this.#child);
    await ended;
  }
}

/** A server that is killed and started again by the tests, with what goes when it goes. */
export async function openRestartable(launch: () => Promise<ServerProcess>, belongings: readonly Disposable[]) {
  let running = await launch();
  return {
    descendants: () => running.descendants(),
    kill: () => running.kill(),
    start: async () => {
      running = await launch();
    },
    [Symbol.asyncDispose]: async () => {
      await running.kill();
      for (const one of belongings) one[Symbol.dispose]();
    },
  };
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

const parentOf = (pid: string): string | undefined => /^PPid:\s+(\d+)$/m.exec(ofProcess(pid, 'status'))?.[1];

/** Without the zeros at its end; empty when the process has just ended. */
function ofProcess(pid: string, name: 'cmdline' | 'status'): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8').replace(/\0+$/, '');
  } catch {
    return '';
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('there is no port');
  return address.port;
}

/** An SSH server speaks first. */
export async function greetsBySsh(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    const [first] = await once(socket, 'data', { signal: AbortSignal.timeout(2000) });
    return String(first).startsWith('SSH-2.0-');
  } finally {
    socket.destroy();
  }
}
