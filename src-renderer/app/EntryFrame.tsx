import { Button, Text } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTexts } from '../i18n/texts.ts';
import { BannerSlot } from '../ui/BannerSlot.tsx';
import { useAppearance } from './appearance.tsx';
import styles from './EntryFrame.module.css';
import { appTexts } from './texts.ts';

/** Around everything that is shown while nobody is signed in: the program's name, and the other language. */
export function EntryFrame({ demo, children }: { readonly demo: boolean; readonly children: ReactNode }) {
  const say = useTexts(appTexts);
  const { appearance, change } = useAppearance();
  const other = appearance.language === 'nl' ? 'en' : 'nl';
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <Text fw={600} translate="no">
          {say('program')}
        </Text>
        <Button
          variant="subtle"
          lang={other}
          leftSection={<IconLanguage size={20} stroke={1.5} aria-hidden />}
          onClick={() => change({ language: other })}
        >
          {say('otherLanguage')}
        </Button>
      </header>
      {demo ? (
        <aside>
          <BannerSlot banners={[{ id: 'demonstration', kind: 'info', text: say('demo') }]} />
        </aside>
      ) : null}
      <main className={styles.main}>{children}</main>
    </div>
  );
}
