import { ActionIcon, Anchor, Button, Kbd, Text, UnstyledButton } from '@mantine/core';
import { IconArrowLeft, IconLock, IconMenu2, IconSearch } from '@tabler/icons-react';
import { useTexts } from '../i18n/texts.ts';
import { Bdi } from '../ui/Bdi.tsx';
import { usePageTitle } from '../ui/page-title.tsx';
import { sendCommand } from './commands.ts';
import styles from './Frame.module.css';
import { menuButtonId } from './Nav.tsx';
import { isWithin, navItemsOf } from './nav-items.ts';
import { useRouter } from './router.tsx';
import { routeText } from './routes.ts';
import { useSession, useSessionActs } from './session.ts';
import { appTexts } from './texts.ts';
import { keysInWords } from './use-shortcuts.ts';

/** Back, where one is, the way to everything else, and Lock. */
export function Header({ menuOpen, onMenu }: { readonly menuOpen: boolean; readonly onMenu: () => void }) {
  const say = useTexts(appTexts);
  const { before, back } = useRouter();
  const canGoBack = before !== null;
  const { end } = useSessionActs();
  return (
    <header className={styles.header} data-region="header" tabIndex={-1}>
      <ActionIcon
        id={menuButtonId}
        className={styles.menu}
        variant="subtle"
        color="gray"
        c="var(--dk-text)"
        size={32}
        aria-label={say('menu')}
        aria-expanded={menuOpen}
        aria-controls="nav"
        onClick={onMenu}
      >
        <IconMenu2 size={20} stroke={1.5} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        c={canGoBack ? 'var(--dk-text)' : 'var(--dk-muted)'}
        bg="transparent"
        size={32}
        aria-label={say('back')}
        disabled={!canGoBack}
        onClick={back}
      >
        <IconArrowLeft size={20} stroke={1.5} />
      </ActionIcon>
      <Crumbs />
      <UnstyledButton className={styles.search} aria-keyshortcuts="Control+K" onClick={() => sendCommand('palette')}>
        <IconSearch size={16} stroke={1.5} aria-hidden />
        <span>{say('search')}</span>
        <Kbd aria-hidden>{keysInWords('mod+K')}</Kbd>
      </UnstyledButton>
      <Button
        variant="default"
        flex="none"
        leftSection={<IconLock size={16} stroke={1.5} aria-hidden />}
        onClick={() => end('by-hand')}
      >
        {say('lock')}
      </Button>
    </header>
  );
}

/** The part of the navigation, and below it the folder or person that is shown. */
function Crumbs() {
  const say = useTexts(appTexts);
  const { role } = useSession();
  const { route, before, go, back } = useRouter();
  const title = usePageTitle();
  const item = navItemsOf(role).find((known) => isWithin(route, known));
  if (!item) return null;
  const isDeeper = item.route.screen !== route.screen;
  // Who came from there finds it as it was.
  const isBack = before !== null && routeText(before) === routeText(item.route);
  return (
    <nav aria-label={say('crumbs')} style={{ minWidth: 0 }}>
      <ol className={styles.crumbs}>
        <li>
          {isDeeper ? (
            <Anchor component="button" onClick={isBack ? back : () => go(item.route)}>
              {say(item.text)}
            </Anchor>
          ) : (
            <Text aria-current="page">{say(item.text)}</Text>
          )}
        </li>
        {isDeeper && title !== null ? (
          <>
            <li aria-hidden>
              <Text c="dimmed">{'›'}</Text>
            </li>
            <li aria-current="page" title={title}>
              <Bdi>{title}</Bdi>
            </li>
          </>
        ) : null}
      </ol>
    </nav>
  );
}
