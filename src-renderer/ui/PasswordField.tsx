import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useTexts } from '../i18n/texts.ts';
import { uiTexts } from './texts.ts';

/** A field for a secret, which can be looked at while one types. */
export function PasswordField(props: PasswordInputProps) {
  const say = useTexts(uiTexts);
  return (
    <PasswordInput
      spellCheck={false}
      visibilityToggleFocusable
      visibilityToggleButtonProps={{ 'aria-label': say('showPassword') }}
      {...props}
    />
  );
}
