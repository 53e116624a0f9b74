import { Textarea } from '@mantine/core';
import { useTexts } from '../i18n/texts.ts';
import { uiTexts } from './texts.ts';

/** Why something is done that the log keeps the reason of. */
export function ReasonField({
  value,
  onChange,
  hasFocus = false,
}: {
  readonly value: string;
  readonly onChange: (reason: string) => void;
  /** Whether a dialog that opens begins here. */
  readonly hasFocus?: boolean;
}) {
  const say = useTexts(uiTexts);
  return (
    <Textarea
      label={say('reason')}
      description={say('reasonIsLogged')}
      required
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      maxLength={2000}
      autosize
      data-autofocus={hasFocus || undefined}
    />
  );
}
