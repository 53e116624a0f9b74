import { Anchor, Button, Group, Input, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import type { Vault } from '../../app/entry-place.ts';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { ContactFields, emailFits, noContact } from '../../ui/ContactFields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { StepForm } from '../../ui/StepForm.tsx';
import type { Office } from './Create.tsx';
import { welcomeTexts } from './texts.ts';

type Chosen = NonNullable<WindowOutput<'chooseVault'>>;

/** The office's name and how it is reached, and an empty folder for its vault. */
export function OfficeStep({
  first,
  onNext,
  onOpen,
  onStop,
}: {
  readonly first: Office | null;
  readonly onNext: (office: Office) => void;
  readonly onOpen: (vault: Vault) => void;
  readonly onStop: () => void;
}) {
  const say = useTexts(welcomeTexts);
  const choose = useAct('chooseVault');
  const [office, setOffice] = useState(first?.office ?? '');
  const [contact, setContact] = useState(first?.contact ?? noContact);
  const [place, setPlace] = useState<Vault | null>(first?.place ?? null);
  const [refused, setRefused] = useState<Chosen | null>(null);
  const take = (chosen: Chosen | null) => {
    if (chosen === null) return;
    const fits = chosen.empty && !chosen.isVault;
    setRefused(fits ? null : chosen);
    setPlace(fits ? { handle: chosen.handle, label: chosen.label, present: chosen.present } : null);
  };
  return (
    <StepForm
      title={say('officeTitle')}
      next={say('next')}
      back={say('stop')}
      ready={office.trim() !== '' && place !== null && emailFits(contact.email)}
      onNext={() => place && onNext({ place, office: office.trim(), contact })}
      onBack={onStop}
    >
      <TextInput
        label={say('officeName')}
        description={say('officeNameHint')}
        value={office}
        onChange={(event) => setOffice(event.currentTarget.value)}
        maxLength={200}
        required
        withAsterisk={false}
        autoComplete="organization"
      />
      <ContactFields value={contact} onChange={setContact} />
      <Input.Wrapper label={say('place')} description={say('placeHint')} labelElement="div">
        <Group gap={12} mt={8}>
          <Button variant="default" loading={choose.isPending} onClick={() => choose.mutate({}, { onSuccess: take })}>
            {say('choosePlace')}
          </Button>
          <Text role="status">{place ? say('chosenPlace', { label: place.label }) : ''}</Text>
        </Group>
      </Input.Wrapper>
      {refused ? (
        <Notice kind="warning" role="alert">
          <Text>{say(refused.isVault ? 'placeIsVault' : 'placeNotEmpty')}</Text>
          {refused.isVault ? (
            <Anchor component="button" type="button" onClick={() => onOpen(refused)}>
              {say('openThat')}
            </Anchor>
          ) : null}
        </Notice>
      ) : null}
      <Problem error={choose.error} />
    </StepForm>
  );
}
