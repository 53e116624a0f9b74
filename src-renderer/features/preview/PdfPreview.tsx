import { useElementSize } from '@mantine/hooks';
import { useTexts } from '../../i18n/texts.ts';
import { Loading } from '../../ui/Loading.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PdfPage } from './PdfPage.tsx';
import classes from './preview.module.css';
import { previewTexts } from './texts.ts';
import { type PdfFlaw, usePdf } from './use-pdf.ts';

/** A few kilobytes can hold one page a million times, which no window shows. */
const mostPages = 1000;

/** The pages of a PDF below each other, as wide as there is room. */
export function PdfPreview({
  bytes,
  onFlaw,
}: {
  /** In base64. */
  readonly bytes: string;
  readonly onFlaw: (flaw: PdfFlaw) => void;
}) {
  const say = useTexts(previewTexts);
  const open = usePdf(bytes, onFlaw);
  const { ref, width } = useElementSize();
  return (
    <div ref={ref}>
      {open === null ? (
        <Loading />
      ) : (
        <>
          {open.pdf.numPages > mostPages ? <Notice kind="info">{say('cut')}</Notice> : null}
          <ol className={classes.pages}>
            {Array.from({ length: Math.min(open.pdf.numPages, mostPages) }, (_, index) => index + 1).map((number) => (
              <PdfPage
                key={number}
                open={open}
                number={number}
                width={width}
                onUnreadable={() => onFlaw('unreadable')}
              />
            ))}
          </ol>
        </>
      )}
    </div>
  );
}
