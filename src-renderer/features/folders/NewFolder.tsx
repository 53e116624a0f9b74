import { Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useRouter } from '../../app/router.tsx';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { folderListTexts } from './texts.ts';

/** Makes a folder and goes there. */
export function NewFolder({ onClose }: { readonly onClose: () => void }) {
  const say = useTexts(folderListTexts);
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
    <FormDialog
      title={say('newFolder')}
      verb={say('create')}
      ready={name.trim() !== ''}
      busy={create.isPending}
      error={create.error}
      onSubmit={onCreate}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}
