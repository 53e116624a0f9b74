import pdfWorker from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

/** The part of `window.trustedTypes` that is used here; the DOM library has no types of it yet. */
interface TrustedTypeFactory {
  readonly createPolicy: (
    name: string,
    rules: {
      readonly createHTML: (text: string) => string;
      readonly createScriptURL: (address: string) => string | null;
    },
  ) => unknown;
}

declare global {
  interface Window {
    readonly trustedTypes?: TrustedTypeFactory;
  }
}

/**
 * The page's one policy (Content-Security-Policy, trusted-types): a string may become content of an element only when it
 * holds no tag. Strings as script are never let through, and as the address of one only that of the thread that
 * takes PDFs apart.
 */
window.trustedTypes?.createPolicy('default', {
  createHTML: (text) => {
    if (text.includes('<')) throw new TypeError('text with a tag in it is not let into the page');
    return text;
  },
  createScriptURL: (address) => (address === pdfWorker ? address : null),
});
