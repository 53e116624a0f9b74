import { Button, Group, Stack, Text } from '@mantine/core';
import { useLongAct } from '../../client/use-job.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { uiTexts } from '../../ui/texts.ts';
import { FirstPassword } from './FirstPassword.tsx';
import type { PersonInList } from './PersonState.tsx';
import { peopleTexts } from './texts.ts';

/** A new first password for somebody who lost hers: new keys for all that the old one opened. */
export function ResetPassword({ person, onClose }: { readonly person: PersonInList; readonly onClose: () => void }) {
  const say = useTexts(peopleTexts);
  const sayUi = useTexts(uiTexts);
  const { act, progress } = useLongAct('userReset');
  const { name } = person;
  return (
    <Dialog
      opened
      busy={act.isPending}
      onClose={onClose}
      size={520}
      title={act.data ? say('firstTitle', { name }) : say('resetTitle', { name })}
      closeOnClickOutside={!act.data}
    >
      {act.data ? (
        <FirstPassword name={name} password={act.data.password} onDone={onClose} />
      ) : (
        <Stack gap={16}>
          <Text>{say('resetText', { name })}</Text>
          {act.isPending ? <Progress progress={progress} name={say('rekeying')} stays={say('resetStays')} /> : null}
          <Problem error={act.error} />
          <Group justify="flex-end" gap={8}>
            <Button variant="default" disabled={act.isPending} onClick={onClose} data-autofocus>
              {sayUi('cancel')}
            </Button>
            <Button loading={act.isPending} onClick={() => act.mutate({ user: person.id })}>
              {say('resetVerb')}
            </Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  );
}
