import { CloseButton, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTexts } from '../i18n/texts.ts';
import { colour } from './colours.ts';
import { uiTexts } from './texts.ts';

/** A sentence above the screen that stays while it is true. @param onClose only for what may be put away. */
export function Banner({
  kind,
  children,
  act,
  onClose,
}: {
  readonly kind: 'info' | 'warning' | 'danger';
  readonly children: ReactNode;
  readonly act?: ReactNode;
  readonly onClose?: () => void;
}) {
  const say = useTexts(uiTexts);
  const Icon = kind === 'info' ? IconInfoCircle : IconAlertTriangle;
  const paint =
    kind === 'info'
      ? { background: colour('selected'), color: colour('text') }
      : { background: colour(`${kind}-soft`), color: colour(kind) };
  return (
    <Group gap={12} px={24} py={8} wrap="nowrap" style={{ ...paint, borderBottom: `1px solid ${colour('divider')}` }}>
      <Icon size={20} stroke={1.5} aria-hidden style={{ flex: 'none' }} />
      <Text component="div" flex={1}>
        {children}
      </Text>
      {act}
      {onClose ? <CloseButton aria-label={say('close')} onClick={onClose} c="inherit" /> : null}
    </Group>
  );
}
