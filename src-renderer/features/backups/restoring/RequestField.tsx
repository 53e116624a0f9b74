import { Button, Group, Text } from '@mantine/core';
import { type DragEvent, useState } from 'react';
import type { WindowOutput } from '../../../../src-main/contract/window/calls.ts';
import { useAct } from '../../../client/query.ts';
import { useFormats } from '../../../i18n/format.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Bdi } from '../../../ui/Bdi.tsx';
import { Fact } from '../../../ui/Fact.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Problem } from '../../../ui/Problem.tsx';
import cardClasses from '../TargetCard.module.css';
import { restoringTexts } from './texts.ts';

export type ChosenRequest = NonNullable<WindowOutput<'ticketChooseRequest'>>;

const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');

/** The request of a computer that is to restore, by a dialog or by a drop, and what it says of who asks. */
export function RequestField({
  request,
  onChange,
}: {
  readonly request: ChosenRequest | null;
  readonly onChange: (request: ChosenRequest) => void;
}) {
  const say = useTexts(restoringTexts);
  const formats = useFormats();
  const choose = useAct('ticketChooseRequest');
  const [nothing, setNothing] = useState(false);
  const open = (offer: string | null) => {
    setNothing(false);
    choose.mutate({ offer }, { onSuccess: (chosen) => chosen && onChange(chosen) });
  };
  const take = async (files: readonly File[]) => {
    const offer = await window.app.offerDrop(files);
    if (offer === null) setNothing(true);
    else open(offer);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button does the same for who does not drag
    <div
      className={cardClasses.card}
      data-drop-region=""
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        void take([...event.dataTransfer.files]);
      }}
    >
      {request ? (
        <dl className={cardClasses.facts}>
          <Fact label={say('ticketComputer')}>
            <Bdi>{request.computer}</Bdi>
          </Fact>
          <Fact label={say('ticketAsked')}>{formats.timeInText(request.at)}</Fact>
        </dl>
      ) : null}
      <Group gap={12}>
        <Button
          variant="default"
          loading={choose.isPending}
          onClick={() => open(null)}
          {...(request ? {} : { 'data-autofocus': true })}
        >
          {say(request ? 'ticketOther' : 'ticketChoose')}
        </Button>
        <Text size="sm" c="dimmed">
          {say('ticketDrop')}
        </Text>
      </Group>
      {nothing ? <Notice kind="warning">{say('ticketDropNothing')}</Notice> : null}
      <Problem error={choose.error} />
    </div>
  );
}
