import { Group, Stack, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useSetPageTitle } from './page-title.tsx';

/** A screen: its one first heading, which takes the focus when the screen comes, its acts, and what it shows. */
export function Page({
  title,
  acts,
  children,
}: {
  readonly title: string;
  readonly acts?: ReactNode;
  readonly children: ReactNode;
}) {
  useSetPageTitle(title);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <Stack gap={16} p={24} h="100%">
      <Group justify="space-between" wrap="nowrap" mih={32}>
        <Title order={1} ref={heading} tabIndex={-1} fz={20} lh="28px">
          {title}
        </Title>
        {acts ? <Group gap={8}>{acts}</Group> : null}
      </Group>
      {children}
    </Stack>
  );
}
