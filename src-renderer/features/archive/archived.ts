import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';

export type Archived = WindowOutput<'archiveList'>['documents'][number];

const folded = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ĳ', 'ij');

/** Those whose name or folder holds every word of a text. */
export function archivedNamed(documents: readonly Archived[], text: string): readonly Archived[] {
  const words = folded(text).split(/\s+/).filter(Boolean);
  return documents.filter(({ name, folderName }) => {
    const all = folded(`${folderName} ${name}`);
    return words.every((word) => all.includes(word));
  });
}
