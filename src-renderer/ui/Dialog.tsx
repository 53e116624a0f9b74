import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../i18n/texts.ts';
import { uiTexts } from './texts.ts';

/**
 * A dialog over the screen: keeps the focus in, and gives it back when it goes, also when it is taken away while open.
 * @param busy it works, and does not close before it has shown what came of it.
 */
export function Dialog({ children, busy = false, ...props }: ModalProps & { readonly busy?: boolean }) {
  const say = useTexts(uiTexts);
  const held = busy ? { closeOnEscape: false, closeOnClickOutside: false } : {};
  return (
    <Modal closeButtonProps={{ 'aria-label': say('close'), disabled: busy }} {...props} {...held}>
      <ReturnFocus />
      {busy ? <HoldFocus /> : null}
      {children}
    </Modal>
  );
}

/** A button that is off while it works loses the focus, and Tab would go on behind the dialog: the dialog itself takes it. */
function HoldFocus() {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const focused = document.activeElement;
    if (focused !== null && focused !== document.body && !focused.matches(':disabled')) return;
    place.current?.closest<HTMLElement>('[role=dialog]')?.focus({ preventScroll: true });
  }, []);
  return <span ref={place} hidden />;
}

/** Where the focus was before; where that is gone, the screen. */
function ReturnFocus() {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (document.activeElement !== null && document.activeElement !== document.body) return;
      const there = before instanceof HTMLElement && before.isConnected ? before : document.getElementById('screen');
      there?.focus({ preventScroll: true });
    },
    [before],
  );
  return null;
}
