import { Alert, Anchor, Group, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type CallError, call } from '../client/client.ts';
import { useErrorText } from '../client/errors.ts';
import { useTexts } from '../i18n/texts.ts';
import { colour } from './colours.ts';
import { uiTexts } from './texts.ts';

/**
 * An error in the place where it happened: what happened, what was kept, what to do. Nothing while there is none. What was
 * stopped at one's own wish is told as quietly. @param act what helps, beside the words.
 */
export function Problem({ error, act }: { readonly error: CallError | null; readonly act?: ReactNode }) {
  const say = useTexts(uiTexts);
  const errorText = useErrorText();
  if (error === null) return null;
  const { what, kept, todo } = errorText(error);
  const isOwnWish = error.code === 'cancelled';
  const isOrdinary = ordinary.has(error.code);
  return (
    <Alert
      role={isOwnWish ? 'status' : 'alert'}
      title={what}
      color={isOwnWish ? 'gray' : 'red'}
      icon={<IconAlertCircle size={20} stroke={1.5} aria-hidden />}
    >
      <Text c={colour('text')}>{kept}</Text>
      <Text c={colour('text')}>{todo}</Text>
      {act ? <Group mt={8}>{act}</Group> : null}
      {isOrdinary ? null : (
        <Group gap={8} mt={4}>
          <Text size="xs" c={colour('text')}>
            {say('reference', { code: referenceOf(error) })}
          </Text>
          <Anchor
            component="button"
            type="button"
            size="xs"
            c={colour('accent')}
            onClick={() => void call('copyText', { text: referenceOf(error) })}
          >
            {say('copy')}
          </Anchor>
        </Group>
      )}
    </Alert>
  );
}

/** What one sets right oneself: nobody who helps needs a reference for it. */
const ordinary: ReadonlySet<CallError['code']> = new Set([
  'cancelled',
  'invalid-input',
  'name-taken',
  'password-too-weak',
  'sign-in-failed',
]);

/** For who helps: the code, its reason, and of what was not foreseen where it arose. */
const referenceOf = ({ code, details: { reason, at } }: CallError): string =>
  [code, reason, at].filter((part) => typeof part === 'string').join(' ');
