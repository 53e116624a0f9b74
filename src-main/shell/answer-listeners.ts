import type { ArchiveTime } from './archive-time.ts';
import type { Listeners } from './call-runner.ts';
import type { IdleTimer } from './idle-timer.ts';

/** What the shell does by itself when the vault answers: its own clocks go by what the Privacy Officer decides. */
export function answerListeners(idle: IdleTimer, archiveTime: ArchiveTime): Listeners {
  return {
    officeSettingsChange: ({ idleLockMinutes }) => idle.change(idleLockMinutes),
    archiveUnlock: ({ until }) => archiveTime.opened(until),
    archiveLock: () => archiveTime.stop(),
  };
}
