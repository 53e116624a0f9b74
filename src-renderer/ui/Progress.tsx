import { Progress as Bar, Button, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { JobProgress } from '../client/use-job.ts';
import { useFormats } from '../i18n/format.ts';
import { useTexts } from '../i18n/texts.ts';
import { uiTexts } from './texts.ts';

const whole = 100;
/** An estimate that jumps about is worse than an older one. */
const estimateMs = 5000;

/**
 * How far something long is. @param counted what is counted: bytes are written as sizes. @param name for a screen reader.
 * @param stays said beside Cancel: what stays when it is cancelled.
 */
export function Progress({
  progress,
  counted = 'things',
  name,
  stays,
  onCancel,
}: {
  readonly progress: JobProgress | null;
  readonly counted?: 'things' | 'bytes';
  readonly name?: string;
  readonly stays?: string;
  readonly onCancel?: () => void;
}) {
  const say = useTexts(uiTexts);
  const formats = useFormats();
  const estimate = useSteadyEstimate(progress?.estimateSeconds ?? null);
  const amount = counted === 'bytes' ? formats.size : formats.number;
  const done = progress?.done ?? 0;
  const total = progress?.total ?? null;
  // The last part is syncing to disk: the bar is full only when the call has ended.
  const percent = total === null || total === 0 ? null : Math.min(whole, Math.floor((done / total) * whole));
  return (
    <Stack gap={4}>
      <Bar.Root size="lg">
        <Bar.Section
          value={percent ?? whole}
          striped={percent === null}
          animated={percent === null}
          color="var(--dk-accent)"
          aria-label={name ?? say('progress')}
        />
      </Bar.Root>
      <Spoken percent={percent} />
      <Group justify="space-between" gap={8}>
        <Text size="xs" c="dimmed">
          {percent === whole
            ? say('finishing')
            : total === null
              ? say('countedSoFar', { done: amount(done) })
              : say('countedOf', { done: amount(done), total: amount(total) })}
          {estimate === null || percent === whole ? '' : ` · ${say('timeLeft', { time: formats.duration(estimate) })}`}
        </Text>
        {onCancel ? (
          <Button size="xs" variant="default" onClick={onCancel}>
            {say('cancel')}
          </Button>
        ) : null}
      </Group>
      {stays ? (
        <Text size="xs" c="dimmed">
          {stays}
        </Text>
      ) : null}
    </Stack>
  );
}

/** The estimate as it was at most five seconds ago. */
function useSteadyEstimate(seconds: number | null): number | null {
  const [shown, setShown] = useState(seconds);
  const changedAt = useRef(0);
  useEffect(() => {
    if (seconds === shown || Date.now() - changedAt.current < estimateMs) return;
    changedAt.current = Date.now();
    setShown(seconds);
  }, [seconds, shown]);
  return shown;
}

/** For who listens: the start, the half and the end. */
function Spoken({ percent }: { readonly percent: number | null }) {
  const say = useTexts(uiTexts);
  const step = percent === null || percent < whole / 2 ? 'spokenStart' : percent < whole ? 'spokenHalf' : 'spokenEnd';
  return <VisuallyHidden role="status">{say(step)}</VisuallyHidden>;
}
