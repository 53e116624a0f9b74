import { Button, Group, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { IconMessageQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { useCommand } from '../../app/commands.ts';
import { useAct, useCall } from '../../client/query.ts';
import { useDraft } from '../../client/use-draft.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import classes from './archive.module.css';
import { archiveTexts } from './texts.ts';

type Request = WindowOutput<'requestListMine'>[number];

/** What the archive is, for who cannot open it, and how to ask for something of it. Says nothing of what it holds. */
export function AskForDocument({ folder }: { readonly folder: string }) {
  const say = useTexts(archiveTexts);
  const requests = useCall('requestListMine', {});
  const [asking, setAsking] = useState(false);
  const [sent, setSent] = useState(false);
  useCommand('new', () => setAsking(true));
  const own = requests.data?.filter((request) => request.folder === folder);
  return (
    <div className={classes.scroll}>
      <Stack gap={8} maw={640}>
        <Text>{say('whatItIs')}</Text>
        <Text c="dimmed">{say('notForYou')}</Text>
      </Stack>
      <Group>
        <Button
          leftSection={<IconMessageQuestion size={18} stroke={1.5} aria-hidden />}
          onClick={() => setAsking(true)}
        >
          {say('ask')}
        </Button>
      </Group>
      {sent ? (
        <div role="status">
          <Notice kind="ok">{say('asked')}</Notice>
        </div>
      ) : null}
      <Problem error={requests.error} />
      <section aria-labelledby="my-requests">
        <Title order={2} id="my-requests" fz={16} lh="22px" mb={8}>
          {say('myRequests')}
        </Title>
        {own?.length === 0 ? <Text c="dimmed">{say('noRequests')}</Text> : null}
        <ul className={classes.requests}>
          {own?.map((request) => (
            <MyRequest key={request.id} request={request} />
          ))}
        </ul>
      </section>
      {asking ? <AskDialog folder={folder} onAsked={() => setSent(true)} onClose={() => setAsking(false)} /> : null}
    </div>
  );
}

function MyRequest({ request }: { readonly request: Request }) {
  const say = useTexts(archiveTexts);
  const formats = useFormats();
  const { name, reason, state, askedAt, answeredAt, answer } = request;
  return (
    <li>
      <Text>
        <strong>
          <bdi>{name}</bdi>
        </strong>
        {' · '}
        {say(`state-${state}`)}
      </Text>
      <Text c="dimmed">{reason}</Text>
      {answer ? <Text>{say('answer', { answer })}</Text> : null}
      <Text size="xs" c="dimmed">
        {say('askedAt', { at: formats.timeInText(askedAt) })}
        {answeredAt === null ? '' : ` · ${say('answeredAt', { at: formats.timeInText(answeredAt) })}`}
      </Text>
    </li>
  );
}

function AskDialog({
  folder,
  onAsked,
  onClose,
}: {
  readonly folder: string;
  readonly onAsked: () => void;
  readonly onClose: () => void;
}) {
  const say = useTexts(archiveTexts);
  const ask = useAct('requestAsk');
  const [what, setWhat] = useState('');
  const reason = useDraft(`request/${folder}`);
  const send = () =>
    ask.mutate(
      { kind: 'archive', folder, what, reason: reason.text },
      {
        onSuccess: () => {
          reason.done();
          onAsked();
          onClose();
        },
      },
    );
  return (
    <FormDialog
      title={say('askTitle')}
      verb={say('askSend')}
      ready={what.trim() !== '' && reason.text.trim() !== ''}
      busy={ask.isPending}
      error={ask.error}
      onSubmit={send}
      onClose={onClose}
    >
      <TextInput
        label={say('askWhat')}
        description={say('askWhatHint')}
        value={what}
        onChange={(event) => setWhat(event.currentTarget.value)}
        maxLength={500}
        data-autofocus
      />
      <Textarea
        label={say('askReason')}
        description={say('askReasonHint')}
        value={reason.text}
        onChange={(event) => reason.write(event.currentTarget.value)}
        maxLength={2000}
        autosize
        minRows={2}
      />
    </FormDialog>
  );
}
