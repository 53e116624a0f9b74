import path from 'node:path';
import { type Change, FileContent } from './file-content.ts';
import type { Operation, Recording } from './recording.ts';

export interface FileNode {
  readonly kind: 'file';
  readonly mode: number;
  /** As a running system sees it. */
  readonly now: FileContent;
  /** As the disk surely has it: what was there at the last fsync of the file. */
  readonly durable: FileContent;
  /** What was done since, in order. */
  unsynced: Change[];
}

export interface FolderNode {
  readonly kind: 'folder';
  readonly mode: number;
  readonly now: Map<string, TreeNode>;
  readonly durable: Map<string, TreeNode>;
}

export type TreeNode = FileNode | FolderNode;

/** One name in one folder gets another meaning, or none. */
interface NameEffect {
  readonly folder: FolderNode;
  readonly name: string;
  readonly node: TreeNode | undefined;
}

/** A create, link, unlink, mkdir or rmdir has one effect, a rename two that come together. */
export type NameChange = readonly NameEffect[];

/**
 * A folder tree as a running system sees it, beside what is certain to be on disk. An fsync of a file makes its bytes
 * durable but not its name; an fsync of a folder makes the names in it durable, not the bytes of its files. A rename
 * is one change: syncing either of its two folders makes it durable as a whole.
 */
export class FileTree {
  readonly root: FolderNode = emptyFolder(0o700);
  unsyncedNames: NameChange[] = [];
  readonly #open = new Map<bigint, TreeNode>();

  constructor(start: Recording['start']) {
    for (const [name, entry] of [...start].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const node = entry.kind === 'folder' ? emptyFolder(entry.mode) : newFile(entry.mode, entry.data);
      const { folder, base } = this.#place(name);
      folder.now.set(base, node);
      folder.durable.set(base, node);
    }
  }

  /** Does to the tree what was recorded; false when nothing changed that a crash could show. */
  apply(operation: Operation): boolean {
    switch (operation.kind) {
      case 'open':
        return this.#openFile(operation);
      case 'close':
        this.#open.delete(operation.handle);
        return false;
      case 'write':
        return this.#change(operation.handle, { kind: 'write', offset: operation.offset, data: operation.data });
      case 'truncate':
        return this.#change(operation.handle, { kind: 'resize', size: operation.size });
      case 'sync':
        return this.#sync(this.#handle(operation.handle));
      case 'mkdir':
        return this.#name([this.#effect(operation.path, emptyFolder(operation.mode))]);
      case 'unlink':
      case 'rmdir':
        return this.#name([this.#effect(operation.path, undefined)]);
      case 'link':
        return this.#name([this.#effect(operation.to, this.#known(operation.from))]);
      case 'rename': {
        const node = this.#known(operation.from);
        if (node === this.#lookup(operation.to)) return false;
        return this.#name([this.#effect(operation.from, undefined), this.#effect(operation.to, node)]);
      }
      case 'report':
        return true;
    }
  }

  #openFile(operation: Extract<Operation, { kind: 'open' }>): boolean {
    const found = this.#lookup(operation.path);
    if (!found && !operation.creates) throw new Error(`opened, but never made: ${operation.path}`);
    const node = found ?? newFile(operation.mode);
    this.#open.set(operation.handle, node);
    if (!found) return this.#name([this.#effect(operation.path, node)]);
    return operation.truncates && node.kind === 'file' && this.#change(operation.handle, { kind: 'resize', size: 0 });
  }

  #change(handle: bigint, change: Change): boolean {
    const node = this.#handle(handle);
    if (node.kind !== 'file') throw new Error('a folder was written to');
    node.now.apply(change);
    node.unsynced.push(change);
    return true;
  }

  #name(change: NameChange): boolean {
    applyNames(change, (folder) => folder.now);
    this.unsyncedNames.push(change);
    return true;
  }

  #sync(node: TreeNode): boolean {
    if (node.kind === 'file') {
      for (const change of node.unsynced) node.durable.apply(change);
      node.unsynced = [];
      return true;
    }
    // Backwards: a change that becomes durable overrules earlier ones of the same names, in whichever folder.
    const settled: NameChange[] = [];
    const left: NameChange[] = [];
    for (const change of this.unsyncedNames.toReversed()) {
      const isOverruled = (effect: NameEffect): boolean =>
        settled.some((later) => later.some((other) => other.folder === effect.folder && other.name === effect.name));
      if (change.some((effect) => effect.folder === node)) settled.push(change);
      else left.push(change.filter((effect) => !isOverruled(effect)));
    }
    for (const change of settled.toReversed()) applyNames(change, (folder) => folder.durable);
    this.unsyncedNames = left.filter((change) => change.length > 0).toReversed();
    return true;
  }

  #handle(handle: bigint): TreeNode {
    const node = this.#open.get(handle);
    if (!node) throw new Error(`handle ${handle} is not open`);
    return node;
  }

  #effect(name: string, node: TreeNode | undefined): NameEffect {
    const { folder, base } = this.#place(name);
    return { folder, name: base, node };
  }

  #place(name: string): { folder: FolderNode; base: string } {
    const folder = this.#known(path.dirname(name));
    if (folder.kind !== 'folder') throw new Error(`not a folder: ${path.dirname(name)}`);
    return { folder, base: path.basename(name) };
  }

  #known(name: string): TreeNode {
    const node = this.#lookup(name);
    if (!node) throw new Error(`not in the tree: ${name}`);
    return node;
  }

  #lookup(name: string): TreeNode | undefined {
    if (name === '' || name === '.') return this.root;
    let node: TreeNode | undefined = this.root;
    for (const part of name.split('/')) node = node?.kind === 'folder' ? node.now.get(part) : undefined;
    return node;
  }
}

export function applyNames(change: NameChange, namesOf: (folder: FolderNode) => Map<string, TreeNode>): void {
  for (const { folder, name, node } of change) {
    if (node) namesOf(folder).set(name, node);
    else namesOf(folder).delete(name);
  }
}

const emptyFolder = (mode: number): FolderNode => ({ kind: 'folder', mode, now: new Map(), durable: new Map() });

const newFile = (mode: number, data?: Uint8Array): FileNode => ({
  kind: 'file',
  mode,
  now: new FileContent(data),
  durable: new FileContent(data),
  unsynced: [],
});
