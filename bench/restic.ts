import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';

/** restic as it comes: its own compression, encryption and number of connections, its cache on the same disk. */
export class Restic {
  readonly #program: string;
  readonly #args: readonly string[];
  readonly #cache: string;

  /** @param repository as `-r` takes it. @param home of its cache. @param options before every command. */
  constructor(program: string, repository: string, home: string, options: readonly string[] = []) {
    this.#program = program;
    this.#cache = path.join(home, 'restic-cache');
    this.#args = ['--quiet', '-r', repository, ...options];
    mkdirSync(this.#cache, { recursive: true });
    this.#run('init');
  }

  backup(folder: string): void {
    this.#run('backup', '--host', 'bench', folder);
  }

  restore(to: string): void {
    this.#run('restore', 'latest', '--target', to);
  }

  verify(): void {
    this.#run('check', '--read-data');
  }

  #run(...args: string[]): void {
    execFileSync(this.#program, [...this.#args, ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, RESTIC_PASSWORD: 'bench', RESTIC_CACHE_DIR: this.#cache },
    });
  }
}
