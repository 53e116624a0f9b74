import { Button, Stack, Table, Text, Title } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useCall } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { groups } from './groups.ts';
import { protectsTexts } from './texts.ts';

/** One honest page: what a key protects, what only the program does, and what nothing does. */
export function Protects() {
  const say = useTexts(protectsTexts);
  const start = useCall('startState', {});
  return (
    <Page
      title={say('title')}
      acts={
        start.data?.canPrint ? (
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} stroke={1.5} aria-hidden />}
            onClick={() => window.print()}
          >
            {say('print')}
          </Button>
        ) : null
      }
    >
      <Text>{say('intro')}</Text>
      <Stack gap={32} pb={32}>
        {groups.map(({ title, text, kind, items }) => (
          <section key={title} aria-label={say(title)}>
            <Title order={2} fz={16} lh="22px" mb={8}>
              {say(title)}
            </Title>
            <Notice kind={kind}>{say(text)}</Notice>
            <Table layout="fixed" mt={8} verticalSpacing={8}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th w="42%">{say('what')}</Table.Th>
                  <Table.Th>{say('against')}</Table.Th>
                  <Table.Th>{say('rest')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((item) => (
                  <Table.Tr key={item.what} style={{ verticalAlign: 'top' }}>
                    <Table.Th scope="row" fw={400}>
                      {say(item.what)}
                    </Table.Th>
                    <Table.Td>{say(item.against)}</Table.Td>
                    <Table.Td>{say(item.rest)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </section>
        ))}
      </Stack>
    </Page>
  );
}
