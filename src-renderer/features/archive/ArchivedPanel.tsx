import { Button, Group, Text } from '@mantine/core';
import { IconArrowBackUp, IconFileExport } from '@tabler/icons-react';
import { call } from '../../client/client.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Preview } from '../preview/Preview.tsx';
import type { Archived } from './archived.ts';
import { archiveTexts } from './texts.ts';

/** One document of the open archive beside the table: where it is from, what can be done with it, and what it holds. */
export function ArchivedPanel({
  document,
  onExport,
  onReturn,
}: {
  readonly document: Archived;
  readonly onExport: () => void;
  readonly onReturn: () => void;
}) {
  const say = useTexts(archiveTexts);
  const formats = useFormats();
  const { id, folder, folderName, name, sealedAt, sealedByName, sizeBytes, version } = document;
  return (
    <>
      <Group gap={8} flex="none">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconFileExport size={16} stroke={1.5} aria-hidden />}
          onClick={onExport}
        >
          {say('export')}
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconArrowBackUp size={16} stroke={1.5} aria-hidden />}
          onClick={onReturn}
        >
          {say('return')}
        </Button>
      </Group>
      <Text size="xs" c="dimmed" flex="none">
        <bdi>{folderName}</bdi> {'·'}{' '}
        {say('sealedWhen', { day: formats.dayInTable(sealedAt), name: sealedByName, size: formats.size(sizeBytes) })}
      </Text>
      <Preview
        key={`${id} ${version}`}
        name={name}
        read={() => call('archiveRead', { folder, document: id, version })}
        onExport={onExport}
      />
    </>
  );
}
