import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../../client/client.ts';
import { baseName } from '../../../client/document-path.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Preview } from '../../preview/Preview.tsx';
import { DocumentDetails } from './DocumentDetails.tsx';
import type { Document } from './document-tree.ts';
import { documentTexts } from './texts.ts';

/** One document beside the table: what it holds, and what is known of it. */
export function DocumentPanel({
  folder,
  document,
  onExport,
}: {
  readonly folder: string;
  readonly document: Document;
  /** @param version null: the current one. */
  readonly onExport: (version: number | null) => void;
}) {
  const say = useTexts(documentTexts);
  const [shown, setShown] = useState<'preview' | 'details'>('preview');
  const { id, version } = document;
  return (
    <>
      <SegmentedControl
        flex="none"
        aria-label={say('panelView')}
        value={shown}
        onChange={(value) => setShown(value === 'details' ? 'details' : 'preview')}
        data={[
          { value: 'preview', label: say('preview') },
          { value: 'details', label: say('details') },
        ]}
      />
      {shown === 'preview' ? (
        <Preview
          key={`${id} ${version}`}
          name={baseName(document.name)}
          read={() => call('documentRead', { folder, document: id, version })}
          onExport={() => onExport(null)}
        />
      ) : (
        <DocumentDetails folder={folder} document={document} onExport={onExport} />
      )}
    </>
  );
}
