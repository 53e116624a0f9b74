import { List, Stack, Text } from '@mantine/core';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Bdi } from '../../ui/Bdi.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { settingsTexts } from './texts.ts';

export type StruckOff = WindowOutput<'computerRevoke'>;

/** Asks before a computer is struck off. */
export function StrikeOff({
  computer,
  onEnd,
}: {
  readonly computer: { readonly id: string; readonly name: string };
  readonly onEnd: (struckOff: StruckOff | null) => void;
}) {
  const say = useTexts(settingsTexts);
  const revoke = useAct('computerRevoke');
  return (
    <Confirm
      opened
      title={say('strikeOffTitle', { name: computer.name })}
      verb={say('strikeOff')}
      nameToType={computer.name}
      busy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate({ computer: computer.id }, { onSuccess: onEnd })}
      onCancel={() => onEnd(null)}
    >
      <Stack gap={8}>
        <Text>{say('strikeOffWhat')}</Text>
        <Text>{say('strikeOffRest')}</Text>
      </Stack>
    </Confirm>
  );
}

/** What is done, and what the Privacy Officer has to do yet for those who may have used it. */
export function StrikeOffOutcome({ struckOff }: { readonly struckOff: StruckOff }) {
  const say = useTexts(settingsTexts);
  return (
    <Stack gap={8}>
      <Notice kind="ok">{say('strikeOffDone', { name: struckOff.name })}</Notice>
      {struckOff.rotated ? null : <Notice kind="info">{say('strikeOffLater')}</Notice>}
      {struckOff.renew.length > 0 ? (
        <Notice kind="warning">
          {say('strikeOffRenew')}
          <List>
            {struckOff.renew.map(({ id, name, role }) => (
              <List.Item key={id}>
                <Bdi>{name}</Bdi>: {say(role === 'privacy-officer' ? 'renewOfficer' : 'renewUser')}
              </List.Item>
            ))}
          </List>
        </Notice>
      ) : null}
    </Stack>
  );
}
