import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { openTempFolder, type TempFolder } from './temp-folder.ts';
import { tool } from './tools.ts';

/**
 * `unlocked`: as after signing in at a desktop. `locked`: the same keyring, and the password was not given. `no-keyring`:
 * the service answers and has no keyring. `no-service`: a session bus on which nobody answers.
 */
export type SecretServiceState = 'unlocked' | 'locked' | 'no-keyring' | 'no-service';

interface FinishedCommand {
  /** null when it was killed at the timeout. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A session bus of its own with gnome-keyring on it, and a home of its own. Needs the tools `secretServiceTools`. */
export interface SecretService extends AsyncDisposable {
  /** For programs of one's own: the environment of this process with HOME, XDG_RUNTIME_DIR and the bus's address. */
  readonly environment: NodeJS.ProcessEnv;
  /** The process id of gnome-keyring-daemon; 0 when there is none. */
  readonly daemonPid: number;
  /** Runs a command in this session to its end. */
  run(command: string, args: readonly string[], options?: { timeoutMs?: number; input?: string }): FinishedCommand;
}

export const secretServiceTools = ['dbus-run-session', 'gnome-keyring-daemon'] as const;

/** A bus that starts nothing on demand: neither another keyring nor a window that asks for a password. */
const busConfiguration = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
  <policy context="default"><allow send_destination="*"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>`;

const start: Record<SecretServiceState, string> = {
  unlocked: 'printf "the test keyring" | "$0" --unlock --components=secrets --foreground >/dev/null & pid=$!',
  locked: '"$0" --start --components=secrets --foreground >/dev/null & pid=$!',
  'no-keyring': '"$0" --start --components=secrets --foreground >/dev/null & pid=$!',
  'no-service': 'pid=0',
};

/** Says the daemon's process id and the bus's address once the service has its name, and ends with standard input. */
const session = (state: SecretServiceState): string => `
  ${start[state]}
  owned='dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner'
  if [ $pid != 0 ]; then until $owned string:org.freedesktop.secrets | grep -q true; do sleep 0.02; done; fi
  echo $pid "$DBUS_SESSION_BUS_ADDRESS"
  cat >/dev/null
  if [ $pid != 0 ]; then kill -CONT $pid; kill $pid; wait $pid; fi`;

/**
 * Starts a session. Give the same `home` again for the state after a restart of the computer; without it the session has
 * a temporary one.
 */
export async function openSecretService(state: SecretServiceState, home?: string): Promise<SecretService> {
  const folder = openTempFolder('kluis-secrets-');
  try {
    if (state === 'locked' && home === undefined) {
      // A keyring has to have been there before it can be locked.
      await using _before = await openSecretService('unlocked', folder.path);
    }
    return await startSession(state, folder, home ?? folder.path);
  } catch (error) {
    folder[Symbol.dispose]();
    throw error;
  }
}

async function startSession(state: SecretServiceState, folder: TempFolder, home: string): Promise<SecretService> {
  const runtime = folder.file('run');
  mkdirSync(runtime, { mode: 0o700, recursive: true });
  writeFileSync(folder.file('bus.conf'), busConfiguration);
  const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, XDG_DATA_HOME: _data, ...inherited } = process.env;
  const environment = { ...inherited, HOME: home, XDG_RUNTIME_DIR: runtime };

  const args = [`--config-file=${folder.file('bus.conf')}`, '--', 'sh', '-c', session(state)];
  const child = spawn(tool('dbus-run-session'), [...args, tool('gnome-keyring-daemon')], {
    env: environment,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const [pid, address] = await firstWords(child);
  const inSession: NodeJS.ProcessEnv = { ...environment, DBUS_SESSION_BUS_ADDRESS: address };
  return {
    environment: inSession,
    daemonPid: Number(pid),
    run: (command, given, { timeoutMs = 60_000, input = '' } = {}) => {
      const limits = { timeout: timeoutMs, killSignal: 'SIGKILL', encoding: 'utf8' } as const;
      const { status, stdout, stderr } = spawnSync(command, given, { ...limits, env: inSession, input });
      return { exitCode: status, stdout, stderr };
    },
    [Symbol.asyncDispose]: async () => {
      const ended = child.exitCode === null ? once(child, 'exit') : undefined;
      child.stdin?.end();
      await ended;
      folder[Symbol.dispose]();
    },
  };
}

async function firstWords(child: ChildProcess): Promise<string[]> {
  if (!child.stdout) throw new Error('the session has no standard output');
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([
    once(lines, 'line', { signal: AbortSignal.timeout(20_000) }).then(([first]) => String(first)),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`the session ended at once, with ${code}`))),
  ]);
  return line.split(' ');
}

/** The path of a program in the tests, for `run(process.execPath, [testProgram(...)])`. */
export function testProgram(...segments: string[]): string {
  return path.join(import.meta.dirname, '..', ...segments);
}
