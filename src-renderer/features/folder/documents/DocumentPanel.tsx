import { Anchor, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../../client/client.ts';
import { baseName } from '../../../client/document-path.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { Preview } from '../../preview/Preview.tsx';
import { DocumentDetails } from './DocumentDetails.tsx';
import type { Document } from './document-tree.ts';
import { documentTexts } from './texts.ts';

/** One document beside the table: what it holds, now or in an earlier version, and what is known of it. */
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
  const [earlier, setEarlier] = useState<{ readonly document: string; readonly version: number } | null>(null);
  const { id } = document;
  const older = earlier?.document === id && earlier.version !== document.version ? earlier.version : null;
  const version = older ?? document.version;
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
      {shown === 'preview' && older !== null ? (
        <Notice kind="info">
          {say('older', { number: older })}{' '}
          <Anchor component="button" type="button" onClick={() => setEarlier(null)}>
            {say('toCurrent')}
          </Anchor>
        </Notice>
      ) : null}
      {shown === 'preview' ? (
        <Preview
          key={`${id} ${version}`}
          name={baseName(document.name)}
          read={() => call('documentRead', { folder, document: id, version })}
          onExport={() => onExport(older)}
        />
      ) : (
        <DocumentDetails
          folder={folder}
          document={document}
          onShow={(number) => {
            setEarlier({ document: id, version: number });
            setShown('preview');
          }}
          onExport={onExport}
        />
      )}
    </>
  );
}
