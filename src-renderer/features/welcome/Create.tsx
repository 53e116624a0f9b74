import { Stack } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import type { GoEntry, Start, Vault } from '../../app/entry-place.ts';
import { call } from '../../client/client.ts';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import type { Contact } from '../../ui/ContactFields.tsx';
import { Steps } from '../../ui/Steps.tsx';
import { KitPage } from '../kit/KitPage.tsx';
import { FirstFolderStep } from './FirstFolderStep.tsx';
import { OfficeStep } from './OfficeStep.tsx';
import { PassphraseStep } from './PassphraseStep.tsx';
import { welcomeTexts } from './texts.ts';
import { YouStep } from './YouStep.tsx';

const steps = ['stepOffice', 'stepYou', 'stepPassphrase', 'stepKit', 'stepFolder'] as const;

type Draft = WindowOutput<'createBegin'>;

/** What is told before the vault is made. */
export interface Office {
  readonly place: Vault;
  readonly office: string;
  readonly contact: Contact;
}

/** Making a vault: office, Privacy Officer, passphrase, recovery kit, first folder. Nothing is there before the kit is. */
export function Create({ start, go }: { readonly start: Start; readonly go: GoEntry }) {
  const say = useTexts(welcomeTexts);
  const [step, setStep] = useState(0);
  const [office, setOffice] = useState<Office | null>(null);
  const [officer, setOfficer] = useState('');
  const [draft, setDraft] = useState<Draft | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [keychain, setKeychain] = useState<'os' | 'file'>('os');
  /** A kit was printed or saved, and its vault is not going to be. */
  const [voidKit, setVoidKit] = useState(false);
  const finish = useAct('createFinish');
  const unfinished = useRef<string | null>(null);
  const abandon = useCallback(() => {
    if (unfinished.current !== null) void call('createAbandon', { draft: unfinished.current });
    unfinished.current = null;
  }, []);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
      abandon();
    };
  }, [abandon]);
  const begun = (made: Draft) => {
    abandon();
    unfinished.current = made.draft;
    if (isGone.current) abandon();
    else setDraft(made);
  };
  const backTo = (earlier: number) => {
    abandon();
    setDraft(null);
    setPassphrase('');
    finish.reset();
    setStep(earlier);
  };
  return (
    <Stack gap={24} w="100%" maw={900} align="center">
      <Steps label={say('steps')} steps={steps.map((one) => say(one))} now={step} />
      {step === 0 || office === null ? (
        <OfficeStep
          first={office}
          onNext={(given) => {
            setOffice(given);
            setStep(1);
          }}
          onOpen={(vault) => go({ at: 'sign-in', vault })}
          onStop={() => go({ at: 'welcome' })}
        />
      ) : step === 1 ? (
        <YouStep
          first={officer}
          onNext={(name) => {
            setOfficer(name);
            setStep(2);
          }}
          onBack={() => setStep(0)}
        />
      ) : step === 2 ? (
        <PassphraseStep
          office={office}
          officer={officer}
          keychain={keychain}
          onKeychain={setKeychain}
          voidKit={voidKit}
          onBegun={begun}
          onNext={(chosen) => {
            setPassphrase(chosen);
            setStep(3);
          }}
          onBack={() => backTo(1)}
        />
      ) : step === 3 && draft !== null ? (
        <KitPage
          draft={draft.draft}
          kit={draft.kit}
          canPrint={start.canPrint}
          busy={finish.isPending}
          error={finish.error}
          onDone={(groups) =>
            finish.mutate(
              { draft: draft.draft, groups: [...groups] },
              {
                onSuccess: () => {
                  unfinished.current = null;
                  setDraft(null);
                  setStep(4);
                },
              },
            )
          }
          onBack={(kept) => {
            if (kept) setVoidKit(true);
            backTo(2);
          }}
        />
      ) : (
        <FirstFolderStep vault={office.place} officer={officer} passphrase={passphrase} go={go} />
      )}
    </Stack>
  );
}
