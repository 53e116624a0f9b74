import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { CallError } from '../client/client.ts';
import { isTypedName } from '../i18n/folded.ts';
import { useTexts } from '../i18n/texts.ts';
import { Dialog } from './Dialog.tsx';
import { Problem } from './Problem.tsx';
import { uiTexts } from './texts.ts';

interface ConfirmProps {
  readonly opened: boolean;
  /** Verb and object, as a question. */
  readonly title: string;
  /** The consequence, with numbers. */
  readonly children: ReactNode;
  /** The verb on the button. */
  readonly verb: string;
  readonly busy?: boolean;
  /** Cancel ends what runs too; without it the dialog stays until that has ended. */
  readonly endsByCancel?: boolean;
  readonly error?: CallError | null;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
  /** What must be typed first, for what cannot be undone; case and accents do not matter. */
  readonly nameToType?: string;
  /** Whether what the children ask is filled in. */
  readonly ready?: boolean;
}

/** Asks before an act whose consequence must be known. The focus is on Cancel; Esc is Cancel. */
export function Confirm(props: ConfirmProps) {
  const { opened, title, onCancel } = props;
  return (
    <Dialog opened={opened} busy={isHeld(props)} onClose={onCancel} title={title}>
      <Question {...props} />
    </Dialog>
  );
}

const isHeld = ({ busy = false, endsByCancel = false }: ConfirmProps): boolean => busy && !endsByCancel;

/** Within the dialog, so that what was typed is gone when it closes. */
function Question(props: ConfirmProps) {
  const { children, verb, busy, error, onConfirm, onCancel, nameToType, ready = true } = props;
  const say = useTexts(uiTexts);
  const [typed, setTyped] = useState('');
  const isNamed = nameToType === undefined || isTypedName(typed, nameToType);
  return (
    <Stack gap={16}>
      <Text component="div">{children}</Text>
      {nameToType === undefined ? null : (
        <TextInput
          label={say('typeName', { name: nameToType })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
        />
      )}
      <Problem error={error ?? null} />
      <Group justify="flex-end" gap={8}>
        <Button variant="default" disabled={isHeld(props)} onClick={onCancel} data-autofocus>
          {say('cancel')}
        </Button>
        <Button
          color={nameToType === undefined ? 'petrol' : 'red'}
          disabled={!ready || !isNamed}
          loading={busy ?? false}
          onClick={onConfirm}
        >
          {verb}
        </Button>
      </Group>
    </Stack>
  );
}
