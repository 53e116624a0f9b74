import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { holdsWordsOf } from '../../i18n/folded.ts';

export type Archived = WindowOutput<'archiveList'>['documents'][number];

/** Those whose name or folder holds every word of a text. */
export function archivedNamed(documents: readonly Archived[], text: string): readonly Archived[] {
  const holds = holdsWordsOf(text);
  return documents.filter(({ name, folderName }) => holds(`${folderName} ${name}`));
}
