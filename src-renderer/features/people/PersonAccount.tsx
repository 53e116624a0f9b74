import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { roleTexts } from '../../app/role-texts.ts';
import { useSession } from '../../app/session.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Fact } from '../../ui/Fact.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { type PersonInList, PersonState } from './PersonState.tsx';
import { ResetPassword } from './ResetPassword.tsx';
import { peopleTexts } from './texts.ts';

/** How somebody's account stands, the words to compare, and what to do about a lost password or a leaver. */
export function PersonAccount({
  person,
  wordsDiffer,
  onLeave,
}: {
  readonly person: PersonInList;
  /** Others were read out than those of this account. */
  readonly wordsDiffer: boolean;
  readonly onLeave: () => void;
}) {
  const say = useTexts(peopleTexts);
  const sayRole = useTexts(roleTexts);
  const formats = useFormats();
  const { user } = useSession();
  const [resetting, setResetting] = useState(false);
  const { id, name, role, state, createdAt, lastSignInAt, secondFactor, fingerprint } = person;
  // With a new first password there are no words yet.
  const differs = wordsDiffer && state === 'active';
  return (
    <Stack gap={20} maw={640}>
      {differs ? (
        <Notice kind="danger" role="alert" title={say('differTitle')}>
          <Text mb={8}>{say('differText', { name })}</Text>
          <Button size="compact-sm" color="red" onClick={() => setResetting(true)}>
            {say('reset')}
          </Button>
        </Notice>
      ) : null}
      <Stack component="dl" gap={12} m={0}>
        <Fact label={say('columnRole')}>{sayRole(role)}</Fact>
        <Fact label={say('columnState')}>
          <PersonState state={state} />
        </Fact>
        <Fact label={say('since')}>{formats.timeInText(createdAt)}</Fact>
        <Fact label={say('columnSignIn')}>
          {lastSignInAt === null ? say('neverSignedIn') : formats.timeInText(lastSignInAt)}
        </Fact>
        <Fact label={say('columnSecondFactor')}>{say(secondFactor ? 'secondFactorOn' : 'secondFactorOff')}</Fact>
        <Fact label={say('controlWords')}>
          {state === 'provisional' ? (
            say('controlWordsNone')
          ) : (
            <>
              <Text ff="monospace" translate="no">
                {fingerprint.replaceAll('-', ' ')}
              </Text>
              <Text size="xs" c="dimmed" mt={4}>
                {say('controlWordsHint', { name })}
              </Text>
            </>
          )}
        </Fact>
      </Stack>
      {id === user.id || state === 'disabled' ? null : (
        <Group gap={8}>
          {differs ? null : (
            <Button variant="default" onClick={() => setResetting(true)}>
              {say('reset')}
            </Button>
          )}
          <Button variant="default" onClick={onLeave}>
            {say('disable')}
          </Button>
        </Group>
      )}
      {resetting ? <ResetPassword person={person} onClose={() => setResetting(false)} /> : null}
    </Stack>
  );
}
