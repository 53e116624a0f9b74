import { Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useRouter } from '../../app/router.tsx';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { uiTexts } from '../../ui/texts.ts';
import { folderListTexts } from './texts.ts';

/** Makes a folder and goes there. */
export function NewFolder({ onClose }: { readonly onClose: () => void }) {
  const say = useTexts(folderListTexts);
  const sayUi = useTexts(uiTexts);
  const { go } = useRouter();
  const create = useAct('folderCreate');
  const [name, setName] = useState('');
  const [kind, setKind] = useState<'client' | 'personnel'>('client');
  const onCreate = () =>
    create.mutate(
      { name, kind },
      {
        onSuccess: ({ id }) => {
          onClose();
          go({ screen: 'folder', folder: id, tab: 'documents' });
        },
      },
    );
  return (
    <Dialog opened onClose={onClose} title={say('newFolder')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') onCreate();
        }}
      >
        <Stack gap={16}>
          <TextInput
            label={say('newName')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={200}
            data-autofocus
          />
          <Radio.Group
            label={say('kind')}
            value={kind}
            onChange={(value) => setKind(value === 'personnel' ? 'personnel' : 'client')}
          >
            <Stack gap={8} mt={4}>
              <Radio value="client" label={say('clientFolder')} description={say('clientHint')} />
              <Radio value="personnel" label={say('personnelFolder')} description={say('personnelHint')} />
            </Stack>
          </Radio.Group>
          <Text c="dimmed">{say('onlyYou')}</Text>
          <Problem error={create.error} />
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              {sayUi('cancel')}
            </Button>
            <Button type="submit" disabled={name.trim() === ''} loading={create.isPending}>
              {say('create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
