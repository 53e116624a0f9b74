import { Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CallError } from '../client/client.ts';
import { useTexts } from '../i18n/texts.ts';
import { Dialog } from './Dialog.tsx';
import { Problem } from './Problem.tsx';
import { uiTexts } from './texts.ts';

/** A dialog that asks something: its fields, what went wrong, Cancel or the way back, and the verb, which Enter is too. Stays while it works. */
export function FormDialog({
  title,
  verb,
  ready = true,
  busy,
  error,
  size,
  staysOpen = false,
  back,
  onSubmit,
  onClose,
  children,
}: {
  readonly title: string;
  readonly verb: string;
  /** Whether what is asked is filled in. */
  readonly ready?: boolean;
  readonly busy: boolean;
  readonly error: CallError | null;
  /** In pixels. */
  readonly size?: number;
  /** A press beside it does not close it, for much may be filled in. */
  readonly staysOpen?: boolean;
  /** In the place of Cancel, for a step that is not the first. */
  readonly back?: { readonly text: string; readonly onBack: () => void };
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const say = useTexts(uiTexts);
  return (
    <Dialog
      opened
      busy={busy}
      onClose={onClose}
      title={title}
      closeOnClickOutside={!staysOpen}
      {...(size === undefined ? {} : { size })}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !busy) onSubmit();
        }}
      >
        <Stack gap={16}>
          {children}
          <Problem error={error} />
          <Group justify="flex-end" gap={8}>
            <Button variant="default" disabled={busy} onClick={back?.onBack ?? onClose}>
              {back?.text ?? say('cancel')}
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
