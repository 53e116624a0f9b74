import { spawn, spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TempFolder, tempFolder } from './temp-folder.ts';

const root = path.resolve(import.meta.dirname, '../..');
export const launcher = path.join(root, 'bin/kluis.mjs');

/** The Node of the system, where it is older than the project's: as on Debian 12 with Node 20. */
export const olderNode: string | undefined = ['/usr/bin/node', '/usr/local/bin/node'].find((file) => {
  if (!existsSync(file)) return false;
  const { stdout } = spawnSync(file, ['--version'], { encoding: 'utf8' });
  return Number(/^v(\d+)/.exec(stdout)?.[1] ?? 99) < 24;
});

export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly environment?: NodeJS.ProcessEnv;
}

/** A folder of its own for a vault, its settings and password files, and the built command line in it. */
export class KluisHome {
  readonly home: TempFolder;
  readonly environment: NodeJS.ProcessEnv;

  constructor(home: TempFolder = tempFolder('kluis-cli-')) {
    if (!existsSync(path.join(root, 'dist/kluis.mjs'))) throw new Error('dist/ is missing; run: npm run build');
    this.home = home;
    const { KLUIS_USER: _u, KLUIS_PASSWORD_FILE: _p, LC_ALL: _a, LC_MESSAGES: _m, ...inherited } = process.env;
    this.environment = {
      ...inherited,
      LANG: 'en_GB.UTF-8',
      KLUIS_CONFIG_DIR: this.home.file('config'),
      KLUIS_VAULT: this.home.file('vault'),
    };
  }

  /** A password file that nobody else may read. */
  passwordFile(name: string, password: string): string {
    const file = this.home.file(`${name}.pw`);
    writeFileSync(file, `${password}\n`, { mode: 0o600 });
    return file;
  }

  /** Runs one command to its end. */
  async run(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
    const child = spawn(process.execPath, [launcher, ...args], {
      env: { ...this.environment, ...options.environment },
      cwd: this.home.path,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve(code ?? -1));
    });
    return { exitCode, stdout, stderr };
  }

  /** As `run` with `--json`: what is on standard output is one JSON document, also after an error. */
  async json(args: readonly string[], options: RunOptions = {}): Promise<{ exitCode: number; value: unknown }> {
    const { exitCode, stdout, stderr } = await this.run([...args, '--json'], options);
    // No test means a fault of the program: what is known of it is worth more than that a code differs.
    if (/"code": "internal"/.test(stdout)) throw new Error(`kluis ${args[0]} failed by itself: ${stdout}${stderr}`);
    return { exitCode, value: JSON.parse(stdout) };
  }
}

/** Arguments by which a user signs in. */
export const as = (name: string, passwordFile: string): string[] => ['--user', name, '--password-file', passwordFile];
