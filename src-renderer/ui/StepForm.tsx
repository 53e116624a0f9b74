import { Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { Panel } from './Panel.tsx';

/** One step: what is asked, and the way on and back. The heading takes the focus when the step comes. */
export function StepForm({
  title,
  children,
  next,
  back,
  ready,
  busy = false,
  holds = false,
  width,
  onNext,
  onBack,
}: {
  readonly title: string;
  readonly children: ReactNode;
  readonly next: string;
  readonly back: string;
  readonly ready: boolean;
  readonly busy?: boolean;
  /** No way back while it works: what comes of it is told here only. */
  readonly holds?: boolean;
  /** In pixels. */
  readonly width?: number;
  readonly onNext: () => void;
  readonly onBack: () => void;
}) {
  return (
    <Panel title={title} width={width}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !busy) onNext();
        }}
      >
        <Stack gap={16}>
          {children}
          <Group justify="flex-end" gap={8}>
            <Button variant="default" disabled={busy && holds} onClick={onBack}>
              {back}
            </Button>
            <Button type="submit" disabled={!ready} loading={busy}>
              {next}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
