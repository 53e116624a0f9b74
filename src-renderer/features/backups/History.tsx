import { Loader, Stack, Table, Text } from '@mantine/core';
import { useEffect } from 'react';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { CallError } from '../../client/client.ts';
import { useAct } from '../../client/query.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Bdi } from '../../ui/Bdi.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Findings } from '../../ui/Findings/Findings.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { SizeChart } from './SizeChart.tsx';
import { backupTexts } from './texts.ts';
import { useNameOfComputer } from './use-name-of-computer.ts';

/** The backups that lie on a target now, newest first, with their size over time. */
export function History({
  target,
  onClose,
}: {
  readonly target: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
}) {
  const say = useTexts(backupTexts);
  const history = useAct('backupHistory');
  const { mutate } = history;
  useEffect(() => mutate({ target: target.id }), [mutate, target.id]);
  const { data } = history;
  return (
    <Dialog opened onClose={onClose} size={760} title={say('historyTitle', { name: target.name })}>
      <Stack gap={16}>
        {history.isPending ? <Loader /> : null}
        <Problem error={history.error ?? (data?.error ? new CallError(data.error.code, data.error.details) : null)} />
        {data && data.findings.length > 0 ? <Findings findings={data.findings} /> : null}
        {data && data.snapshots.length === 0 && !data.error ? <Text c="dimmed">{say('historyEmpty')}</Text> : null}
        {data && data.snapshots.length > 0 ? <Snapshots snapshots={data.snapshots} /> : null}
      </Stack>
    </Dialog>
  );
}

function Snapshots({ snapshots }: { readonly snapshots: WindowOutput<'backupHistory'>['snapshots'] }) {
  const say = useTexts(backupTexts);
  const formats = useFormats();
  const nameOf = useNameOfComputer();
  return (
    <>
      <SizeChart points={snapshots} />
      <Table aria-label={say('historyTable')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th ta="right">{say('number')}</Table.Th>
            <Table.Th>{say('madeAt')}</Table.Th>
            <Table.Th>{say('state')}</Table.Th>
            <Table.Th ta="right">{say('documents')}</Table.Th>
            <Table.Th ta="right">{say('size')}</Table.Th>
            <Table.Th>{say('computer')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {snapshots.toReversed().map(({ computer, number, at, state, payloads, bytes }) => (
            <Table.Tr key={`${computer} ${number}`}>
              <Table.Td ta="right">{formats.number(number)}</Table.Td>
              <Table.Td>{formats.timeInTable(at)}</Table.Td>
              <Table.Td>{say(state)}</Table.Td>
              <Table.Td ta="right">{formats.number(payloads)}</Table.Td>
              <Table.Td ta="right">{formats.size(bytes)}</Table.Td>
              <Table.Td>
                <Bdi>{nameOf(computer)}</Bdi>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
