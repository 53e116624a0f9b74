import { Button } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTexts } from '../i18n/texts.ts';
import styles from './Banner.module.css';
import { Banner, type BannerContent } from './Banner.tsx';
import { uiTexts } from './texts.ts';

/** The one place above the screen for what stays true. @param banners the weightiest first: it is shown, with a way to the others. */
export function BannerSlot({ banners }: { readonly banners: readonly BannerContent[] }) {
  const say = useTexts(uiTexts);
  const [chosen, setChosen] = useState<string | null>(null);
  const at = Math.max(
    0,
    banners.findIndex(({ id }) => id === chosen),
  );
  const shown = banners[at];
  if (shown === undefined) return null;
  const next = banners[(at + 1) % banners.length];
  return (
    <div className={styles.slot} data-kind={shown.kind}>
      <div className={styles.banners} aria-live="polite">
        {banners.map((banner) => (
          <Banner key={banner.id} shown={banner === shown} {...banner} />
        ))}
      </div>
      {next === shown || next === undefined ? null : (
        <Button
          size="compact-sm"
          variant="subtle"
          c="inherit"
          bg="transparent"
          flex="none"
          ms={12}
          rightSection={<IconChevronRight size={16} stroke={1.5} aria-hidden />}
          aria-label={say('nextBanner', { place: say('bannerOf', { at: at + 1, all: banners.length }) })}
          onClick={() => setChosen(next.id)}
        >
          {say('bannerOf', { at: at + 1, all: banners.length })}
        </Button>
      )}
    </div>
  );
}
