import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { useRouter } from '../../app/router.tsx';
import type { CallError } from '../../client/client.ts';
import { useCall } from '../../client/query.ts';

/** A folder as the list has it. */
export type OpenFolder = WindowOutput<'folderList'>['folders'][number];

interface FolderOfRoute {
  readonly id: string;
  /** Null when there is no such folder, or none for the one who asks: the two are not told apart. */
  readonly folder: OpenFolder | null;
  /** Comes later. */
  readonly summary: WindowOutput<'folderSummaries'>[number] | null;
  readonly isKnown: boolean;
  readonly error: CallError | null;
}

/** The folder that the route names. */
export function useOpenFolder(): FolderOfRoute {
  const { route } = useRouter();
  const id = route.screen === 'folder' ? route.folder : '';
  const list = useCall('folderList', {});
  const folder = list.data?.folders.find((known) => known.id === id) ?? null;
  const summaries = useCall('folderSummaries', {}, { enabled: folder !== null });
  return {
    id,
    folder,
    summary: summaries.data?.find((known) => known.id === id) ?? null,
    isKnown: list.data !== undefined,
    error: list.error,
  };
}
