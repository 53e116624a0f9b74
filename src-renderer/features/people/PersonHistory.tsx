import { Anchor, Stack, Table, Text } from '@mantine/core';
import { handOver } from '../../app/handover.ts';
import { useRouter } from '../../app/router.tsx';
import { useCall } from '../../client/query.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Loading } from '../../ui/Loading.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { SortTh, useSorted } from '../../ui/use-sorted.tsx';
import { useSentence } from '../log/sentence.ts';
import type { PersonInList } from './PersonState.tsx';
import { peopleTexts } from './texts.ts';

const shown = 50;

/** What somebody did last; the log has the rest. */
export function PersonHistory({ person }: { readonly person: PersonInList }) {
  const say = useTexts(peopleTexts);
  const formats = useFormats();
  const sentence = useSentence();
  const { go } = useRouter();
  const { id, name } = person;
  const history = useCall('auditList', { actor: id, limit: shown });
  const { rows, by } = useSorted(history.data ?? [], [
    { key: 'when', sortBy: ({ at }) => at },
    { key: 'what', sortBy: sentence },
  ]);
  return (
    <Stack gap={12} align="flex-start">
      <Anchor
        component="button"
        type="button"
        onClick={() => {
          handOver('logSubject', id);
          go({ screen: 'log' });
        }}
      >
        {say('historyMore', { name })}
      </Anchor>
      {history.isPending ? <Loading /> : null}
      <Problem error={history.error} />
      {history.data?.length === 0 ? <Text c="dimmed">{say('historyEmpty', { name })}</Text> : null}
      {history.data && history.data.length > 0 ? (
        <Table aria-label={say('historyTable', { name })} stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <SortTh {...by('when')}>{say('columnWhen')}</SortTh>
              <SortTh {...by('what')}>{say('columnWhat')}</SortTh>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((entry) => (
              <Table.Tr key={entry.id}>
                <Table.Td style={{ whiteSpace: 'nowrap', width: 140, verticalAlign: 'top' }}>
                  {formats.timeInTable(entry.at)}
                </Table.Td>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{sentence(entry)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      ) : null}
    </Stack>
  );
}
