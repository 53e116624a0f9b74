import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { useRouter } from '../../app/router.tsx';
import { useSession } from '../../app/session.ts';
import type { CallError } from '../../client/client.ts';
import { useCall } from '../../client/query.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { useOpenArchive } from '../archive/open-archive.ts';
import { grantInHand, takeInHand } from '../archive/request-in-hand.ts';
import type { BlockOfRows } from './Block.tsx';
import { RefuseRequest } from './RefuseRequest.tsx';
import { todayTexts } from './texts.ts';

type Request = WindowOutput<'requestListAll'>[number];

interface RequestBlock {
  /** Null while it is not known. */
  readonly block: BlockOfRows | null;
  readonly error: CallError | null;
  readonly dialog: ReactNode;
}

/** What others ask of the Privacy Officer and is not answered; undefined while it is not known. */
export function useOpenRequests(): { readonly open: readonly Request[] | undefined; readonly error: CallError | null } {
  const isOfficer = useSession().role === 'privacy-officer';
  const { data, error } = useCall('requestListAll', {}, { enabled: isOfficer });
  return { open: isOfficer ? data?.filter(({ state }) => state === 'open') : [], error };
}

/** What others ask of the Privacy Officer, to answer it. */
export function useRequestBlock(): RequestBlock {
  const say = useTexts(todayTexts);
  const formats = useFormats();
  const { go } = useRouter();
  const { open, error } = useOpenRequests();
  const archive = useOpenArchive();
  const [refused, setRefused] = useState<Request | null>(null);

  const grant = (request: Request) => {
    takeInHand(request);
    if (archive !== null) void grantInHand();
    go({ screen: 'archive' });
  };
  const rows = (open ?? []).map((request) => {
    const { folderName, reason } = request;
    const at = formats.timeInText(request.askedAt);
    return {
      key: request.id,
      text: say('requestText', { name: request.askedByName, what: request.name }),
      detail:
        folderName === ''
          ? say('requestGone', { at, reason })
          : say('requestDetail', { folder: folderName, at, reason }),
      acts: (
        <>
          {folderName === '' ? null : (
            <Button
              size="compact-sm"
              aria-label={say('grantNamed', { what: request.name })}
              onClick={() => grant(request)}
            >
              {say('grant')}
            </Button>
          )}
          <Button
            variant="default"
            size="compact-sm"
            aria-label={say('refuseNamed', { what: request.name })}
            onClick={() => setRefused(request)}
          >
            {say('refuse')}
          </Button>
        </>
      ),
    };
  });
  return {
    block: open === undefined ? null : { key: 'requests', title: say('requests'), rows },
    error,
    dialog: refused ? <RefuseRequest request={refused} onClose={() => setRefused(null)} /> : null,
  };
}
