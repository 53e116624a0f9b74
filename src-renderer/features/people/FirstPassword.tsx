import { Button, Code, Group, List, Stack, Text } from '@mantine/core';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { peopleTexts } from './texts.ts';

/** A first password, shown this once, with what its user must be told. */
export function FirstPassword({
  name,
  password,
  onDone,
}: {
  readonly name: string;
  readonly password: string;
  readonly onDone: () => void;
}) {
  const say = useTexts(peopleTexts);
  const copy = useAct('copyText');
  return (
    <Stack gap={16}>
      <Notice kind="warning">{say('firstOnce')}</Notice>
      <Group gap={8} wrap="nowrap">
        <Code block fz={16} style={{ flex: 1 }} aria-label={say('firstPassword')}>
          {password}
        </Code>
        <Button variant="default" onClick={() => copy.mutate({ text: password })} data-autofocus>
          {say('copy')}
        </Button>
      </Group>
      <Text size="xs" c="dimmed" role="status">
        {copy.isSuccess ? say('copied') : null}
      </Text>
      <Problem error={copy.error} />
      <Text fw={600}>{say('tellTitle', { name })}</Text>
      <List type="ordered" spacing={4}>
        <List.Item>{say('tell1')}</List.Item>
        <List.Item>{say('tell2', { name })}</List.Item>
        <List.Item>{say('tell3')}</List.Item>
      </List>
      <Group justify="flex-end">
        <Button onClick={onDone}>{say('done')}</Button>
      </Group>
    </Stack>
  );
}
