import { Button, Code, Loader, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { colour } from '../../ui/colours.ts';
import { NewPassword } from '../../ui/NewPassword.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { StepForm } from '../../ui/StepForm.tsx';
import type { Office } from './Create.tsx';
import { KeychainFallback } from './KeychainFallback.tsx';
import { welcomeTexts } from './texts.ts';

type Draft = WindowOutput<'createBegin'>;

/**
 * The passphrase, made here or by herself. With it the draft of the vault is begun: its keys and its kit.
 * @param voidKit there is a kit on paper or in a file already, of a draft that was given up.
 */
export function PassphraseStep({
  office,
  officer,
  keychain,
  onKeychain,
  voidKit,
  onBegun,
  onNext,
  onBack,
}: {
  readonly office: Office;
  readonly officer: string;
  readonly keychain: 'os' | 'file';
  readonly onKeychain: (keychain: 'os' | 'file') => void;
  readonly voidKit: boolean;
  readonly onBegun: (draft: Draft) => void;
  readonly onNext: (passphrase: string) => void;
  readonly onBack: () => void;
}) {
  const say = useTexts(welcomeTexts);
  const begin = useAct('createBegin');
  const [how, setHow] = useState('generated');
  const [generated, setGenerated] = useState<string | null>(null);
  const [lastWord, setLastWord] = useState('');
  const [own, setOwn] = useState<string | null>(null);
  const wanted = { handle: office.place.handle, office: office.office, contact: office.contact, officer };
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  // The draft is told of also when one went back meanwhile: somebody must end it.
  const beginWith = async (passphrase: string | null, where: 'os' | 'file', then: (draft: Draft) => void) => {
    try {
      const draft = await begin.mutateAsync({ ...wanted, keychain: where, passphrase });
      onBegun(draft);
      if (isShown.current) then(draft);
    } catch {
      // `begin.error` has it, and is shown.
    }
  };
  const generate = (where: 'os' | 'file') => {
    setGenerated(null);
    setLastWord('');
    void beginWith(null, where, (draft) => setGenerated(draft.passphrase));
  };
  const first = useRef(() => generate(keychain));
  useEffect(() => first.current(), []);
  const chooseHow = (next: string) => {
    setHow(next);
    begin.reset();
    if (next === 'generated') generate(keychain);
  };
  const chooseKeychain = (next: 'os' | 'file') => {
    onKeychain(next);
    if (how === 'generated') generate(next);
  };
  const typedLast =
    generated !== null && lastWord.trim().toLowerCase() === generated.split(/[\s-]/).at(-1)?.toLowerCase();
  const next = () => {
    if (how === 'generated') return generated !== null && onNext(generated);
    return own !== null && void beginWith(own, keychain, () => onNext(own));
  };
  return (
    <StepForm
      title={say('passphraseTitle')}
      next={say('next')}
      back={say('back')}
      ready={how === 'generated' ? typedLast : own !== null}
      busy={begin.isPending}
      onNext={next}
      onBack={onBack}
    >
      {voidKit ? (
        <Notice kind="warning" title={say('voidKitTitle')}>
          {say('voidKit')}
        </Notice>
      ) : null}
      <Text>{say('passphraseWhy')}</Text>
      <SegmentedControl
        aria-label={say('passphraseHow')}
        value={how}
        onChange={chooseHow}
        data={[
          { value: 'generated', label: say('generated') },
          { value: 'own', label: say('own') },
        ]}
      />
      {how === 'own' ? (
        <NewPassword purpose="passphrase" about={{ name: officer, office: office.office }} onChange={setOwn} />
      ) : generated === null ? (
        <Making shown={begin.isPending} />
      ) : (
        <>
          <div>
            <Text fw={600} mb={4}>
              {say('generatedIs')}
            </Text>
            <Code block translate="no" fz={20} lh="28px" p={16} ta="center" bg={colour('sunken')} c={colour('text')}>
              {generated}
            </Code>
          </div>
          <TextInput
            label={say('lastWord')}
            value={lastWord}
            onChange={(event) => setLastWord(event.currentTarget.value)}
            error={lastWord.trim().length >= 5 && !typedLast ? say('lastWordWrong') : null}
            autoComplete="off"
            spellCheck={false}
          />
        </>
      )}
      <Problem
        error={begin.error}
        act={
          how === 'generated' ? (
            <Button size="xs" variant="default" onClick={() => generate(keychain)}>
              {say('tryAgain')}
            </Button>
          ) : null
        }
      />
      <KeychainFallback error={begin.error} keychain={keychain} onChange={chooseKeychain} />
    </StepForm>
  );
}

function Making({ shown }: { readonly shown: boolean }) {
  const say = useTexts(welcomeTexts);
  if (!shown) return null;
  return (
    <Stack align="center" mih={120} justify="center">
      <Loader size="sm" aria-hidden />
      <Text role="status">{say('making')}</Text>
    </Stack>
  );
}
