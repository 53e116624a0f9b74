import { Alert, Text } from '@mantine/core';
import type { CallError } from '../client/client.ts';
import { useErrorText } from '../client/errors.ts';
import { useTexts } from '../i18n/texts.ts';
import { uiTexts } from './texts.ts';

/** An error in the place where it happened: what happened, what was kept, what to do. Nothing while there is none. */
export function Problem({ error }: { readonly error: CallError | null }) {
  const say = useTexts(uiTexts);
  const errorText = useErrorText();
  if (error === null) return null;
  return (
    <Alert color="red" role="alert" title={errorText(error).what}>
      <Text>{errorText(error).kept}</Text>
      <Text>{errorText(error).todo}</Text>
      <Text size="xs" c="dimmed">
        {say('reference', { code: error.code })}
      </Text>
    </Alert>
  );
}
