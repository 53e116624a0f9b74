import { describe, expect, it } from 'vitest';
import {
  chosenDocuments,
  type Document,
  directoriesOf,
  documentTree,
  type Node,
} from '../../src-renderer/features/folder/documents/document-tree.ts';

const document = (id: string, name: string, more: Partial<Document> = {}): Document => ({
  id,
  name,
  version: 1,
  sizeBytes: 10,
  modifiedAt: 1,
  createdAt: 1,
  by: 'u',
  byName: 'U',
  binned: null,
  ...more,
});

const documents = [
  document('1', 'top.pdf'),
  document('2', 'a/one.pdf', { modifiedAt: 7 }),
  document('3', 'a/b/two.pdf', { sizeBytes: 5, modifiedAt: 9 }),
  document('4', 'ab/three.pdf'),
];

const drawn = (nodes: readonly Node[]): unknown =>
  nodes.map((node) => (node.kind === 'document' ? node.name : { [node.path]: drawn(node.children) }));

const keyOf = (path: string) => {
  const find = (nodes: readonly Node[]): string | undefined =>
    nodes
      .map((node) => (node.kind === 'directory' ? (node.path === path ? node.key : find(node.children)) : undefined))
      .find((key) => key !== undefined);
  const key = find(documentTree(documents));
  if (key === undefined) throw new Error(`no directory ${path}`);
  return key;
};

describe('the directories of a folder', () => {
  it('are those that the paths of its documents name', () => {
    expect(drawn(documentTree(documents))).toEqual([
      'top.pdf',
      { a: ['one.pdf', { 'a/b': ['two.pdf'] }] },
      { ab: ['three.pdf'] },
    ]);
    expect(directoriesOf(documents)).toEqual(['a', 'a/b', 'ab']);
  });

  it('are as new as the newest below and as big as all below', () => {
    const [, a] = documentTree(documents);
    expect(a).toMatchObject({ path: 'a', modifiedAt: 9, sizeBytes: 15 });
  });
});

it('a hundred thousand documents of one directory are put in it without delay', () => {
  const many = Array.from({ length: 100_000 }, (_, index) => document(String(index), `all/${index}.pdf`));
  const start = performance.now();
  const [all] = documentTree(many);
  expect(all).toMatchObject({ path: 'all', sizeBytes: 1_000_000 });
  expect(performance.now() - start).toBeLessThan(2000);
});

describe('what is selected', () => {
  it('with a directory is everything below it, and nothing of one whose name only begins so', () => {
    const chosen = chosenDocuments(documents, new Set([keyOf('a')]));
    expect(chosen.map(({ document: { id } }) => id)).toEqual(['2', '3']);
  });

  it('keeps, when it goes elsewhere, the path from what was chosen on', () => {
    const tails = (selected: string[]) => chosenDocuments(documents, new Set(selected)).map(({ tail }) => tail);
    expect(tails([keyOf('a')])).toEqual(['a/one.pdf', 'a/b/two.pdf']);
    expect(tails([keyOf('a/b')])).toEqual(['b/two.pdf']);
    expect(tails(['3'])).toEqual(['two.pdf']);
  });

  it('counts a document once, whether itself, its directory or both are selected', () => {
    const chosen = chosenDocuments(documents, new Set(['3', keyOf('a/b'), keyOf('a')]));
    expect(chosen.filter(({ document: { id } }) => id === '3')).toHaveLength(1);
    expect(chosen.find(({ document: { id } }) => id === '3')?.tail).toBe('a/b/two.pdf');
  });
});
