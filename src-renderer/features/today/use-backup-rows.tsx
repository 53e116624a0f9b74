import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { newestBackup } from '../../app/backup-age.ts';
import { useRouter } from '../../app/router.tsx';
import { useSession } from '../../app/session.ts';
import { useCall } from '../../client/query.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { colour } from '../../ui/colours.ts';
import type { Row } from './Block.tsx';
import { todayTexts } from './texts.ts';

/** What is not as it should be with the backups of this computer, for who looks after them. */
export function useBackupRows(): readonly Row[] {
  const say = useTexts(todayTexts);
  const formats = useFormats();
  const { role } = useSession();
  const { go } = useRouter();
  const { data } = useCall('backupStatus', {});
  if (!data || (role !== 'privacy-officer' && role !== 'it-admin')) return [];
  const acts = (
    <Button variant="default" size="compact-sm" onClick={() => go({ screen: 'backups' })}>
      {say('toBackups')}
    </Button>
  );
  const bad = data.targets.filter(({ alerts }) => alerts.includes('verification-failed'));
  const rows = bad.map(({ id, name }): Row => {
    return { key: id, text: say('backupBad', { name }), detail: say('backupBadDetail'), beside: sign('danger'), acts };
  });
  const { kind, goodAt } = newestBackup(data.targets, Date.now());
  if (kind !== 'old' && kind !== 'stale') return rows;
  const text = goodAt === null ? say('backupNone') : say('backupOld', { at: formats.timeInText(goodAt) });
  const beside = sign(kind === 'stale' ? 'danger' : 'warning');
  return [...rows, { key: 'backup-old', text, detail: say('backupOldDetail'), beside, acts }];
}

function sign(how: 'danger' | 'warning') {
  return <IconAlertTriangle size={18} stroke={1.5} aria-hidden style={{ color: colour(how), flex: 'none' }} />;
}
