import { CloseButton, TextInput, type TextInputProps } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { Ref } from 'react';
import { useTexts } from '../i18n/texts.ts';
import { uiTexts } from './texts.ts';

interface SearchFieldProps extends Pick<TextInputProps, 'disabled' | 'flex' | 'maw' | 'maxLength' | 'onKeyDown'> {
  readonly ref: Ref<HTMLInputElement>;
  /** What is searched; stands in the field too. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** Narrows what stands below it while one types; a press empties it. */
export function SearchField({ label, value, onChange, ...rest }: SearchFieldProps) {
  const say = useTexts(uiTexts);
  return (
    <TextInput
      {...rest}
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} stroke={1.5} aria-hidden />}
      rightSection={
        value === '' ? null : <CloseButton size={24} aria-label={say('clearSearch')} onClick={() => onChange('')} />
      }
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete="off"
      spellCheck={false}
    />
  );
}
