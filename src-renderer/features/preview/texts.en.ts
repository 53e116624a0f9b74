import type { EnglishOf } from '../../i18n/texts.ts';
import type { previewNl } from './texts.nl.ts';

export const previewEn = {
  contentOf: 'Content of {{name}}',
  imageOf: 'Image: {{name}}',
  empty: 'This document is empty.',
  cut: 'Only the beginning is shown. Export the document to read all of it.',
  none: 'No preview of this kind of file. Export it to open it.',
  tooLarge: 'This document is too large for a preview. Export it to open it.',
  unreadable: 'This file is damaged, or is not what its name says. Export it to open it.',
  password: 'This document asks for a password of its own. Export it to open it.',
  page: 'Page {{number}} of {{pages}}',
  export: 'Export',
} as const satisfies EnglishOf<typeof previewNl>;
