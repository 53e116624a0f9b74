import type { EnglishOf } from '../../../i18n/texts.ts';
import type { sealNl } from './texts.nl.ts';

export const sealEn = {
  seal: 'Seal',
  waits: 'Sealing in {{seconds}} s',
  spoken_one: '{{count}} document is sealed in 8 seconds.',
  spoken_other: '{{count}} documents are sealed in 8 seconds.',
  sealedSpoken_one: '{{count}} document is sealed.',
  sealedSpoken_other: '{{count}} documents are sealed.',
  cancel: 'Cancel',
  cancelRow: 'Cancel sealing {{name}}',
  teachTitle_one: 'Seal this document?',
  teachTitle_other: 'Seal {{count}} documents?',
  teachWho_one: 'Once sealed, only the Privacy Officer sees this document. You will not.',
  teachWho_other: 'Once sealed, only the Privacy Officer sees these documents. You will not.',
  teachOfficer_one:
    'Once sealed, nobody with access to the folder sees this document. You open it only through the archive, with reason and passphrase.',
  teachOfficer_other:
    'Once sealed, nobody with access to the folder sees these documents. You open them only through the archive, with reason and passphrase.',
  teachKept_one: 'Nothing is erased: the document stays with all versions in the sealed archive of this folder.',
  teachKept_other: 'Nothing is erased: the documents stay with all versions in the sealed archive of this folder.',
  teachUndo: 'You then have 8 seconds to cancel. If you leave this folder, the sealing is done at once.',
  teachBack: 'Needed again later? Ask the Privacy Officer on the Archive tab.',
  failed: 'Not sealed. The document is still in the folder.',
} as const satisfies EnglishOf<typeof sealNl>;
