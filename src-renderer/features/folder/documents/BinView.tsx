import { Button, Stack, Text } from '@mantine/core';
import { IconArrowBackUp, IconArrowLeft, IconTrashX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { call } from '../../../client/client.ts';
import { baseName } from '../../../client/document-path.ts';
import { useCall } from '../../../client/query.ts';
import { useFormats } from '../../../i18n/format.ts';
import { personSortName } from '../../../i18n/sort-name.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Confirm } from '../../../ui/Confirm.tsx';
import type { Column } from '../../../ui/DataTable/columns.ts';
import { DataTable } from '../../../ui/DataTable/DataTable.tsx';
import { NameText } from '../../../ui/DataTable/NameText.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { Problem } from '../../../ui/Problem.tsx';
import { ReasonField } from '../../../ui/ReasonField.tsx';
import { endUndoing } from '../../../ui/Undo/use-undo.tsx';
import type { OpenFolder } from '../use-open-folder.ts';
import type { Document } from './document-tree.ts';
import classes from './documents.module.css';
import { documentTexts } from './texts.ts';
import { useSteps } from './use-steps.ts';

const documentKey = ({ id }: Document) => id;
const documentName = ({ name }: Document) => name;
const newestFirst = { column: 'at', descending: true } as const;
const none: ReadonlySet<string> = new Set();

/** What was thrown away in the last 30 days. */
export function BinView({ folder, onDocuments }: { readonly folder: OpenFolder; readonly onDocuments: () => void }) {
  const say = useTexts(documentTexts);
  const formats = useFormats();
  const { data, error } = useCall('documentList', { folder: folder.id, binned: true });
  const [selected, setSelected] = useState(none);
  const [erasing, setErasing] = useState(false);
  const { run, busy, error: actError } = useSteps();
  const mayWrite = folder.rights === 'write';
  const selection = useMemo(() => ({ selected, onChange: setSelected }), [selected]);
  const chosen = (data ?? []).filter(({ id }) => selected.has(id));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the formats change with the language, as all texts do
  const columns = useMemo<readonly Column<Document>[]>(
    () => [
      {
        key: 'name',
        header: say('name'),
        width: { names: ({ name }) => name },
        sortBy: ({ name }) => name,
        cell: ({ name }) => <NameText name={name} />,
      },
      {
        key: 'at',
        header: say('binnedAt'),
        width: '152px',
        sortBy: ({ binned }) => binned?.at ?? null,
        cell: ({ binned }) => (binned === null ? '' : formats.timeInTable(binned.at)),
      },
      {
        key: 'by',
        header: say('binnedBy'),
        width: { names: ({ binned }) => binned?.byName ?? '' },
        sortBy: ({ binned }) => (binned === null ? null : personSortName(binned.byName)),
        cell: ({ binned }) => (binned === null ? '' : <NameText name={binned.byName} />),
      },
      {
        key: 'size',
        header: say('size'),
        width: '84px',
        align: 'end',
        sortBy: ({ sizeBytes }) => sizeBytes,
        cell: ({ sizeBytes }) => formats.size(sizeBytes),
      },
    ],
    [formats],
  );
  const restore = async () => {
    await run(chosen, ({ id }) => call('documentRestore', { folder: folder.id, document: id }));
    endUndoing();
    setSelected(none);
  };
  return (
    <>
      <div className={classes.bar}>
        <Button
          variant="subtle"
          leftSection={<IconArrowLeft size={16} stroke={1.5} aria-hidden />}
          onClick={onDocuments}
        >
          {say('documents')}
        </Button>
        <Text fw={600} style={{ whiteSpace: 'nowrap' }}>
          {chosen.length > 0 ? say('selected', { count: chosen.length }) : say('bin')}
        </Text>
        {chosen.length > 0 ? (
          <>
            <Button
              size="xs"
              variant="default"
              loading={busy}
              leftSection={<IconArrowBackUp size={16} stroke={1.5} aria-hidden />}
              onClick={() => void restore()}
            >
              {say('restore')}
            </Button>
            <Button
              size="xs"
              variant="default"
              c="var(--dk-danger)"
              leftSection={<IconTrashX size={16} stroke={1.5} aria-hidden />}
              onClick={() => setErasing(true)}
            >
              {say('erase')}
            </Button>
          </>
        ) : (
          <Text c="dimmed" size="xs" ml="auto">
            {say('binHint')}
          </Text>
        )}
      </div>
      <Problem error={error ?? (erasing ? null : actError)} />
      <DataTable
        label={say('bin')}
        rows={data}
        rowKey={documentKey}
        rowName={documentName}
        columns={columns}
        firstSort={newestFirst}
        {...(mayWrite ? { selection } : {})}
        empty={<Empty text={say('emptyBin')} />}
      />
      {erasing && chosen.length > 0 ? (
        <EraseDocuments
          folder={folder}
          documents={chosen}
          onErased={() => {
            setErasing(false);
            setSelected(none);
          }}
          onClose={() => setErasing(false)}
        />
      ) : null}
    </>
  );
}

/** Asks the name, of one document its own and of several the folder's, and the reason; then nothing is left of them. */
function EraseDocuments({
  folder,
  documents,
  onErased,
  onClose,
}: {
  readonly folder: OpenFolder;
  readonly documents: readonly Document[];
  readonly onErased: () => void;
  readonly onClose: () => void;
}) {
  const say = useTexts(documentTexts);
  const { run, busy, error } = useSteps();
  const [reason, setReason] = useState('');
  const [first] = documents;
  const name = documents.length === 1 && first ? baseName(first.name) : folder.name;
  const erase = async () => {
    const done = await run(documents, ({ id }) =>
      call('documentRemove', { folder: folder.id, document: id, definitive: true, reason }),
    );
    endUndoing();
    if (done.length === documents.length) onErased();
  };
  return (
    <Confirm
      opened
      title={say('eraseTitle', { count: documents.length })}
      verb={say('erase')}
      nameToType={name}
      ready={reason.trim() !== ''}
      busy={busy}
      error={error}
      onConfirm={() => void erase()}
      onCancel={onClose}
    >
      <Stack gap={16}>
        <Text>{say('eraseText', { count: documents.length })}</Text>
        <ReasonField value={reason} onChange={setReason} />
      </Stack>
    </Confirm>
  );
}
