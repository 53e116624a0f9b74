import { readFileSync } from 'node:fs';
import type { Desk } from './desk.ts';
import { drawnModules } from './qr.ts';

/** What stands on the paper of a recovery kit as the window shows it. */
export interface KitPaper {
  /** The dark modules of its QR code. */
  readonly qr: readonly string[];
  readonly groups: readonly string[];
  /** Office, Privacy Officer, time, vault, check key, verification characters. */
  readonly facts: readonly string[];
}

/** The paper on the kit page, beside what is asked there. */
export async function paperOnScreen({ app, words }: Desk): Promise<KitPaper> {
  const code = app.page.getByRole('img', { name: words.kit.qr });
  return {
    qr: await drawnModules(code),
    groups: await app.page.locator('ol[translate="no"]:visible code').allInnerTexts(),
    facts: await app.page.locator('dl:visible dd').allInnerTexts(),
  };
}

/** The texts of the pages of a PDF, without white space: where a line ends is a matter of fonts. */
export async function pagesOfPdf(file: string): Promise<string[]> {
  // What pdf.js draws with is not there outside a browser, and asked for when it is loaded.
  Object.assign(globalThis, { DOMMatrix: Object, Path2D: Object });
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const loading = getDocument({ data: new Uint8Array(readFileSync(file)) });
  try {
    const document = await loading.promise;
    return await Promise.all(
      Array.from({ length: document.numPages }, async (_, index) => {
        const { items } = await (await document.getPage(index + 1)).getTextContent();
        return items
          .map((item) => ('str' in item ? item.str : ''))
          .join('')
          .replaceAll(/\s/g, '');
      }),
    );
  } finally {
    await loading.destroy();
  }
}
