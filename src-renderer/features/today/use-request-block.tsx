import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { handOver } from '../../app/handover.ts';
import { useRouter } from '../../app/router.tsx';
import { useSession } from '../../app/session.ts';
import type { CallError } from '../../client/client.ts';
import { useAct, useCall } from '../../client/query.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
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

/** What others ask of the Privacy Officer. */
export function useRequestBlock(): RequestBlock {
  const say = useTexts(todayTexts);
  const formats = useFormats();
  const { go } = useRouter();
  const isOfficer = useSession().role === 'privacy-officer';
  const list = useCall('requestListAll', {}, { enabled: isOfficer });
  const answer = useAct('requestAnswer');
  const [refused, setRefused] = useState<Request | null>(null);

  const grant = ({ id, reason }: Request) =>
    answer.mutate(
      { id, state: 'granted', answer: '' },
      {
        onSuccess: () => {
          handOver('archiveReason', reason);
          go({ screen: 'archive' });
        },
      },
    );
  const rows = (list.data ?? [])
    .filter(({ state }) => state === 'open')
    .map((request) => ({
      key: request.id,
      text: say('requestText', { name: request.askedByName, what: request.name }),
      detail: say('requestDetail', {
        folder: request.folderName,
        at: formats.timeInText(request.askedAt),
        reason: request.reason,
      }),
      acts: (
        <>
          <Button
            size="compact-sm"
            aria-label={say('grantNamed', { what: request.name })}
            loading={answer.isPending && answer.variables?.id === request.id}
            onClick={() => grant(request)}
          >
            {say('grant')}
          </Button>
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
    }));
  return {
    block: isOfficer && !list.data ? null : { key: 'requests', title: say('requests'), rows },
    error: list.error ?? answer.error,
    dialog: refused ? <RefuseRequest request={refused} onClose={() => setRefused(null)} /> : null,
  };
}
