import { Notifications } from '@mantine/notifications';
import { Suspense, useState } from 'react';
import { useTexts } from '../i18n/texts.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageTitleProvider } from '../ui/page-title.tsx';
import { Banners } from './Banners.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import styles from './Frame.module.css';
import { Header } from './Header.tsx';
import { Nav } from './Nav.tsx';
import { Palette } from './palette/Palette.tsx';
import { useRouter } from './router.tsx';
import type { Route } from './routes.ts';
import { ShortcutList } from './ShortcutList.tsx';
import { screens } from './screens.ts';
import { appTexts } from './texts.ts';
import { useShortcuts } from './use-shortcuts.ts';

/** Another part of a screen is the same screen; another folder or person is another one. */
function screenKey(route: Route): string {
  if (route.screen === 'folder') return `folder ${route.folder}`;
  return route.screen === 'person' ? `person ${route.person}` : route.screen;
}

/** The window of somebody who is signed in: navigation, header, banners and the screen. F6 goes round its regions. */
export function Frame({ demo }: { readonly demo: boolean }) {
  const say = useTexts(appTexts);
  const { route } = useRouter();
  const [menuOpen, setMenuOpen] = useState(false);
  useShortcuts();
  const Screen = screens[route.screen];
  return (
    <PageTitleProvider>
      <div className={styles.frame}>
        <button type="button" className={styles.skip} onClick={() => document.getElementById('screen')?.focus()}>
          {say('skip')}
        </button>
        <Nav open={menuOpen} onGone={() => setMenuOpen(false)} />
        <Header menuOpen={menuOpen} onMenu={() => setMenuOpen(!menuOpen)} />
        <main id="screen" className={styles.main} tabIndex={-1} data-region="main">
          <Banners demo={demo} />
          <div className={styles.screen}>
            <ErrorBoundary key={screenKey(route)}>
              <Suspense fallback={<Loading />}>
                <Screen />
              </Suspense>
            </ErrorBoundary>
          </div>
        </main>
      </div>
      <Palette />
      <ShortcutList />
      {/* Under a dialog, as the screen is. */}
      <Notifications position="bottom-center" zIndex={150} />
    </PageTitleProvider>
  );
}
