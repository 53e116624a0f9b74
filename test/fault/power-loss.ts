import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type SeededRandom, seededRandom } from '../support/seed.ts';
import type { Change, FileContent } from './file-content.ts';
import { applyNames, type FileNode, FileTree, type FolderNode, type NameChange, type TreeNode } from './file-tree.ts';
import type { Operation, Recording } from './recording.ts';

/**
 * - nothing-unsynced: all that was not synced is gone, names as well as bytes;
 * - everything: all of it is there, as when only the process was killed;
 * - random: of what was not synced any part is there, by 4 KiB blocks and single names, the last write torn.
 */
type Variant = 'nothing-unsynced' | 'everything' | 'random';

export interface CrashOptions {
  readonly variants?: readonly Variant[];
  readonly seed: number;
  /** Looks at one of so many operations, chosen by the seed, and always at the last; 1 looks at all. */
  readonly everyNth?: number;
  readonly randomPerOperation?: number;
}

/** What a power loss left behind. Use it before asking for the next one. */
export interface CrashState {
  readonly variant: Variant;
  /** For failure messages: where in the recording, and the seed that repeats it. */
  readonly where: string;
  /** How many operations had been made. */
  readonly operations: number;
  /** What the program had written to its standard output by then: that much must be there. */
  readonly reported: string;
  /** Builds the state in an empty or missing folder. */
  writeTo(folder: string): void;
}

type Content = Map<string, { mode: number; data: FileContent | undefined }>;

/** Every state that the disk could be in after a power loss during the recording, each different one once. */
export function* crashStates(recording: Recording, options: CrashOptions): Generator<CrashState> {
  const { seed, everyNth = 1, variants = ['nothing-unsynced', 'everything', 'random'] } = options;
  const random = seededRandom(seed);
  const tree = new FileTree(recording.start);
  const seen = new Set<string>();
  let reported = '';

  for (const [index, operation] of recording.operations.entries()) {
    const isChange = tree.apply(operation);
    if (operation.kind === 'report') reported += operation.text;
    const isLast = index === recording.operations.length - 1;
    if (!isLast && (!isChange || index % everyNth !== seed % everyNth)) continue;
    for (const variant of variants) {
      const count = variant === 'random' ? (options.randomPerOperation ?? 1) : 1;
      for (let nth = 0; nth < count; nth++) {
        const content = contentOf(tree, variant, random);
        const digest = digestOf(content, reported);
        if (seen.has(digest)) continue;
        seen.add(digest);
        const where = `${variant} after operation ${index + 1} (${describe(operation)}), seed ${seed}`;
        const writeTo = (folder: string): void => write(content, folder);
        yield { variant, where, operations: index + 1, reported, writeTo };
      }
    }
  }
}

function contentOf(tree: FileTree, variant: Variant, random: SeededRandom): Content {
  switch (variant) {
    case 'everything':
      return walk(
        tree.root,
        (folder) => folder.now,
        (file) => file.now,
      );
    case 'nothing-unsynced':
      return walk(
        tree.root,
        (folder) => folder.durable,
        (file) => file.durable,
      );
    case 'random': {
      const kept = random.fraction();
      const names = someNames(tree.unsyncedNames, kept, random);
      return walk(
        tree.root,
        (folder) => names.get(folder) ?? folder.durable,
        (file) => someBytes(file, kept, random),
      );
    }
  }
}

function someNames(changes: readonly NameChange[], kept: number, random: SeededRandom) {
  const names = new Map<FolderNode, Map<string, TreeNode>>();
  const namesOf = (folder: FolderNode): Map<string, TreeNode> => {
    const own = names.get(folder) ?? new Map(folder.durable);
    names.set(folder, own);
    return own;
  };
  for (const change of changes) if (random.chance(kept)) applyNames(change, namesOf);
  return names;
}

const blockSize = 4096;

function someBytes(file: FileNode, kept: number, random: SeededRandom): FileContent {
  if (file.unsynced.length === 0) return file.durable;
  const content = file.durable.copy();
  for (const [index, change] of file.unsynced.entries()) {
    if (change.kind === 'resize') {
      if (random.chance(kept)) content.apply(change);
      continue;
    }
    const blocks = [...blocksOf(change)].filter(() => random.chance(kept));
    const last = index === file.unsynced.length - 1 ? blocks.pop() : undefined;
    for (const block of blocks) content.apply(block);
    if (last) content.apply({ ...last, data: last.data.subarray(0, random.below(last.data.length + 1)) });
  }
  return content;
}

function* blocksOf(write: Extract<Change, { kind: 'write' }>): Generator<Extract<Change, { kind: 'write' }>> {
  let at = 0;
  while (at < write.data.length) {
    const offset = write.offset + at;
    const length = Math.min(blockSize - (offset % blockSize), write.data.length - at);
    yield { kind: 'write', offset, data: write.data.subarray(at, at + length) };
    at += length;
  }
}

function walk(
  root: FolderNode,
  namesOf: (folder: FolderNode) => Map<string, TreeNode>,
  bytesOf: (file: FileNode) => FileContent,
): Content {
  const content: Content = new Map();
  const visit = (folder: FolderNode, at: string): void => {
    for (const [name, node] of namesOf(folder)) {
      const full = at === '' ? name : `${at}/${name}`;
      content.set(full, { mode: node.mode, data: node.kind === 'file' ? bytesOf(node) : undefined });
      if (node.kind === 'folder') visit(node, full);
    }
  };
  visit(root, '');
  return content;
}

function digestOf(content: Content, reported: string): string {
  const hash = createHash('sha256').update(JSON.stringify(reported));
  for (const [name, { data }] of [...content].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(JSON.stringify([name, data?.digest() ?? null]));
  }
  return hash.digest('hex');
}

function write(content: Content, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, { mode, data }] of content) {
    const full = path.join(folder, name);
    if (data) writeFileSync(full, data.bytes(), { mode: mode & 0o777, flag: 'wx' });
    else mkdirSync(full, { mode: (mode & 0o777) | 0o700 });
  }
}

function describe(operation: Operation): string {
  switch (operation.kind) {
    case 'rename':
    case 'link':
      return `${operation.kind} ${operation.from} to ${operation.to}`;
    case 'report':
      return `report ${JSON.stringify(operation.text.slice(0, 60))}`;
    case 'write':
      return `write of ${operation.data.length} bytes at ${operation.offset}`;
    default:
      return 'path' in operation ? `${operation.kind} ${operation.path}` : operation.kind;
  }
}
