import { Text, UnstyledButton } from '@mantine/core';
import { IconUserCircle } from '@tabler/icons-react';
import { useTexts } from '../i18n/texts.ts';
import { Bdi } from '../ui/Bdi.tsx';
import styles from './Frame.module.css';
import { JobTray } from './JobTray.tsx';
import { isWithin, navItemsOf } from './nav-items.ts';
import { roleTexts } from './role-texts.ts';
import { useRouter } from './router.tsx';
import { useSession, useSessionActs } from './session.ts';
import { appTexts } from './texts.ts';

/** Where this person can go, what is running, who she is. */
export function Nav({ open, onGone }: { readonly open: boolean; readonly onGone: () => void }) {
  const say = useTexts(appTexts);
  const sayRole = useTexts(roleTexts);
  const session = useSession();
  const { end } = useSessionActs();
  const { route, go } = useRouter();
  return (
    <nav
      id="nav"
      className={styles.nav}
      aria-label={say('navLabel')}
      tabIndex={-1}
      data-region="nav"
      data-open={open || undefined}
    >
      <div className={styles.office}>
        <Bdi>{session.office}</Bdi>
      </div>
      <ul className={styles.items}>
        {navItemsOf(session.role).map((item) => (
          <li key={item.text}>
            <UnstyledButton
              className={styles.item}
              aria-current={isWithin(route, item) ? 'page' : undefined}
              onClick={() => {
                go(item.route);
                onGone();
              }}
            >
              <item.icon size={20} stroke={1.5} aria-hidden />
              {say(item.text)}
            </UnstyledButton>
          </li>
        ))}
      </ul>
      <div className={styles.foot}>
        <JobTray />
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
