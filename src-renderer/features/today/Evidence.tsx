import { Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { newestBackup } from '../../app/backup-age.ts';
import { useSession } from '../../app/session.ts';
import { useCall } from '../../client/query.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { colour } from '../../ui/colours.ts';
import { useLastCheck } from '../log/last-check.ts';
import { todayTexts } from './texts.ts';

/** That there is nothing to do, and by what one may believe it. */
export function Evidence() {
  const say = useTexts(todayTexts);
  const formats = useFormats();
  const { role } = useSession();
  const checkedAt = useLastCheck();
  const hasFolders = role !== 'it-admin';
  const { data: status } = useCall('statusDetailed', {});
  const { data: list } = useCall('folderList', {}, { enabled: hasFolders });
  const { data: backups } = useCall('backupStatus', {});
  const backedUpAt = backups ? newestBackup(backups.targets, Date.now()).goodAt : null;
  const active = status?.people.reduce((sum, people) => sum + people.active, 0);
  const facts = [
    checkedAt !== null && say('evidenceChecked', { at: formats.clock(checkedAt) }),
    checkedAt === null &&
      status &&
      say('evidenceLog', { count: status.log.position, number: formats.number(status.log.position) }),
    backedUpAt !== null && say('evidenceBackup', { at: formats.timeInText(backedUpAt) }),
    hasFolders &&
      list &&
      (list.folders.length === 0 ? say('evidenceNoFolders') : say('evidenceFolders', { count: list.folders.length })),
    active !== undefined && say('evidencePeople', { count: active }),
    status && say('evidenceComputers', { count: status.computers }),
  ].filter((fact) => typeof fact === 'string');
  return (
    <Text style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
      <IconCircleCheck size={20} stroke={1.5} aria-hidden style={{ color: colour('ok'), flex: 'none' }} />
      {facts.length === 0 ? say('nothing') : say('evidence', { evidence: facts.join(' · ') })}
    </Text>
  );
}
