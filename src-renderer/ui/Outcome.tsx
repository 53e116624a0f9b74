import { CloseButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../i18n/texts.ts';
import { Notice } from './Notice.tsx';
import { uiTexts } from './texts.ts';

/** What came of an act: said once, and shown until it is put away. */
export function Outcome({
  kind,
  children,
  onPutAway,
}: {
  readonly kind: Parameters<typeof Notice>[0]['kind'];
  readonly children: ReactNode;
  readonly onPutAway: () => void;
}) {
  return (
    <div role="status">
      <Notice kind={kind} act={<PutAway onClick={onPutAway} />}>
        {children}
      </Notice>
    </div>
  );
}

/** Puts away what was told. */
export function PutAway({ onClick }: { readonly onClick: () => void }) {
  const say = useTexts(uiTexts);
  return <CloseButton size={24} c="inherit" aria-label={say('putAway')} onClick={onClick} />;
}
