import { Fieldset, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { WindowOutput } from '../../src-main/contract/window/calls.ts';
import { useTexts } from '../i18n/texts.ts';
import { uiTexts } from './texts.ts';

export type Contact = WindowOutput<'officeSettings'>['contact'];

export const noContact: Contact = { email: '', telephone: '', address: '' };

/** Whether an e-mail address may be kept as it is typed: core has the last word. */
export const emailFits = (email: string): boolean =>
  email.trim() === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(email.trim());

/** How the office is reached. All of it may stay empty, which is said. */
export function ContactFields({
  value,
  onChange,
}: {
  readonly value: Contact;
  readonly onChange: (contact: Contact) => void;
}) {
  const say = useTexts(uiTexts);
  const [isTyping, setIsTyping] = useState(false);
  return (
    <Fieldset
      variant="unstyled"
      legend={say('contact')}
      w="100%"
      m={0}
      styles={{ legend: { fontWeight: 600, marginBottom: 0 } }}
    >
      <Stack gap={12}>
        <Text c="dimmed" size="xs" mt={4}>
          {say('contactHint')}
        </Text>
        <Group gap={12} grow align="flex-start">
          <TextInput
            label={say('email')}
            inputMode="email"
            value={value.email}
            onChange={(event) => onChange({ ...value, email: event.currentTarget.value })}
            onFocus={() => setIsTyping(true)}
            onBlur={() => setIsTyping(false)}
            error={isTyping || emailFits(value.email) ? null : say('emailWrong')}
            maxLength={254}
            autoComplete="off"
            spellCheck={false}
          />
          <TextInput
            label={say('telephone')}
            inputMode="tel"
            value={value.telephone}
            onChange={(event) => onChange({ ...value, telephone: event.currentTarget.value })}
            maxLength={50}
            autoComplete="off"
          />
        </Group>
        <Textarea
          label={say('address')}
          value={value.address}
          onChange={(event) => onChange({ ...value, address: event.currentTarget.value })}
          maxLength={300}
          autosize
          minRows={2}
          maxRows={6}
          autoComplete="off"
          spellCheck={false}
        />
      </Stack>
    </Fieldset>
  );
}
