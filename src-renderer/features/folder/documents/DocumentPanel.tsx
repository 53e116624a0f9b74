import { Button, Group, SegmentedControl } from '@mantine/core';
import { IconArchive, IconFileExport, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { call } from '../../../client/client.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Preview } from '../../preview/Preview.tsx';
import { DocumentDetails } from './DocumentDetails.tsx';
import { baseName, type Document } from './document-tree.ts';
import { documentTexts } from './texts.ts';

/** One document beside the table: what can be done with it, what it holds, and what is known of it. */
export function DocumentPanel({
  folder,
  document,
  onExport,
  acts,
}: {
  readonly folder: string;
  readonly document: Document;
  /** @param version null: the current one. */
  readonly onExport: (version: number | null) => void;
  /** Null for who may only read, and in the bin. */
  readonly acts: { readonly onRename: () => void; readonly onSeal: () => void; readonly onBin: () => void } | null;
}) {
  const say = useTexts(documentTexts);
  const [shown, setShown] = useState<'preview' | 'details'>('preview');
  const { id, version } = document;
  const buttons = [
    { text: say('export'), Icon: IconFileExport, act: () => onExport(null) },
    ...(acts === null
      ? []
      : [
          { text: say('rename'), Icon: IconPencil, act: acts.onRename },
          { text: say('seal'), Icon: IconArchive, act: acts.onSeal },
          { text: say('toBin'), Icon: IconTrash, act: acts.onBin },
        ]),
  ];
  return (
    <>
      <Group gap={8} flex="none">
        {buttons.map(({ text, Icon, act }) => (
          <Button
            key={text}
            size="xs"
            variant="default"
            leftSection={<Icon size={16} stroke={1.5} aria-hidden />}
            onClick={act}
          >
            {text}
          </Button>
        ))}
      </Group>
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
