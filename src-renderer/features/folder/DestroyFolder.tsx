import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useRouter } from '../../app/router.tsx';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { ReasonField } from '../../ui/ReasonField.tsx';
import { endUndoing } from '../../ui/Undo/use-undo.tsx';
import { folderTexts } from './texts.ts';
import type { OpenFolder } from './use-open-folder.ts';

/** Erases the folder with everything in it. */
export function DestroyFolder({
  folder,
  documents,
  onClose,
}: {
  readonly folder: OpenFolder;
  readonly documents: number;
  readonly onClose: () => void;
}) {
  const say = useTexts(folderTexts);
  const { go } = useRouter();
  const destroy = useAct('folderDestroy');
  const [reason, setReason] = useState('');
  const onDestroyed = () => {
    endUndoing();
    go({ screen: 'folders' });
  };
  return (
    <Confirm
      opened
      title={say('destroyTitle', { name: folder.name })}
      verb={say('destroy')}
      nameToType={folder.name}
      busy={destroy.isPending}
      error={destroy.error}
      ready={reason.trim() !== ''}
      onConfirm={() => destroy.mutate({ folder: folder.id, reason }, { onSuccess: onDestroyed })}
      onCancel={onClose}
    >
      <Stack gap={16}>
        <Text>{say('destroyText', { count: documents })}</Text>
        <ReasonField value={reason} onChange={setReason} />
      </Stack>
    </Confirm>
  );
}
