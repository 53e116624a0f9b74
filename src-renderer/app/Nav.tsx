import { Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconUserCircle } from '@tabler/icons-react';
import { useEffect, useId, useRef } from 'react';
import { useWaiting } from '../features/today/use-waiting.ts';
import { useTexts } from '../i18n/texts.ts';
import { Bdi } from '../ui/Bdi.tsx';
import { BackupLine } from './BackupLine.tsx';
import styles from './Frame.module.css';
import { JobTray } from './JobTray.tsx';
import { isWithin, navItemsOf } from './nav-items.ts';
import { roleTexts } from './role-texts.ts';
import { useRouter } from './router.tsx';
import { useSession, useSessionActs } from './session.ts';
import { appTexts } from './texts.ts';

/** The button that shows the navigation where there is no room for it, which closes it too. */
export const menuButtonId = 'menu-button';

/** Where this person can go, what is running, who she is. */
export function Nav({ open, onGone }: { readonly open: boolean; readonly onGone: () => void }) {
  const say = useTexts(appTexts);
  const sayRole = useTexts(roleTexts);
  const session = useSession();
  const { end } = useSessionActs();
  const { route, go } = useRouter();
  const waiting = useWaiting();
  const waitingId = useId();
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    if (open) nav.current?.querySelector<HTMLElement>('[aria-current=page]')?.focus();
  }, [open]);
  return (
    <nav
      ref={nav}
      id="nav"
      className={styles.nav}
      aria-label={say('navLabel')}
      tabIndex={-1}
      data-region="nav"
      data-open={open || undefined}
      onKeyDown={({ key }) => {
        if (!open || key !== 'Escape') return;
        onGone();
        document.getElementById(menuButtonId)?.focus();
      }}
      onBlur={({ relatedTarget, currentTarget }) => {
        const stays = currentTarget.contains(relatedTarget) || relatedTarget?.id === menuButtonId;
        if (open && !stays) onGone();
      }}
    >
      <div className={styles.office}>
        <Bdi>{session.office}</Bdi>
      </div>
      <ul className={styles.items}>
        {navItemsOf(session.role).map((item) => {
          const count = item.route.screen === 'today' ? waiting : 0;
          return (
            <li key={item.text}>
              <UnstyledButton
                className={styles.item}
                aria-current={isWithin(route, item) ? 'page' : undefined}
                aria-describedby={count > 0 ? waitingId : undefined}
                onClick={() => {
                  go(item.route);
                  onGone();
                }}
              >
                <item.icon size={20} stroke={1.5} aria-hidden />
                {say(item.text)}
                {count > 0 ? (
                  <span className={styles.count} aria-hidden>
                    {count}
                  </span>
                ) : null}
              </UnstyledButton>
              {count > 0 ? <VisuallyHidden id={waitingId}>{say('waiting', { count })}</VisuallyHidden> : null}
            </li>
          );
        })}
      </ul>
      <div className={styles.foot}>
        <JobTray />
        <BackupLine />
        <div className={styles.who}>
          <Text fw={600}>
            <Bdi>{session.user.name}</Bdi>
          </Text>
          <Text size="xs" c="dimmed">
            {sayRole(session.role)}
          </Text>
        </div>
        <UnstyledButton className={styles.item} onClick={() => end('switch-user')}>
          <IconUserCircle size={20} stroke={1.5} aria-hidden />
          {say('switchUser')}
        </UnstyledButton>
      </div>
    </nav>
  );
}
