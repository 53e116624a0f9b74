import { Stack, Tabs } from '@mantine/core';
import { type ComponentType, lazy, Suspense } from 'react';
import { useRouter } from '../../app/router.tsx';
import { type SettingsTab, settingsTabs } from '../../app/routes.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { AccountTab } from './AccountTab.tsx';
import { OfficeTab } from './OfficeTab.tsx';
import { SecurityTab } from './SecurityTab.tsx';
import { StatusTab } from './StatusTab.tsx';
import { settingsTexts } from './texts.ts';

const About = lazy(async () => ({ default: (await import('../about/About.tsx')).About }));

const tabs: Readonly<Record<SettingsTab, ComponentType>> = {
  account: AccountTab,
  office: OfficeTab,
  security: SecurityTab,
  status: StatusTab,
  about: About,
};

const isTab = (value: string | null): value is SettingsTab => settingsTabs.some((tab) => tab === value);

/** What one sets for oneself and, as the Privacy Officer, for the office; how the vault is; what the program is. */
export function Settings() {
  const say = useTexts(settingsTexts);
  const { route, replace } = useRouter();
  const now = route.screen === 'settings' ? route.tab : 'account';
  return (
    <Page title={say('title')}>
      <Tabs
        value={now}
        onChange={(value) => isTab(value) && replace({ screen: 'settings', tab: value })}
        keepMounted={false}
      >
        <Tabs.List mb={24}>
          {settingsTabs.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {say(tab)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {settingsTabs.map((tab) => {
          const Shown = tabs[tab];
          return (
            <Tabs.Panel key={tab} value={tab}>
              <Suspense fallback={<Loading />}>
                <Stack gap={32} maw={768} pb={32}>
                  <Shown />
                </Stack>
              </Suspense>
            </Tabs.Panel>
          );
        })}
      </Tabs>
    </Page>
  );
}
