import { Popover, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconLoader2 } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useRunningJobs } from '../client/running-jobs.ts';
import { cancelJob } from '../client/use-job.ts';
import { useTexts } from '../i18n/texts.ts';
import { Progress } from '../ui/Progress.tsx';
import styles from './Frame.module.css';
import { jobTexts } from './job-texts.ts';
import { appTexts } from './texts.ts';

/** Jobs shorter than this are shown where they were begun only. */
const shownAfterMs = 3000;

/** Those that are told in bytes, by the name of their call; the others count things. */
const inBytes = new Set([
  'addByDialog',
  'addOffer',
  'exportDocuments',
  'archiveExport',
  'archiveReturn',
  'backupRun',
  'backupVerify',
]);

const isNamed = (call: string): call is keyof typeof jobTexts.nl => Object.hasOwn(jobTexts.nl, call);

/** What takes long and goes on while one is elsewhere. */
export function JobTray() {
  const say = useTexts(appTexts);
  const sayJob = useTexts(jobTexts);
  const [now, setNow] = useState(() => Date.now());
  const running = useRunningJobs();
  useEffect(() => {
    if (running.length === 0) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [running.length]);
  const shown = running.filter(({ startedAt }) => now - startedAt > shownAfterMs);
  if (shown.length === 0) return null;
  return (
    <Popover position="right-end" width={320} shadow="md" trapFocus>
      <Popover.Target>
        <UnstyledButton className={styles.item}>
          <IconLoader2 size={20} stroke={1.5} aria-hidden />
          {say('jobs', { count: shown.length })}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={16}>
          {shown.map(({ job, call, progress }) => (
            <div key={job}>
              <Text fw={600}>{sayJob(isNamed(call) ? call : 'other')}</Text>
              <Progress
                progress={progress}
                counted={inBytes.has(call) ? 'bytes' : 'things'}
                onCancel={() => void cancelJob(job)}
              />
            </div>
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
