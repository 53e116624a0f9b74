import { Button, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import { ControlWords } from './ControlWords.tsx';

/** A request was saved for the Privacy Officer: the characters that are read to her, what comes next, and the way on. */
export function RequestMade({
  title,
  saved,
  words,
  fingerprint,
  next,
  onward,
}: {
  readonly title: string;
  readonly saved: string;
  /** What the characters are for. */
  readonly words: string;
  readonly fingerprint: string;
  /** In order. */
  readonly next: readonly string[];
  readonly onward: { readonly text: string; readonly onPress: () => void };
}) {
  return (
    <Paper p={24} w={520} maw="100%" withBorder>
      <Stack gap={16}>
        <Title order={1} fz={20} lh="28px">
          {title}
        </Title>
        <Text>{saved}</Text>
        <div>
          <Text fw={600} mb={4}>
            {words}
          </Text>
          <ControlWords>{fingerprint}</ControlWords>
        </div>
        <List type="ordered">
          {next.map((step) => (
            <List.Item key={step}>{step}</List.Item>
          ))}
        </List>
        <Group justify="flex-end">
          <Button onClick={onward.onPress}>{onward.text}</Button>
        </Group>
      </Stack>
    </Paper>
  );
}
