import { getDocument, PDFWorker } from 'pdfjs-dist';
import workerAddress from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

/** The first page of a PDF as points, drawn in a thread of its own as the preview does: nothing of it runs. @throws Error. */
export async function firstPage(data: Uint8Array<ArrayBuffer>, longestSide: number): Promise<ImageData> {
  const port = new Worker(workerAddress, { type: 'module' });
  const worker = PDFWorker.create({ port });
  const wasmUrl = new URL('./assets/pdf/', document.baseURI).href;
  const task = getDocument({ data, worker, enableXfa: false, useWasm: false, wasmUrl, verbosity: 0 });
  try {
    const page = await (await task.promise).getPage(1);
    const natural = page.getViewport({ scale: 1 });
    const viewport = page.getViewport({ scale: longestSide / Math.max(natural.width, natural.height) });
    const canvas = document.createElement('canvas');
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    await page.render({ canvas, viewport }).promise;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no canvas');
    return context.getImageData(0, 0, canvas.width, canvas.height);
  } finally {
    await task.destroy().catch(() => undefined);
    worker.destroy();
    port.terminate();
  }
}
