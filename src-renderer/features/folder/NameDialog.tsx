import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CallError } from '../../client/client.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';

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
}) {
  const [name, setName] = useState(first);
  const wanted = name.trim();
  return (
    <FormDialog
      title={title}
      verb={verb}
      ready={wanted !== '' && wanted !== first}
      busy={busy}
      error={error}
      onSubmit={() => onName(wanted)}
      onClose={onClose}
    >
      <TextInput
        label={label}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.setSelectionRange(0, selected)}
        data-autofocus
      />
    </FormDialog>
  );
}
