import { Button, Group, Paper, Stack, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';

/** One step: what is asked, and the way on and back. The heading takes the focus when the step comes. */
export function StepForm({
  title,
  children,
  next,
  back,
  ready,
  busy = false,
  holds = false,
  width = 520,
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
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <Paper p={24} w={width} maw="100%" withBorder>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !busy) onNext();
        }}
      >
        <Stack gap={16}>
          <Title order={1} fz={20} lh="28px" ref={heading} tabIndex={-1}>
            {title}
          </Title>
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
    </Paper>
  );
}
