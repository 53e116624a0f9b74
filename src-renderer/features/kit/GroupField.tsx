import { TextInput } from '@mantine/core';
import { useTexts } from '../../i18n/texts.ts';
import { kitTexts } from './texts.ts';

const bare = (text: string): string => text.replace(/[\s-]/g, '').toUpperCase();

/** Whether what was typed is this group; spaces and capitals do not matter. */
export const isGroup = (typed: string, group: string | undefined): boolean =>
  group !== undefined && bare(typed) === bare(group);

/** One group of the key, typed over from the paper. */
export function GroupField({
  number,
  group,
  value,
  onChange,
}: {
  readonly number: number;
  readonly group: string | undefined;
  readonly value: string;
  readonly onChange: (text: string) => void;
}) {
  const say = useTexts(kitTexts);
  const isRight = isGroup(value, group);
  const isWrong = !isRight && bare(value) !== '' && !bare(group ?? '').startsWith(bare(value));
  return (
    <TextInput
      label={say('group', { number })}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={isWrong ? say(/o/i.test(value) ? 'groupWrongO' : 'groupWrong') : null}
      description={isRight ? say('groupRight') : null}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      autoComplete="off"
      spellCheck={false}
      flex={1}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
    />
  );
}
