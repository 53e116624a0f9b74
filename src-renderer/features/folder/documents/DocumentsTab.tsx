import { useState } from 'react';
import { DropRegion } from '../import/DropRegion.tsx';
import { ImportPanel } from '../import/ImportPanel.tsx';
import type { OpenFolder } from '../use-open-folder.ts';
import { BinView } from './BinView.tsx';
import { DocumentsView } from './DocumentsView.tsx';

/** The documents of a folder, or those in its bin. Files can be dropped anywhere on it. */
export function DocumentsTab({ folder }: { readonly folder: OpenFolder }) {
  const [inBin, setInBin] = useState(false);
  return (
    <DropRegion folder={folder.id} mayWrite={folder.rights === 'write'}>
      <ImportPanel folder={folder.id} />
      {inBin ? (
        <BinView folder={folder} onDocuments={() => setInBin(false)} />
      ) : (
        <DocumentsView folder={folder} onBin={() => setInBin(true)} />
      )}
    </DropRegion>
  );
}
