import { Loader, Text, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { GoEntry, Vault } from '../../app/entry-place.ts';
import { routeText } from '../../app/routes.ts';
import { useSessionActs } from '../../app/session.ts';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Problem } from '../../ui/Problem.tsx';
import { StepForm } from '../../ui/StepForm.tsx';
import { welcomeTexts } from './texts.ts';

/** The vault is there: she is signed in and makes her first folder, in which the window then opens. */
export function FirstFolderStep({
  vault,
  officer,
  passphrase,
  go,
}: {
  readonly vault: Vault;
  readonly officer: string;
  readonly passphrase: string;
  readonly go: GoEntry;
}) {
  const say = useTexts(welcomeTexts);
  const { begin } = useSessionActs();
  const signIn = useAct('signIn');
  const create = useAct('folderCreate');
  const [name, setName] = useState('');
  const enter = useRef(() => signIn.mutate({ handle: vault.handle, name: officer, password: passphrase }));
  useEffect(() => enter.current(), []);
  const session = signIn.data;
  if (!session) {
    return signIn.error ? (
      <StepForm
        title={say('folderTitle')}
        next={say('toSignIn')}
        back={say('stop')}
        ready
        onNext={() => go({ at: 'sign-in', vault })}
        onBack={() => go({ at: 'welcome' })}
      >
        <Problem error={signIn.error} />
      </StepForm>
    ) : (
      <Loader size="sm" />
    );
  }
  return (
    <StepForm
      title={say('folderTitle')}
      next={say('makeFolder')}
      back={say('later')}
      ready={name.trim() !== ''}
      busy={create.isPending}
      onNext={() =>
        create.mutate(
          { name: name.trim(), kind: 'client' },
          {
            onSuccess: ({ id }) =>
              begin({ ...session, resume: routeText({ screen: 'folder', folder: id, tab: 'documents' }) }),
          },
        )
      }
      onBack={() => begin(session)}
    >
      <Text>{say('folderWhy')}</Text>
      <TextInput
        label={say('folderName')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={200}
        autoComplete="off"
        autoFocus
      />
      <Problem error={create.error} />
    </StepForm>
  );
}
