import { Text } from '@mantine/core';
import { useAct } from '../../../client/query.ts';
import { useFormats } from '../../../i18n/format.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Confirm } from '../../../ui/Confirm.tsx';
import { pruningTexts } from './texts.ts';

/** The Privacy Officer's word that she has seen what is wrong with the backups on a target, and that they may be pruned all the same. */
export function Acknowledge({
  target,
  upTo,
  onEnd,
}: {
  readonly target: { readonly id: string };
  /** The number of the newest backup that anything tells of. */
  readonly upTo: number;
  readonly onEnd: (isDone: boolean) => void;
}) {
  const say = useTexts(pruningTexts);
  const formats = useFormats();
  const acknowledge = useAct('backupAcknowledge');
  return (
    <Confirm
      opened
      title={say('acknowledgeTitle')}
      verb={say('acknowledge')}
      busy={acknowledge.isPending}
      error={acknowledge.error}
      onConfirm={() => acknowledge.mutate({ target: target.id, upTo }, { onSuccess: () => onEnd(true) })}
      onCancel={() => onEnd(false)}
    >
      <Text mb={8}>{say('acknowledgeWhat', { number: formats.number(upTo) })}</Text>
      <Text>{say('acknowledgeLogged')}</Text>
    </Confirm>
  );
}
