import { Button, CloseButton, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTexts } from '../i18n/texts.ts';
import { colour } from './colours.ts';
import { uiTexts } from './texts.ts';

/**
 * A sentence above the screen that stays while it is true. @param more what else there is to say, for who asks.
 * @param onClose only for what may be put away.
 */
export function Banner({
  kind,
  children,
  more,
  act,
  onClose,
}: {
  readonly kind: 'info' | 'warning' | 'danger';
  readonly children: ReactNode;
  readonly more?: string | undefined;
  readonly act?: ReactNode;
  readonly onClose?: () => void;
}) {
  const say = useTexts(uiTexts);
  const [open, setOpen] = useState(false);
  const Icon = kind === 'info' ? IconInfoCircle : IconAlertTriangle;
  const paint =
    kind === 'info'
      ? { background: colour('selected'), color: colour('text') }
      : { background: colour(`${kind}-soft`), color: colour(kind) };
  return (
    <Group
      gap={12}
      px={24}
      py={4}
      mih={36}
      wrap="nowrap"
      style={{ ...paint, borderBottom: `1px solid ${colour('divider')}` }}
    >
      <Icon size={20} stroke={1.5} aria-hidden style={{ flex: 'none' }} />
      <Text component="div" flex={1}>
        {children} {open ? more : null}
      </Text>
      {more ? (
        <Button
          size="compact-sm"
          variant="subtle"
          c="inherit"
          bg="transparent"
          td="underline"
          flex="none"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {say(open ? 'less' : 'more')}
        </Button>
      ) : null}
      {act}
      {onClose ? <CloseButton aria-label={say('close')} onClick={onClose} c="inherit" /> : null}
    </Group>
  );
}
