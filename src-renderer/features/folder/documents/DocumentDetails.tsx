import { Button, CloseButton, Group, Text, Title } from '@mantine/core';
import { IconArchive, IconFileExport, IconPencil, IconTrash } from '@tabler/icons-react';
import { useDeferredValue } from 'react';
import { useCall } from '../../../client/query.ts';
import { useFormats } from '../../../i18n/format.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Problem } from '../../../ui/Problem.tsx';
import { baseName, type Document, directoryOf } from './document-tree.ts';
import classes from './documents.module.css';
import { documentTexts } from './texts.ts';

/** One document: what is known of it, its versions, and what can be done with it. */
export function DocumentDetails({
  folder,
  document,
  onExport,
  acts,
  onClose,
}: {
  readonly folder: string;
  readonly document: Document;
  /** @param version null: the current one. */
  readonly onExport: (version: number | null) => void;
  /** Null for who may only read, and in the bin. */
  readonly acts: { readonly onRename: () => void; readonly onSeal: () => void; readonly onBin: () => void } | null;
  readonly onClose: () => void;
}) {
  const say = useTexts(documentTexts);
  const formats = useFormats();
  // While one walks through the list only the document where one stays is asked for.
  const asked = useDeferredValue(document.id);
  const versions = useCall('documentVersions', { folder, document: asked });
  return (
    <aside className={classes.details} aria-label={say('details')}>
      <div className={classes.title}>
        <Title order={2}>
          <bdi>{baseName(document.name)}</bdi>
        </Title>
        <CloseButton size={24} aria-label={say('closeDetails')} onClick={onClose} />
      </div>
      <Group gap={8}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconFileExport size={16} stroke={1.5} aria-hidden />}
          onClick={() => onExport(null)}
        >
          {say('export')}
        </Button>
        {acts === null ? null : (
          <>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPencil size={16} stroke={1.5} aria-hidden />}
              onClick={acts.onRename}
            >
              {say('rename')}
            </Button>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconArchive size={16} stroke={1.5} aria-hidden />}
              onClick={acts.onSeal}
            >
              {say('seal')}
            </Button>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconTrash size={16} stroke={1.5} aria-hidden />}
              onClick={acts.onBin}
            >
              {say('toBin')}
            </Button>
          </>
        )}
      </Group>
      <dl className={classes.facts}>
        <dt>{say('where')}</dt>
        <dd>
          <bdi>{directoryOf(document.name) || say('topDirectory')}</bdi>
        </dd>
        <dt>{say('changed')}</dt>
        <dd>{formats.timeInTable(document.modifiedAt)}</dd>
        <dt>{say('by')}</dt>
        <dd>
          <bdi>{document.byName}</bdi>
        </dd>
        <dt>{say('size')}</dt>
        <dd>{say('bytes', { size: formats.size(document.sizeBytes), bytes: formats.number(document.sizeBytes) })}</dd>
      </dl>
      <Title order={3} fz={14} lh="20px">
        {say('versions')}
      </Title>
      <Problem error={versions.error} />
      <ul className={classes.versions}>
        {(versions.data ?? []).map((version) => (
          <li key={version.id}>
            <div>
              <Text fw={600}>
                {say('version', { number: version.number })}
                {version.number === document.version ? ` · ${say('current')}` : ''}
              </Text>
              <Text size="xs" c="dimmed">
                {formats.timeInTable(version.addedAt)} {'·'} <bdi>{version.authorName}</bdi> {'·'}{' '}
                {formats.size(version.sizeBytes)}
              </Text>
            </div>
            <Button
              size="xs"
              variant="subtle"
              aria-label={say('exportThisVersion', { number: version.number })}
              onClick={() => onExport(version.number)}
            >
              {say('export')}
            </Button>
          </li>
        ))}
      </ul>
    </aside>
  );
}
