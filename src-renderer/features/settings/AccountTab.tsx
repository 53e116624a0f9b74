import { Input, SegmentedControl, Stack } from '@mantine/core';
import { useAppearance } from '../../app/appearance.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { ChangePassword } from './ChangePassword.tsx';
import { HideFromCapture } from './HideFromCapture.tsx';
import { OwnControlWords } from './OwnControlWords.tsx';
import { SecondFactor } from './SecondFactor.tsx';
import { settingsTexts } from './texts.ts';

/** One's own: language, colours, password, second factor. */
export function AccountTab() {
  const say = useTexts(settingsTexts);
  const { appearance, change } = useAppearance();
  return (
    <>
      <Stack gap={16} align="flex-start">
        <Input.Wrapper label={say('language')} description={say('appearanceHint')} labelElement="div">
          <div>
            <SegmentedControl
              mt={4}
              aria-label={say('language')}
              value={appearance.language}
              onChange={(language) => change({ language: language === 'en' ? 'en' : 'nl' })}
              data={[
                { value: 'nl', label: say('dutch') },
                { value: 'en', label: say('english') },
              ]}
            />
          </div>
        </Input.Wrapper>
        <Input.Wrapper label={say('theme')} labelElement="div">
          <div>
            <SegmentedControl
              aria-label={say('theme')}
              value={appearance.theme}
              onChange={(theme) => change({ theme: theme === 'light' || theme === 'dark' ? theme : 'system' })}
              data={[
                { value: 'system', label: say('themeSystem') },
                { value: 'light', label: say('themeLight') },
                { value: 'dark', label: say('themeDark') },
              ]}
            />
          </div>
        </Input.Wrapper>
        <HideFromCapture />
      </Stack>
      <ChangePassword />
      <SecondFactor />
      <OwnControlWords />
    </>
  );
}
