import { spawnSync } from 'node:child_process';
import { constants, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { openTempFolder } from '../support/temp-folder.ts';
import { tool } from '../support/tools.ts';

/** What recorder.c wrote down. Paths are relative to the recorded folder, '' being the folder itself. */
export type Operation =
  | { kind: 'open'; handle: bigint; path: string; creates: boolean; truncates: boolean; mode: number }
  | { kind: 'write'; handle: bigint; offset: number; data: Uint8Array }
  | { kind: 'truncate'; handle: bigint; size: number }
  | { kind: 'sync' | 'close'; handle: bigint }
  | { kind: 'rename' | 'link'; from: string; to: string }
  | { kind: 'unlink' | 'rmdir'; path: string }
  | { kind: 'mkdir'; path: string; mode: number }
  | { kind: 'report'; text: string };

type StartEntry = { kind: 'folder'; mode: number } | { kind: 'file'; mode: number; data: Uint8Array };

/** The folder as it was before, taken as durable, and all that was done to it after. */
export interface Recording {
  readonly start: ReadonlyMap<string, StartEntry>;
  readonly operations: readonly Operation[];
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RecordOptions {
  /** The folder that is recorded; it must exist and hold files and folders only. */
  readonly tree: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
  readonly timeoutMs?: number;
}

/** Runs a program to its end and returns what it did to the folder. Programs that avoid libc (Go) are not seen. */
export function record(options: RecordOptions): Recording {
  const tree = realpathSync(options.tree);
  using folder = openTempFolder('kluis-recording-');
  const log = folder.file('operations');
  const start = readTree(tree);
  const { LD_PRELOAD: _inherited, ...inherited } = { ...process.env, ...options.env };
  const result = spawnSync(options.command, options.args, {
    env: { ...inherited, LD_PRELOAD: tool('recorder'), KLUIS_RECORD_TREE: tree, KLUIS_RECORD_LOG: log },
    input: options.input ?? '',
    encoding: 'utf8',
    timeout: options.timeoutMs ?? 120_000,
    maxBuffer: 64 * 2 ** 20,
  });
  if (result.error) throw result.error;
  const operations = [...parseLog(readFileSync(log), tree)];
  const { status: exitCode, signal, stdout, stderr } = result;
  return { start, operations, exitCode, signal, stdout, stderr };
}

function readTree(tree: string): Map<string, StartEntry> {
  const entries = new Map<string, StartEntry>();
  for (const entry of readdirSync(tree, { recursive: true, withFileTypes: true })) {
    const full = path.join(entry.parentPath, entry.name);
    const name = path.relative(tree, full);
    const { mode } = statSync(full);
    if (entry.isDirectory()) entries.set(name, { kind: 'folder', mode });
    else if (entry.isFile()) entries.set(name, { kind: 'file', mode, data: readFileSync(full) });
    else throw new Error(`${name} is neither a file nor a folder`);
  }
  return entries;
}

const kinds = [
  'none',
  'open',
  'write',
  'truncate',
  'sync',
  'rename',
  'link',
  'unlink',
  'mkdir',
  'rmdir',
  'close',
  'report',
  'unsupported',
] as const;
const headerSize = 40;

function* parseLog(log: Buffer, tree: string): Generator<Operation> {
  const relative = (bytes: Buffer): string => path.relative(tree, bytes.toString());
  let at = 0;
  const take = (length: number): Buffer => {
    if (at + length > log.length) throw new Error(`the recording ends within an operation, at byte ${at}`);
    at += length;
    return log.subarray(at - length, at);
  };
  while (at < log.length) {
    const header = take(headerSize);
    const [flags, mode] = [header.readUInt32LE(4), header.readUInt32LE(8)];
    const handle = header.readBigUInt64LE(24);
    const offset = Number(header.readBigInt64LE(32));
    const first = take(header.readUInt32LE(12));
    const second = take(header.readUInt32LE(16));
    const data = take(header.readUInt32LE(20));
    const kind = kinds[header.readUInt32LE(0)];
    switch (kind) {
      case 'open': {
        const creates = (flags & constants.O_CREAT) !== 0;
        const truncates = (flags & constants.O_TRUNC) !== 0;
        yield { kind, handle, path: relative(first), creates, truncates, mode };
        break;
      }
      case 'write':
        yield { kind, handle, offset, data };
        break;
      case 'truncate':
        yield { kind, handle, size: offset };
        break;
      case 'sync':
      case 'close':
        yield { kind, handle };
        break;
      case 'rename':
      case 'link':
        yield { kind, from: relative(first), to: relative(second) };
        break;
      case 'unlink':
      case 'rmdir':
        yield { kind, path: relative(first) };
        break;
      case 'mkdir':
        yield { kind, path: relative(first), mode };
        break;
      case 'report':
        yield { kind, text: data.toString() };
        break;
      case 'unsupported':
        throw new Error(`cannot be replayed: ${second.toString() || 'a symbolic link'}, ${relative(first)}`);
      default:
        throw new Error(`the recording is damaged at byte ${at}`);
    }
  }
}
