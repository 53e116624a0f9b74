import { Button, Text, Title } from '@mantine/core';
import { useDeferredValue } from 'react';
import { directoryOf } from '../../../client/document-path.ts';
import { useCall } from '../../../client/query.ts';
import { useFormats } from '../../../i18n/format.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Problem } from '../../../ui/Problem.tsx';
import type { Document } from './document-tree.ts';
import classes from './documents.module.css';
import { documentTexts } from './texts.ts';

/** What is known of one document, and its versions. */
export function DocumentDetails({
  folder,
  document,
  onShow,
  onExport,
}: {
  readonly folder: string;
  readonly document: Document;
  readonly onShow: (version: number) => void;
  readonly onExport: (version: number) => void;
}) {
  const say = useTexts(documentTexts);
  const formats = useFormats();
  // While one walks through the list only the document where one stays is asked for.
  const asked = useDeferredValue(document.id);
  const versions = useCall('documentVersions', { folder, document: asked });
  return (
    <>
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
        <dd>
          {document.sizeBytes < 1000
            ? formats.size(document.sizeBytes)
            : say('bytes', { size: formats.size(document.sizeBytes), bytes: formats.number(document.sizeBytes) })}
        </dd>
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
              size="compact-sm"
              variant="subtle"
              aria-label={say('showThisVersion', { number: version.number })}
              onClick={() => onShow(version.number)}
            >
              {say('showVersion')}
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={say('exportThisVersion', { number: version.number })}
              onClick={() => onExport(version.number)}
            >
              {say('export')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
