import { Button, Stack, Text } from '@mantine/core';
import { IconFileExport, IconFileOff } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { Loading } from '../../ui/Loading.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { ImagePreview } from './ImagePreview.tsx';
import classes from './preview.module.css';
import { previewTexts } from './texts.ts';
import { type Content, useContent } from './use-content.ts';

const PdfPreview = lazy(async () => ({ default: (await import('./PdfPreview.tsx')).PdfPreview }));

/** Why nothing of a document stands there. */
type Flaw = 'none' | 'tooLarge' | 'unreadable' | 'password';

/**
 * What a document holds, read without a file outside the vault. Give it a `key` for each version: it reads once.
 * @param onExport for what cannot be shown here.
 */
export function Preview({
  name,
  read,
  onExport,
}: {
  readonly name: string;
  readonly read: () => Promise<{ readonly content: Content }>;
  readonly onExport: () => void;
}) {
  const reading = useContent(read);
  const [flaw, setFlaw] = useState<Flaw | null>(null);
  if (reading.state === 'reading') return <Loading />;
  if (reading.state === 'failed') {
    if (reading.error.details.reason === 'too-large-to-show') return <NotShown why="tooLarge" onExport={onExport} />;
    return <Problem error={reading.error} />;
  }
  const { content } = reading;
  if (flaw !== null) return <NotShown why={flaw} onExport={onExport} />;
  if (content.kind === 'text') {
    return (
      <>
        {content.cut ? <Cut /> : null}
        <Sheet name={name}>
          <TextPreview text={content.text} />
        </Sheet>
      </>
    );
  }
  if (content.kind === 'image') {
    return (
      <Sheet name={name}>
        <ImagePreview name={name} image={content} onUnreadable={() => setFlaw('unreadable')} />
      </Sheet>
    );
  }
  if (content.kind === 'pdf') {
    return (
      <Sheet name={name}>
        <Suspense fallback={<Loading />}>
          <PdfPreview bytes={content.bytes} onFlaw={setFlaw} />
        </Suspense>
      </Sheet>
    );
  }
  return <NotShown why="none" onExport={onExport} />;
}

/** The part that scrolls, which keys reach. */
function Sheet({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const say = useTexts(previewTexts);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className={classes.sheet} tabIndex={0} aria-label={say('contentOf', { name })} data-scrolls>
      {children}
    </section>
  );
}

function TextPreview({ text }: { readonly text: string }) {
  const say = useTexts(previewTexts);
  if (text === '') return <Text c="dimmed">{say('empty')}</Text>;
  return (
    <pre className={classes.text} dir="auto">
      {text}
    </pre>
  );
}

function Cut() {
  const say = useTexts(previewTexts);
  return <Notice kind="info">{say('cut')}</Notice>;
}

function NotShown({ why, onExport }: { readonly why: Flaw; readonly onExport: () => void }) {
  const say = useTexts(previewTexts);
  return (
    <Stack className={classes.none ?? ''} role="status" align="center" gap={12}>
      <IconFileOff size={32} stroke={1.5} aria-hidden />
      <Text ta="center">{say(why)}</Text>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconFileExport size={16} stroke={1.5} aria-hidden />}
        onClick={onExport}
      >
        {say('export')}
      </Button>
    </Stack>
  );
}
