import { useElementSize } from '@mantine/hooks';
import { Loading } from '../../ui/Loading.tsx';
import { PdfPage } from './PdfPage.tsx';
import classes from './preview.module.css';
import { type PdfFlaw, usePdf } from './use-pdf.ts';

/** The pages of a PDF below each other, as wide as there is room. */
export function PdfPreview({
  bytes,
  onFlaw,
}: {
  /** In base64. */
  readonly bytes: string;
  readonly onFlaw: (flaw: PdfFlaw) => void;
}) {
  const open = usePdf(bytes, onFlaw);
  const { ref, width } = useElementSize();
  return (
    <div ref={ref}>
      {open === null ? (
        <Loading />
      ) : (
        <ol className={classes.pages}>
          {Array.from({ length: open.pdf.numPages }, (_, index) => index + 1).map((number) => (
            <PdfPage key={number} open={open} number={number} width={width} onUnreadable={() => onFlaw('unreadable')} />
          ))}
        </ol>
      )}
    </div>
  );
}
