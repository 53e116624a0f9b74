import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { holdsWordsOf } from '../../i18n/folded.ts';

type Listed = WindowOutput<'folderList'>['folders'][number];
type Summary = WindowOutput<'folderSummaries'>[number];

/** A folder of the list; what takes longer to know is null until it comes. */
export interface FolderRow extends Listed {
  readonly documents: number | null;
  readonly changedAt: number | null;
  readonly people: number | null;
}

/** The list with what came later, where it came. */
export function folderRows(
  folders: readonly Listed[],
  summaries: readonly Summary[] | undefined,
): readonly FolderRow[] {
  const known = new Map(summaries?.map((summary) => [summary.id, summary]));
  return folders.map((folder) => {
    const summary = known.get(folder.id);
    return {
      ...folder,
      documents: summary?.documents ?? null,
      changedAt: summary?.changedAt ?? null,
      people: summary?.people ?? null,
    };
  });
}

/** Those whose name holds every word of a text, whatever the case and accents. */
export function foldersNamed<Row extends { readonly name: string }>(
  rows: readonly Row[],
  text: string,
): readonly Row[] {
  const holds = holdsWordsOf(text);
  return rows.filter(({ name }) => holds(name));
}
