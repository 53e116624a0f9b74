import { Paper, Stack, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';

/** A sheet in the middle of the screen, of a step or of what came of one. Its heading takes the focus when it comes. */
export function Panel({
  title,
  width = 520,
  children,
}: {
  readonly title: string;
  /** In pixels. */
  readonly width?: number | undefined;
  readonly children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <Paper p={24} w={width} maw="100%" withBorder>
      <Stack gap={16}>
        <Title order={1} fz={20} lh="28px" ref={heading} tabIndex={-1}>
          {title}
        </Title>
        {children}
      </Stack>
    </Paper>
  );
}
