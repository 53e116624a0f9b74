import { Button } from '@mantine/core';
import { useState } from 'react';
import { useCall } from '../client/query.ts';
import { useTexts } from '../i18n/texts.ts';
import { Banner } from '../ui/Banner.tsx';
import { maintenanceTexts } from './maintenance-texts.ts';
import { useRouter } from './router.tsx';
import type { Route } from './routes.ts';
import { type Session, useSession } from './session.ts';
import { appTexts } from './texts.ts';

type Warning = Session['warnings'][number];

const kinds: Readonly<Record<Warning, 'info' | 'warning' | 'danger'>> = {
  'keychain-file': 'warning',
  'vault-rolled-back': 'danger',
  'account-not-certified': 'info',
  'folders-damaged': 'danger',
  'account-endorsed-twice': 'danger',
  'work-unfinished': 'warning',
};

/** Where the Privacy Officer does something about it. */
const whereToGo: Partial<
  Record<Warning, { readonly text: 'toStatus' | 'toPeople' | 'toToday'; readonly route: Route }>
> = {
  'vault-rolled-back': { text: 'toToday', route: { screen: 'today' } },
  'folders-damaged': { text: 'toStatus', route: { screen: 'settings', tab: 'status' } },
  'account-endorsed-twice': { text: 'toPeople', route: { screen: 'people' } },
};

/** What this sign-in told and stays true, above every screen. */
export function Banners() {
  const say = useTexts(appTexts);
  const session = useSession();
  const start = useCall('startState', {});
  return (
    <>
      {start.data?.demo ? <Banner kind="info">{say('demo')}</Banner> : null}
      {session.warnings.map((warning) => (
        <WarningBanner key={warning} warning={warning} />
      ))}
      <SpentCode />
      <FailedAttempts />
    </>
  );
}

function WarningBanner({ warning }: { readonly warning: Warning }) {
  const say = useTexts(appTexts);
  const sayStep = useTexts(maintenanceTexts);
  const { role, unfinished } = useSession();
  const isOfficer = role === 'privacy-officer';
  const text = {
    'keychain-file': () => say('warnKeychainFile'),
    'vault-rolled-back': () => say(isOfficer ? 'warnRolledBackOfficer' : 'warnRolledBack'),
    'account-not-certified': () => say('warnNotCertified'),
    'folders-damaged': () => say(isOfficer ? 'warnDamagedOfficer' : 'warnDamaged'),
    'account-endorsed-twice': () => say('warnEndorsedTwice'),
    'work-unfinished': () =>
      say('warnUnfinished', { steps: [...new Set(unfinished.map(({ step }) => sayStep(step)))].join(', ') }),
  }[warning];
  const helps = isOfficer ? whereToGo[warning] : undefined;
  return (
    <Banner
      kind={kinds[warning]}
      more={warning === 'keychain-file' ? say('warnKeychainFileMore') : undefined}
      act={helps ? <GoButton text={say(helps.text)} route={helps.route} /> : null}
    >
      {text()}
    </Banner>
  );
}

/** A recovery code was spent: how many are left. */
function SpentCode() {
  const say = useTexts(appTexts);
  const { recoveryCodesLeft } = useSession();
  const [open, setOpen] = useState(true);
  if (recoveryCodesLeft === null || !open) return null;
  const act = <GoButton text={say('toSecondFactor')} route={{ screen: 'settings', tab: 'account' }} />;
  return (
    <Banner kind="info" act={act} onClose={() => setOpen(false)}>
      {say('codesLeft', { count: recoveryCodesLeft })}
    </Banner>
  );
}

/** Attempts that failed before this sign-in: with one's name, and for the Privacy Officer those of the whole office. */
function FailedAttempts() {
  const say = useTexts(appTexts);
  const { failedAttempts } = useSession();
  const [open, setOpen] = useState(true);
  const { own, office } = failedAttempts;
  if ((own === 0 && !office) || !open) return null;
  const act = office === null ? null : <GoButton text={say('toLog')} route={{ screen: 'log' }} />;
  return (
    <Banner kind="info" act={act} onClose={() => setOpen(false)}>
      {office === null ? say('failedOwn', { own }) : say('failedOffice', { own, office })}
    </Banner>
  );
}

function GoButton({ text, route }: { readonly text: string; readonly route: Route }) {
  const { go } = useRouter();
  return (
    <Button size="xs" variant="default" flex="none" onClick={() => go(route)}>
      {text}
    </Button>
  );
}
