import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { WindowOutput } from '../../../../src-main/contract/window/calls.ts';
import { useLongAct } from '../../../client/use-job.ts';
import { useFormats } from '../../../i18n/format.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Findings } from '../../../ui/Findings/Findings.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Progress } from '../../../ui/Progress.tsx';
import { ChooseMoment, type ChosenMoment } from './ChooseMoment.tsx';
import { type ChosenRequest, RequestField } from './RequestField.tsx';
import { restoringTexts } from './texts.ts';
import { useOwnKey } from './use-own-key.tsx';

const steps = ['request', 'moment', 'key'] as const;
const titles = { request: 'ticketTitle', moment: 'ticketMomentTitle', key: 'keyTitle' } as const;

/** Answers another computer's request to restore: which moment it may have back, the recovery key, and the file to give it. */
export function MakeTicket({ onClose }: { readonly onClose: () => void }) {
  const say = useTexts(restoringTexts);
  const formats = useFormats();
  const { act: make, progress, cancel } = useLongAct('ticketMake');
  const [at, setAt] = useState(0);
  const [request, setRequest] = useState<ChosenRequest | null>(null);
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState<ChosenMoment | null>(null);
  const { key, entry } = useOwnKey();
  const step = steps[at] ?? 'request';
  if (make.data) return <Made made={make.data} onClose={onClose} />;
  const ready = { request: request !== null && words.trim() !== '', moment: chosen !== null, key: key !== null }[step];
  return (
    <FormDialog
      title={say(titles[step])}
      verb={say(step === 'key' ? 'ticketMake' : 'next')}
      size={step === 'moment' ? 760 : 520}
      ready={ready}
      busy={make.isPending}
      error={step === 'key' ? make.error : null}
      staysOpen
      {...(at === 0 ? {} : { back: { text: say('back'), onBack: () => setAt(at - 1) } })}
      onClose={onClose}
      onSubmit={() => {
        if (step !== 'key') return setAt(at + 1);
        if (request === null || chosen === null || key === null) return undefined;
        return make.mutate({
          target: chosen.target,
          snapshot: chosen.moment.id,
          request: request.handle,
          fingerprint: words.trim(),
          key,
        });
      }}
    >
      {step === 'request' ? (
        <>
          <Text>{say('ticketWhat')}</Text>
          <RequestField request={request} onChange={setRequest} />
          {request ? (
            <TextInput
              label={say('ticketWords')}
              description={say('ticketWordsHint')}
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
              maxLength={100}
              autoComplete="off"
              spellCheck={false}
              styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            />
          ) : null}
        </>
      ) : null}
      {step === 'moment' ? <ChooseMoment chosen={chosen} onChange={setChosen} /> : null}
      {step === 'key' && request && chosen ? (
        <>
          <Text>
            {say('ticketKeyWhat', { time: formats.timeInText(chosen.moment.at), computer: request.computer })}
          </Text>
          {entry}
        </>
      ) : null}
      {make.isPending ? (
        <Progress progress={progress} counted="bytes" name={say('ticketMaking')} onCancel={cancel} />
      ) : null}
    </FormDialog>
  );
}

function Made({
  made: { saved, computer, findings },
  onClose,
}: {
  readonly made: NonNullable<WindowOutput<'ticketMake'>>;
  readonly onClose: () => void;
}) {
  const say = useTexts(restoringTexts);
  return (
    <Dialog opened onClose={onClose} title={say('ticketTitle')} size={520}>
      <Stack gap={16}>
        <div role="status">
          <Notice kind="ok">{say('ticketDone', { name: saved })}</Notice>
        </div>
        <Text>{say('ticketDoneWhat', { computer })}</Text>
        <Text>{say('ticketThen')}</Text>
        {findings.length > 0 ? (
          <>
            <Notice kind="warning" title={say('findingsTitle')}>
              {say('findingsWhat')}
            </Notice>
            <Findings findings={findings} />
          </>
        ) : null}
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            {say('done')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
