import { Text, UnstyledButton } from '@mantine/core';
import { IconDatabaseExport } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useCall } from '../client/query.ts';
import { useFormats } from '../i18n/format.ts';
import { useTexts } from '../i18n/texts.ts';
import { colour } from '../ui/colours.ts';
import { type BackupAge, newestBackup } from './backup-age.ts';
import styles from './Frame.module.css';
import { useRouter } from './router.tsx';
import { useSession } from './session.ts';
import { appTexts } from './texts.ts';

const minuteMs = 60_000;
const paints = {
  fresh: colour('muted'),
  old: colour('warning'),
  stale: colour('danger'),
  untrusted: colour('danger'),
} as const;

/** How old the last good backup is, for everybody; for who looks after backups the way to them. */
export function BackupLine() {
  const { go } = useRouter();
  const { role } = useSession();
  const now = useNow();
  const status = useCall('backupStatus', {});
  const text = useBackupText();
  if (!status.data) return null;
  const age = newestBackup(status.data.targets, now);
  const line = (
    <>
      <IconDatabaseExport size={20} stroke={1.5} aria-hidden />
      <Text component="span" size="xs" c={paints[age.kind]}>
        {text(age, now)}
      </Text>
    </>
  );
  if (role !== 'privacy-officer' && role !== 'it-admin') return <div className={styles.item}>{line}</div>;
  return (
    <UnstyledButton className={styles.item} onClick={() => go({ screen: 'backups' })}>
      {line}
    </UnstyledButton>
  );
}

function useBackupText(): (age: BackupAge, now: number) => string {
  const say = useTexts(appTexts);
  const formats = useFormats();
  return ({ kind, goodAt, isRunning }, now) => {
    if (isRunning) return say('backupNow');
    if (kind === 'untrusted') return say('backupUntrusted');
    if (goodAt === null) return say('backupNever');
    const isToday = formats.dayInTable(goodAt) === formats.dayInTable(now);
    if (isToday) return say('backupToday', { time: formats.clock(goodAt) });
    return say('backupAt', { time: formats.timeInText(goodAt) });
  };
}

/** The time, as good as to the minute. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minuteMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}
