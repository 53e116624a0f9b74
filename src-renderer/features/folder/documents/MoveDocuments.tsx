import { Autocomplete, Select, Text } from '@mantine/core';
import { useState } from 'react';
import type { CallError } from '../../../client/client.ts';
import { useCall } from '../../../client/query.ts';
import { useFormats } from '../../../i18n/format.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import type { OpenFolder } from '../use-open-folder.ts';
import { documentTexts } from './texts.ts';
import type { Destination } from './use-document-acts.ts';

/** Asks where documents go: another directory, or another folder that one may write in. */
export function MoveDocuments({
  folder,
  count,
  directories,
  busy,
  error,
  onMove,
  onClose,
}: {
  readonly folder: OpenFolder;
  readonly count: number;
  readonly directories: readonly string[];
  readonly busy: boolean;
  readonly error: CallError | null;
  readonly onMove: (to: Destination) => void;
  readonly onClose: () => void;
}) {
  const say = useTexts(documentTexts);
  const formats = useFormats();
  const { data } = useCall('folderList', {});
  const [target, setTarget] = useState(folder.id);
  const [directory, setDirectory] = useState('');
  const others = formats.byFolderName(
    (data?.folders ?? []).filter(({ id, rights }) => rights === 'write' && id !== folder.id),
  );
  const isHere = target === folder.id;
  const path = directory.trim();
  const wrongPath = path.startsWith('/') || path.endsWith('/') || path.includes('//');
  return (
    <FormDialog
      title={say('moveTitle', { count })}
      verb={say('move')}
      ready={!wrongPath}
      busy={busy}
      error={error}
      onSubmit={() => onMove(isHere ? { directory: path } : { folder: target })}
      onClose={onClose}
    >
      <Select
        label={say('toFolder')}
        data={[
          { value: folder.id, label: say('thisFolder', { name: folder.name }) },
          ...others.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={target}
        onChange={(value) => setTarget(value ?? folder.id)}
        searchable
        openOnFocus={false}
        allowDeselect={false}
        data-autofocus
      />
      {isHere ? (
        <Autocomplete
          label={say('toDirectory')}
          description={say('toDirectoryHint')}
          data={[...directories]}
          value={directory}
          onChange={setDirectory}
          error={wrongPath ? say('noDirectoryName') : null}
        />
      ) : (
        <Text>{say('otherFolderHint')}</Text>
      )}
    </FormDialog>
  );
}
