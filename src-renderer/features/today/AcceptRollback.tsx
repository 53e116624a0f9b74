import { Text } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { ReasonField } from '../../ui/ReasonField.tsx';
import { todayTexts } from './texts.ts';

/** Goes on with a vault that is older than this computer remembers, with the reason for the log. */
export function AcceptRollback({ onClose }: { readonly onClose: () => void }) {
  const say = useTexts(todayTexts);
  const accept = useAct('acceptRollback');
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title={say('acceptTitle')}
      verb={say('accept')}
      ready={reason.trim() !== ''}
      busy={accept.isPending}
      error={accept.error}
      onSubmit={() => accept.mutate({ reason }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Text>{say('acceptText')}</Text>
      <ReasonField value={reason} onChange={setReason} hasFocus />
    </FormDialog>
  );
}
