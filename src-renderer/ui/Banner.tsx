import { Button, CloseButton, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTexts } from '../i18n/texts.ts';
import styles from './Banner.module.css';
import { uiTexts } from './texts.ts';

/** Something that stays while it is true. */
export interface BannerContent {
  readonly id: string;
  readonly kind: 'info' | 'warning' | 'danger';
  readonly text: string;
  /** What else there is to say, for who asks. */
  readonly more?: string | undefined;
  readonly act?: ReactNode;
  /** Only for what may be put away. */
  readonly onClose?: () => void;
}

/** A sentence above the screen. @param shown false for one that only keeps its place. */
export function Banner({
  shown,
  kind,
  text,
  more,
  act,
  onClose,
}: Omit<BannerContent, 'id'> & { readonly shown: boolean }) {
  const say = useTexts(uiTexts);
  const [open, setOpen] = useState(false);
  const Icon = kind === 'info' ? IconInfoCircle : IconAlertTriangle;
  return (
    <div className={styles.banner} data-shown={shown || undefined}>
      <Icon size={20} stroke={1.5} aria-hidden />
      <Text component="div" flex={1}>
        {text} {open ? more : null}
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
    </div>
  );
}
