import { decodeQR, type Image } from 'qr/decode.js';

/** What a picture of a code comes to: the text that the code holds, or why there is none. */
export type ReadCode = { readonly text: string } | { readonly flaw: 'unreadable' | 'no-code' };

/** Larger than a code on a page of A4 needs; a photograph has many more. */
const longestSide = 2400;
/** A wait that somebody who chose a picture understands. */
const patienceMs = 3000;

/** @param picture a photograph, a scan, or a PDF of one page. */
export async function readCode(picture: Uint8Array<ArrayBuffer>): Promise<ReadCode> {
  let drawn: Image;
  try {
    drawn = isPdf(picture)
      ? await (await import('./draw-pdf.ts')).firstPage(picture, longestSide)
      : await pointsOf(picture);
  } catch {
    // Whatever is wrong with it: it is no picture that this page can show.
    return { flaw: 'unreadable' };
  }
  try {
    return { text: decodeQR(drawn, { timeLimit: patienceMs }) };
  } catch {
    return { flaw: 'no-code' };
  }
}

/** `%PDF-` */
const isPdf = (bytes: Uint8Array): boolean => [0x25, 0x50, 0x44, 0x46, 0x2d].every((byte, at) => bytes[at] === byte);

async function pointsOf(picture: Uint8Array<ArrayBuffer>): Promise<Image> {
  const bitmap = await createImageBitmap(new Blob([picture]));
  try {
    const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
    const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale)));
    const context = new OffscreenCanvas(width ?? 1, height ?? 1).getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.fillStyle = '#FFFFFF';
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    context.drawImage(bitmap, 0, 0, context.canvas.width, context.canvas.height);
    return context.getImageData(0, 0, context.canvas.width, context.canvas.height);
  } finally {
    bitmap.close();
  }
}
