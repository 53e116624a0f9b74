import { Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { colour } from './colours.ts';

const paints = {
  info: { background: colour('sunken'), color: colour('text'), Icon: IconInfoCircle },
  ok: { background: colour('ok-soft'), color: colour('ok'), Icon: IconCheck },
  warning: { background: colour('warning-soft'), color: colour('warning'), Icon: IconAlertTriangle },
  danger: { background: colour('danger-soft'), color: colour('danger'), Icon: IconAlertTriangle },
} as const;

/**
 * Something to know beside what it is about: told by colour, shape and words. @param role for what was not there before.
 * @param act beside the words.
 */
export function Notice({
  kind,
  role,
  title,
  children,
  act,
}: {
  readonly kind: keyof typeof paints;
  readonly role?: 'alert';
  readonly title?: string;
  readonly children: ReactNode;
  readonly act?: ReactNode;
}) {
  const { Icon, ...paint } = paints[kind];
  return (
    <div
      role={role}
      style={{
        ...paint,
        display: 'flex',
        gap: 8,
        padding: '8px 12px',
        borderRadius: 4,
        alignItems: 'flex-start',
        alignSelf: 'stretch',
        // Seen only where the system has its own colours and draws no ground.
        outline: '1px solid transparent',
        outlineOffset: -1,
      }}
    >
      <Icon size={18} stroke={1.5} aria-hidden style={{ flex: 'none', marginTop: 1 }} />
      <Text component="div" flex={1} style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        {title === undefined ? null : <Text fw={600}>{title}</Text>}
        {children}
      </Text>
      {act}
    </div>
  );
}
