import { Button, Checkbox, Group, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../client/query.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Problem } from '../../../ui/Problem.tsx';
import { uiTexts } from '../../../ui/texts.ts';
import { backupTexts } from '../texts.ts';
import { Added } from './Added.tsx';
import { emptyFields, type HostKey, isFilledIn, keyShownBy, kindCalled, targetKinds, wantedTarget } from './fields.ts';
import { HostKeyQuestion } from './HostKeyQuestion.tsx';
import { PlaceFields } from './PlaceFields.tsx';

/** Adds a place for backups: its kind, where it is and what signs in; then it is tried. A step that fails keeps all that was filled in. */
export function AddTarget({
  onClose,
  onAdded,
}: {
  readonly onClose: () => void;
  /** It was added, and the first backup is wished for. */
  readonly onAdded: (id: string) => void;
}) {
  const say = useTexts(backupTexts);
  const sayUi = useTexts(uiTexts);
  const add = useAct('backupTargetAdd');
  const [step, setStep] = useState<'kind' | 'place'>('kind');
  const [fields, setFields] = useState(emptyFields);
  const shown = keyShownBy(add.error);
  const tryIt = (hostKey: HostKey | null) => add.mutate(wantedTarget(fields, hostKey));
  const added = add.data;
  const title = added ? say('addedTitle', { name: added.name }) : say(shown ? 'hostKeyTitle' : 'addTitle');
  return (
    <Dialog opened onClose={onClose} size={520} title={title} closeOnClickOutside={false}>
      {added ? (
        <Added added={added} onFirst={() => onAdded(added.id)} onClose={onClose} />
      ) : shown ? (
        <HostKeyQuestion shown={shown} busy={add.isPending} onAccept={() => tryIt(shown)} onBack={() => add.reset()} />
      ) : (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (step === 'kind') setStep('place');
            else if (isFilledIn(fields)) tryIt(null);
          }}
        >
          <Stack gap={16}>
            {step === 'kind' ? (
              <Radio.Group
                label={say('kind')}
                value={fields.kind}
                onChange={(chosen) => setFields({ ...fields, kind: kindCalled(chosen) })}
              >
                <Stack gap={12} mt={8}>
                  {targetKinds.map(([kind, text, what]) => (
                    <Radio key={kind} value={kind} label={say(text)} description={say(what)} />
                  ))}
                </Stack>
              </Radio.Group>
            ) : (
              <>
                <TextInput
                  label={say('name')}
                  description={say('nameHint')}
                  value={fields.name}
                  onChange={(event) => setFields({ ...fields, name: event.currentTarget.value })}
                  maxLength={200}
                  autoComplete="off"
                  required
                  data-autofocus
                />
                <PlaceFields fields={fields} onChange={(change) => setFields((now) => ({ ...now, ...change }))} />
                {fields.kind === 's3' ? (
                  <Checkbox
                    label={say('lock')}
                    description={say('lockHint')}
                    checked={fields.lock}
                    onChange={(event) => setFields({ ...fields, lock: event.currentTarget.checked })}
                  />
                ) : null}
              </>
            )}
            <Problem error={add.error} />
            <Group justify="flex-end" gap={8}>
              <Button variant="default" onClick={step === 'kind' ? onClose : () => setStep('kind')}>
                {step === 'kind' ? sayUi('cancel') : say('back')}
              </Button>
              <Button type="submit" loading={add.isPending} disabled={step === 'place' && !isFilledIn(fields)}>
                {say(step === 'kind' ? 'next1' : 'test')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}
