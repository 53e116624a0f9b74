import { getDocument, type PDFDocumentProxy, PDFWorker } from 'pdfjs-dist';
import workerAddress from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { useEffect, useRef, useState } from 'react';

export interface OpenPdf {
  readonly pdf: PDFDocumentProxy;
  /** Height of the first page for a width of 1: what the others are taken for until they are drawn. */
  readonly ratio: number;
}

export type PdfFlaw = 'unreadable' | 'password';

/**
 * Takes a PDF apart in a thread of its own, which ends with the component. Nothing of it runs: no scripts, no forms of XFA, and
 * no links, for its pages are pictures.
 */
export function usePdf(bytes: string, onFlaw: (flaw: PdfFlaw) => void): OpenPdf | null {
  const [open, setOpen] = useState<OpenPdf | null>(null);
  const flawed = useRef(onFlaw);
  flawed.current = onFlaw;
  useEffect(() => {
    let gone = false;
    const fail = (error: unknown) => {
      if (gone) return;
      flawed.current(error instanceof Error && error.name === 'PasswordException' ? 'password' : 'unreadable');
    };
    const port = new Worker(workerAddress, { type: 'module' });
    port.addEventListener('error', fail);
    const worker = PDFWorker.create({ port });
    const task = getDocument({
      data: Uint8Array.fromBase64(bytes),
      worker,
      enableXfa: false,
      // The policy lets no WebAssembly into this page: images that need it are decoded by the build's own scripts.
      useWasm: false,
      wasmUrl: new URL('./assets/pdf/', document.baseURI).href,
      verbosity: 0,
    });
    const opened = async () => {
      const pdf = await task.promise;
      const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
      if (!gone) setOpen({ pdf, ratio: height / width });
    };
    opened().catch(fail);
    return () => {
      gone = true;
      task.destroy().catch(() => undefined);
      worker.destroy();
      port.terminate();
    };
  }, [bytes]);
  return open;
}
