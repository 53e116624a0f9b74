import { Autocomplete, Button, Group, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { CallError } from '../../../client/client.ts';
import { useCall } from '../../../client/query.ts';
import { useFormats } from '../../../i18n/format.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Problem } from '../../../ui/Problem.tsx';
import { uiTexts } from '../../../ui/texts.ts';
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
  const sayUi = useTexts(uiTexts);
  const formats = useFormats();
  const { data } = useCall('folderList', {});
  const [target, setTarget] = useState(folder.id);
  const [directory, setDirectory] = useState('');
  const others = (data?.folders ?? [])
    .filter(({ id, rights }) => rights === 'write' && id !== folder.id)
    .sort((a, b) => formats.compare(a.name, b.name));
  const isHere = target === folder.id;
  const path = directory.trim();
  const wrongPath = path.startsWith('/') || path.endsWith('/') || path.includes('//');
  return (
    <Dialog opened onClose={onClose} title={say('moveTitle', { count })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!wrongPath) onMove(isHere ? { directory: path } : { folder: target });
        }}
      >
        <Stack gap={16}>
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
          <Problem error={error} />
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              {sayUi('cancel')}
            </Button>
            <Button type="submit" disabled={wrongPath} loading={busy}>
              {say('move')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
