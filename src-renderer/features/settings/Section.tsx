import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A part of a page of settings: what it is, what it means, what can be set. */
export function Section({
  title,
  what,
  children,
}: {
  readonly title: string;
  readonly what?: string;
  readonly children: ReactNode;
}) {
  return (
    <Stack component="section" aria-label={title} gap={12} align="flex-start">
      <div>
        <Title order={2} fz={16} lh="22px">
          {title}
        </Title>
        {what ? (
          <Text c="dimmed" maw={640}>
            {what}
          </Text>
        ) : null}
      </div>
      {children}
    </Stack>
  );
}
