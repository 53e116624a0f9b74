import { useMemo, useState } from 'react';
import { useCall } from '../../../client/query.ts';
import { holdsWordsOf } from '../../../i18n/folded.ts';
import type { Tree } from '../../../ui/DataTable/columns.ts';
import type { DocumentsAs } from './DocumentFilters.tsx';
import { directoriesOf, documentTree, flatNodes, type Node } from './document-tree.ts';

/** The documents of a folder in their directories, or those found in a list. @param start the one to begin with, by its id. */
export function useShownDocuments(folder: string, start: string | null) {
  const { data: documents, error } = useCall('documentList', { folder });
  const [text, setText] = useState('');
  const [wished, setShownAs] = useState<DocumentsAs>('tree');
  const directories = useMemo(() => directoriesOf(documents ?? []), [documents]);
  const shownAs = directories.length > 0 && text.trim() === '' ? wished : 'flat';
  const nodes = useMemo(() => {
    if (documents === undefined) return undefined;
    if (shownAs === 'tree') return documentTree(documents);
    const holds = holdsWordsOf(text);
    return flatNodes(documents).filter(({ name }) => holds(name));
  }, [documents, shownAs, text]);
  const startPath = documents?.find(({ id }) => id === start)?.name ?? '';
  const asTree = useMemo<Tree<Node>>(
    () => ({
      childrenOf: (node) => (node.kind === 'directory' ? node.children : undefined),
      first: (node) => node.kind === 'directory',
      opensAtFirst: (node) => node.kind === 'directory' && startPath.startsWith(`${node.path}/`),
    }),
    [startPath],
  );
  return {
    documents,
    error,
    nodes,
    directories,
    tree: shownAs === 'tree' ? asTree : undefined,
    text,
    setText,
    /** Null where there is nothing to choose. */
    choice: directories.length > 0 ? wished : null,
    setShownAs,
  };
}
