// What pdf.js loads by name when a PDF has images of scanners and fax machines (JBIG2, CCITT) or of JPEG 2000, in a page that
// lets no WebAssembly in.
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Where the page finds them; `src-renderer/features/preview/use-pdf.ts` says it to pdf.js. */
const place = 'assets/pdf';
const decoders = [
  { file: 'jbig2_nowasm_fallback.js', name: 'PDFium', licence: 'BSD-3-Clause', text: 'LICENSE_JBIG2' },
  { file: 'openjpeg_nowasm_fallback.js', name: 'OpenJPEG', licence: 'BSD-2-Clause', text: 'LICENSE_OPENJPEG' },
];

const folderOf = (root) => path.join(root, 'node_modules/pdfjs-dist');

/** The plugin of Vite that puts them beside the page's files. */
export const pdfDecoders = (root) => ({
  name: 'pdf-decoders',
  generateBundle() {
    for (const { file } of decoders) {
      const source = readFileSync(path.join(folderOf(root), 'wasm', file));
      this.emitFile({ type: 'asset', fileName: `${place}/${file}`, source });
    }
  },
});

/** Whose work they are: it comes along with pdf.js, under licences of its own. */
export function licencesOfDecoders(root) {
  const { version } = JSON.parse(readFileSync(path.join(folderOf(root), 'package.json'), 'utf8'));
  return decoders.map(({ name, licence, text }) => ({
    name: `${name} (pdfjs-dist)`,
    version,
    licence,
    text: readFileSync(path.join(folderOf(root), 'wasm', text), 'utf8'),
  }));
}
