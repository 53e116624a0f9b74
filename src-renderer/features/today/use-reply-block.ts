import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { useRouter } from '../../app/router.tsx';
import { useSession } from '../../app/session.ts';
import type { CallError } from '../../client/client.ts';
import { useCall } from '../../client/query.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import type { BlockOfRows } from './Block.tsx';
import { todayTexts } from './texts.ts';

/** An answer is news for a week. */
const newsMs = 7 * 86_400_000;
const states = { open: 'requestOpen', granted: 'requestGranted', refused: 'requestRefused' } as const;

const isNews = ({ answeredAt }: WindowOutput<'requestListMine'>[number]): boolean =>
  answeredAt === null || Date.now() - answeredAt < newsMs;

/** What one asked of the Privacy Officer, and what she answered. */
export function useReplyBlock(): { readonly block: BlockOfRows | null; readonly error: CallError | null } {
  const say = useTexts(todayTexts);
  const formats = useFormats();
  const { go } = useRouter();
  const asks = useSession().role !== 'privacy-officer';
  const list = useCall('requestListMine', {}, { enabled: asks });
  if (asks && !list.data) return { block: null, error: list.error };
  const rows = (list.data ?? []).filter(isNews).map(({ id, name, folder, folderName, answer, ...request }) => {
    const at = formats.timeInText(request.answeredAt ?? request.askedAt);
    // Access to it was withdrawn since, or it is no more: there is nowhere to go.
    const isGone = folderName === '';
    const place = isGone ? say('replyGone', { at }) : say('replyDetail', { folder: folderName, at });
    return {
      key: id,
      text: say(states[request.state], { what: name }),
      detail: answer ? say('replyWords', { place, words: answer }) : place,
      ...(isGone ? {} : { onOpen: () => go({ screen: 'folder', folder, tab: 'archive' }) }),
    };
  });
  return { block: { key: 'replies', title: say('replies'), rows }, error: list.error };
}
