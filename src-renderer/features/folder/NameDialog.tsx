import { Button, Group, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { CallError } from '../../client/client.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { uiTexts } from '../../ui/texts.ts';

/** Asks for another name. @param selected how many letters of the old one are selected: all but the extension. */
export function NameDialog({
  title,
  label,
  verb,
  first,
  selected = first.length,
  busy,
  error,
  onName,
  onClose,
  children,
}: {
  readonly title: string;
  readonly label: string;
  readonly verb: string;
  readonly first: string;
  readonly selected?: number;
  readonly busy: boolean;
  readonly error: CallError | null;
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}) {
  const sayUi = useTexts(uiTexts);
  const [name, setName] = useState(first);
  const wanted = name.trim();
  const ready = wanted !== '' && wanted !== first;
  return (
    <Dialog opened onClose={onClose} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onName(wanted);
        }}
      >
        <Stack gap={16}>
          <TextInput
            label={label}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            onFocus={(event) => event.currentTarget.setSelectionRange(0, selected)}
            data-autofocus
          />
          {children}
          <Problem error={error} />
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              {sayUi('cancel')}
            </Button>
            <Button type="submit" disabled={!ready} loading={busy}>
              {verb}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
