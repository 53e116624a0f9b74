import { Text, VisuallyHidden } from '@mantine/core';
import type { PDFPageProxy, RenderTask } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import classes from './preview.module.css';
import { previewTexts } from './texts.ts';
import type { OpenPdf } from './use-pdf.ts';

/** As many points as a canvas of any computer has. */
const mostPoints = 16_000_000;

/** One page as a picture, drawn while it is in sight or nearly so; its text is read out. */
export function PdfPage({
  open: { pdf, ratio },
  number,
  width,
  onUnreadable,
}: {
  readonly open: OpenPdf;
  readonly number: number;
  /** In pixels of the page. */
  readonly width: number;
  readonly onUnreadable: () => void;
}) {
  const say = useTexts(previewTexts);
  const place = useRef<HTMLDivElement>(null);
  const isNear = useIsNear(place);
  const [own, setOwn] = useState({ ratio, text: '' });
  const failed = useRef(onUnreadable);
  failed.current = onUnreadable;
  useEffect(() => {
    const at = place.current;
    if (!isNear || width === 0 || at === null) return undefined;
    let gone = false;
    let task: RenderTask | null = null;
    const canvas = document.createElement('canvas');
    const draw = async () => {
      const page = await pdf.getPage(number);
      if (gone) return;
      const viewport = viewportOf(page, width);
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      task = page.render({ canvas, viewport });
      await task.promise;
      const text = await textOf(page);
      if (gone) return;
      at.replaceChildren(canvas);
      setOwn({ ratio: canvas.height / canvas.width, text });
    };
    draw().catch(() => {
      if (!gone) failed.current();
    });
    return () => {
      gone = true;
      task?.cancel();
    };
  }, [pdf, number, width, isNear]);
  useEffect(() => {
    if (!isNear) place.current?.replaceChildren();
  }, [isNear]);
  return (
    <li>
      <Text size="xs" c="dimmed">
        {say('page', { number, pages: pdf.numPages })}
      </Text>
      <div ref={place} className={classes.page} style={{ aspectRatio: 1 / own.ratio }} aria-hidden />
      <VisuallyHidden>{own.text}</VisuallyHidden>
    </li>
  );
}

function viewportOf(page: PDFPageProxy, width: number) {
  const natural = page.getViewport({ scale: 1 });
  const sharp = (width / natural.width) * window.devicePixelRatio;
  const most = Math.sqrt(mostPoints / (natural.width * natural.height));
  return page.getViewport({ scale: Math.min(sharp, most) });
}

async function textOf(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('');
}

function useIsNear(place: { readonly current: Element | null }): boolean {
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    const at = place.current;
    if (at === null) return undefined;
    const observer = new IntersectionObserver(([entry]) => setIsNear(entry?.isIntersecting ?? false), {
      rootMargin: '600px',
    });
    observer.observe(at);
    return () => observer.disconnect();
  }, [place]);
  return isNear;
}
