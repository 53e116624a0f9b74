import { Button } from '@mantine/core';
import { useState } from 'react';
import { useFormats } from '../i18n/format.ts';
import { useTexts } from '../i18n/texts.ts';
import type { BannerContent } from '../ui/Banner.tsx';
import { BannerSlot } from '../ui/BannerSlot.tsx';
import { type BannerReason, bannerReasons } from './banner-reasons.ts';
import { maintenanceTexts } from './maintenance-texts.ts';
import { useRouter } from './router.tsx';
import { type Route, routeText } from './routes.ts';
import { useSession } from './session.ts';
import { appTexts } from './texts.ts';

/** What this sign-in told and stays true, above every screen. */
export function Banners({ demo }: { readonly demo: boolean }) {
  const session = useSession();
  const [putAway, setPutAway] = useState<readonly BannerReason[]>([]);
  const contentOf = useContents((reason) => {
    setPutAway([...putAway, reason]);
    document.getElementById('screen')?.focus();
  });
  const reasons = bannerReasons(session, demo).filter((reason) => !putAway.includes(reason));
  return <BannerSlot banners={reasons.map((reason) => ({ id: reason, ...contentOf[reason]() }))} />;
}

/** What is said for each reason. @param onClose for what is only news. */
function useContents(
  onClose: (reason: BannerReason) => void,
): Readonly<Record<BannerReason, () => Omit<BannerContent, 'id'>>> {
  const say = useTexts(appTexts);
  const sayStep = useTexts(maintenanceTexts);
  const formats = useFormats();
  const { role, unfinished, restored, failedAttempts, recoveryCodesLeft } = useSession();
  const isOfficer = role === 'privacy-officer';
  const forOfficer = (text: 'toToday' | 'toStatus' | 'toPeople', route: Route) =>
    isOfficer ? <GoButton text={say(text)} route={route} /> : null;
  return {
    'vault-rolled-back': () => ({
      kind: 'danger',
      text: say(isOfficer ? 'warnRolledBackOfficer' : 'warnRolledBack'),
      act: forOfficer('toToday', { screen: 'today' }),
    }),
    'folders-damaged': () => ({
      kind: 'danger',
      text: say(isOfficer ? 'warnDamagedOfficer' : 'warnDamaged'),
      act: forOfficer('toStatus', { screen: 'settings', tab: 'status' }),
    }),
    'account-endorsed-twice': () => ({
      kind: 'danger',
      text: say('warnEndorsedTwice'),
      act: forOfficer('toPeople', { screen: 'people' }),
    }),
    'work-unfinished': () => ({
      kind: 'warning',
      text: say('warnUnfinished', { steps: [...new Set(unfinished.map(({ step }) => sayStep(step)))].join(', ') }),
    }),
    restored: () => ({
      kind: 'warning',
      text: say('warnRestored', { time: formats.timeInText(restored?.backupAt ?? 0) }),
      more: say(isOfficer ? 'warnRestoredOfficer' : 'warnRestoredMore', {
        at: formats.timeInText(restored?.at ?? 0),
      }),
      onClose: () => onClose('restored'),
    }),
    'failed-attempts': () => ({
      kind: 'info',
      text:
        failedAttempts.office === null
          ? say('failedOwn', { own: failedAttempts.own })
          : say('failedOffice', { own: failedAttempts.own, office: failedAttempts.office }),
      act: failedAttempts.office === null ? null : <GoButton text={say('toLog')} route={{ screen: 'log' }} />,
      onClose: () => onClose('failed-attempts'),
    }),
    'code-spent': () => ({
      kind: 'info',
      text: say('codesLeft', { count: recoveryCodesLeft ?? 0 }),
      act: <GoButton text={say('toSecondFactor')} route={{ screen: 'settings', tab: 'account' }} />,
      onClose: () => onClose('code-spent'),
    }),
    'keychain-file': () => ({
      kind: 'warning',
      text: say('warnKeychainFile'),
      more: say('warnKeychainFileMore'),
    }),
    'account-not-certified': () => ({ kind: 'info', text: say('warnNotCertified') }),
    demonstration: () => ({ kind: 'info', text: say('demo') }),
  };
}

/** Not where it leads to. */
function GoButton({ text, route }: { readonly text: string; readonly route: Route }) {
  const { route: here, go } = useRouter();
  if (routeText(route) === routeText(here)) return null;
  return (
    <Button size="xs" variant="default" flex="none" onClick={() => go(route)}>
      {text}
    </Button>
  );
}
