import { Text } from '@mantine/core';
import { call } from '../../client/client.ts';
import { baseName, directoryOf } from '../../client/document-path.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Preview } from '../preview/Preview.tsx';
import type { Archived } from './archived.ts';
import { archiveTexts } from './texts.ts';

/** One document of the open archive beside the table: where it is from and what it holds. */
export function ArchivedPanel({ document, onExport }: { readonly document: Archived; readonly onExport: () => void }) {
  const say = useTexts(archiveTexts);
  const formats = useFormats();
  const { id, folder, folderName, name, sealedAt, sealedByName, sizeBytes, version } = document;
  return (
    <>
      <Text size="xs" c="dimmed" flex="none">
        <bdi>{[folderName, directoryOf(name)].filter((part) => part !== '').join(' › ')}</bdi> {'·'}{' '}
        {say('sealedWhen', { day: formats.dayInTable(sealedAt), name: sealedByName, size: formats.size(sizeBytes) })}
      </Text>
      <Preview
        key={`${id} ${version}`}
        name={baseName(name)}
        read={() => call('archiveRead', { folder, document: id, version })}
        onExport={onExport}
      />
    </>
  );
}
