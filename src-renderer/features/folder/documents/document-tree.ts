import type { WindowOutput } from '../../../../src-main/contract/window/calls.ts';
import { baseName, directoryOf } from '../../../client/document-path.ts';

export type Document = WindowOutput<'documentList'>[number];

export interface DocumentNode {
  readonly kind: 'document';
  /** Its id. */
  readonly key: string;
  /** The last part of its path. */
  readonly name: string;
  readonly document: Document;
}

interface DirectoryNode {
  readonly kind: 'directory';
  readonly key: string;
  readonly name: string;
  /** From the top of the folder, without a slash at either end. */
  readonly path: string;
  readonly children: readonly Node[];
  /** The newest of what is below, in ms UTC. */
  readonly modifiedAt: number;
  readonly sizeBytes: number;
}

export type Node = DocumentNode | DirectoryNode;

const directoryKey = (path: string) => `directory ${path}`;

/** Each document by itself, whatever its directory. */
export const flatNodes = (documents: readonly Document[]): readonly DocumentNode[] =>
  documents.map((document) => ({ kind: 'document', key: document.id, name: document.name, document }));

/** The documents in the directories that their paths name. */
export function documentTree(documents: readonly Document[], path = ''): readonly Node[] {
  const inside = path === '' ? 0 : path.length + 1;
  const below = new Map<string, Document[]>();
  const nodes: Node[] = [];
  for (const document of documents) {
    const rest = document.name.slice(inside);
    const slash = rest.indexOf('/');
    if (slash < 0) {
      nodes.push({ kind: 'document', key: document.id, name: rest, document });
    } else {
      const name = rest.slice(0, slash);
      const found = below.get(name);
      if (found) found.push(document);
      else below.set(name, [document]);
    }
  }
  for (const [name, found] of below) {
    const here = path === '' ? name : `${path}/${name}`;
    nodes.push({
      kind: 'directory',
      key: directoryKey(here),
      name,
      path: here,
      children: documentTree(found, here),
      modifiedAt: found.reduce((newest, { modifiedAt }) => Math.max(newest, modifiedAt), 0),
      sizeBytes: found.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    });
  }
  return nodes;
}

/** Every directory of the documents, those in between included, by path. */
export function directoriesOf(documents: readonly Document[]): readonly string[] {
  const found = new Set<string>();
  for (const { name } of documents) {
    for (let path = directoryOf(name); path !== '' && !found.has(path); path = directoryOf(path)) found.add(path);
  }
  return [...found].sort();
}

/** A document that was chosen, itself or with its directory. */
export interface Chosen {
  readonly document: Document;
  /** Its path from what was chosen on: what stays when that goes elsewhere. */
  readonly tail: string;
}

/** The documents of a selection; of one that was chosen twice, the outermost directory counts. */
export function chosenDocuments(documents: readonly Document[], selected: ReadonlySet<string>): readonly Chosen[] {
  return documents.flatMap((document) => {
    const parts = document.name.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) {
      const path = parts.slice(0, depth).join('/');
      if (selected.has(directoryKey(path))) return [{ document, tail: parts.slice(depth - 1).join('/') }];
    }
    return selected.has(document.id) ? [{ document, tail: baseName(document.name) }] : [];
  });
}
