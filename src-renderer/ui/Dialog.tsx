import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTexts } from '../i18n/texts.ts';
import { uiTexts } from './texts.ts';

/** A dialog over the screen: keeps the focus in, and gives it back when it goes, also when it is taken away while open. */
export function Dialog({ children, ...props }: ModalProps) {
  const say = useTexts(uiTexts);
  return (
    <Modal closeButtonProps={{ 'aria-label': say('close') }} {...props}>
      <ReturnFocus />
      {children}
    </Modal>
  );
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
