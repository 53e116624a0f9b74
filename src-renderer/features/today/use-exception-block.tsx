import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useRouter } from '../../app/router.tsx';
import { useSession } from '../../app/session.ts';
import type { CallError } from '../../client/client.ts';
import { useCall } from '../../client/query.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { colour } from '../../ui/colours.ts';
import { AcceptRollback } from './AcceptRollback.tsx';
import type { BlockOfRows, Row } from './Block.tsx';
import { todayTexts } from './texts.ts';
import { useBackupRows } from './use-backup-rows.tsx';

const danger = (
  <IconAlertTriangle size={18} stroke={1.5} aria-hidden style={{ color: colour('danger'), flex: 'none' }} />
);
const warning = (
  <IconAlertTriangle size={18} stroke={1.5} aria-hidden style={{ color: colour('warning'), flex: 'none' }} />
);

interface ExceptionBlock {
  /** Null while it is not known. */
  readonly block: BlockOfRows | null;
  readonly error: CallError | null;
  readonly dialog: ReactNode;
}

/** What is not as it should be: the vault, its backups, and what came in that cannot be read. */
export function useExceptionBlock(): ExceptionBlock {
  const say = useTexts(todayTexts);
  const formats = useFormats();
  const { go } = useRouter();
  const isOfficer = useSession().role === 'privacy-officer';
  const status = useCall('statusDetailed', {});
  const inbox = useCall('inboxList', {}, { enabled: isOfficer });
  const backups = useBackupRows();
  const [accepting, setAccepting] = useState(false);
  const rows: Row[] = [];
  const { data } = status;
  if (data && data.broken.length > 0) {
    rows.push({
      key: 'broken',
      text: say('broken', { count: data.broken.length }),
      detail: say('brokenDetail'),
      beside: danger,
      acts: (
        <Button variant="default" size="compact-sm" onClick={() => go({ screen: 'settings', tab: 'status' })}>
          {say('toStatus')}
        </Button>
      ),
    });
  }
  if (data?.readOnly) {
    rows.push({
      key: 'read-only',
      text: say('readOnly'),
      detail: say('readOnlyDetail'),
      beside: danger,
      acts: isOfficer ? (
        <Button variant="default" size="compact-sm" onClick={() => setAccepting(true)}>
          {say('accept')}
        </Button>
      ) : null,
    });
  }
  rows.push(...backups);
  for (const { id, place, at } of inbox.data ?? []) {
    if (place !== 'unreadable') continue;
    const detail = say('unreadableDetail', { at: formats.timeInText(at) });
    rows.push({ key: id, text: say('unreadable'), detail, beside: warning });
  }
  const arrived = (inbox.data ?? []).filter(({ place }) => place === 'spool').length;
  if (arrived > 0) rows.push({ key: 'inbox', text: say('inbox', { count: arrived }), detail: say('inboxDetail') });
  return {
    block: !data || (isOfficer && !inbox.data) ? null : { key: 'exceptions', title: say('exceptions'), rows },
    error: status.error ?? inbox.error,
    dialog: accepting ? <AcceptRollback onClose={() => setAccepting(false)} /> : null,
  };
}
