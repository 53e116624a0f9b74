import { Anchor, Radio, SimpleGrid, Text } from '@mantine/core';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { StepForm } from '../../ui/StepForm.tsx';
import {
  type HostKey,
  isPlaceFilledIn,
  keyShownBy,
  kindCalled,
  type TargetFields,
  targetKinds,
  wantedPlace,
} from '../backups/AddTarget/fields.ts';
import { HostKeyQuestion } from '../backups/AddTarget/HostKeyQuestion.tsx';
import { PlaceFields } from '../backups/AddTarget/PlaceFields.tsx';
import { backupTexts } from '../backups/texts.ts';
import type { Source } from './Restore.tsx';
import { restoreTexts } from './texts.ts';

/** The place where the backups lie, reached at once. What was filled in stays when it is not reached. @param onAskTicket null where there is no other way. */
export function SourceStep({
  fields,
  onFields,
  onAskTicket,
  onBack,
  onNext,
}: {
  readonly fields: TargetFields;
  readonly onFields: (fields: TargetFields) => void;
  readonly onAskTicket: (() => void) | null;
  readonly onBack: () => void;
  readonly onNext: (reached: Source) => void;
}) {
  const say = useTexts(restoreTexts);
  const sayBackups = useTexts(backupTexts);
  const connect = useAct('restoreConnect');
  const shown = keyShownBy(connect.error) ?? (connect.isPending ? hostKeyOf(connect.variables) : null);
  const reach = (hostKey: HostKey | null) => connect.mutate(wantedPlace(fields, hostKey), { onSuccess: onNext });
  if (shown !== null) {
    const accept = () => reach(shown);
    return (
      <Panel title={sayBackups('hostKeyTitle')}>
        <HostKeyQuestion shown={shown} busy={connect.isPending} onAccept={accept} onBack={() => connect.reset()} />
      </Panel>
    );
  }
  return (
    <StepForm
      title={say('sourceTitle')}
      next={say('connect')}
      back={say('stop')}
      ready={isPlaceFilledIn(fields)}
      busy={connect.isPending}
      onNext={() => reach(null)}
      onBack={onBack}
    >
      <Text>{say('sourceWhy')}</Text>
      <Radio.Group
        label={sayBackups('kind')}
        value={fields.kind}
        onChange={(chosen) => {
          connect.reset();
          onFields({ ...fields, kind: kindCalled(chosen) });
        }}
      >
        <SimpleGrid cols={2} spacing={12} verticalSpacing={8} mt={8}>
          {targetKinds.map(([kind, text]) => (
            <Radio key={kind} value={kind} label={sayBackups(text)} />
          ))}
        </SimpleGrid>
      </Radio.Group>
      <PlaceFields fields={fields} onChange={(change) => onFields({ ...fields, ...change })} />
      <Problem error={connect.error} />
      {onAskTicket ? (
        <Text size="sm" c="dimmed">
          {say('notOfficer')}{' '}
          <Anchor component="button" type="button" size="sm" onClick={onAskTicket}>
            {say('askTicket')}
          </Anchor>
        </Text>
      ) : null}
    </StepForm>
  );
}

/** The key that was accepted for a server which is being reached. */
function hostKeyOf(asked: ReturnType<typeof wantedPlace> | undefined): HostKey | null {
  return asked?.place.kind === 'sftp' ? asked.place.hostKey : null;
}
