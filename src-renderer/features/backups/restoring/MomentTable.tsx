import { Radio, Table } from '@mantine/core';
import { useId } from 'react';
import { useCall } from '../../../client/query.ts';
import { useFormats } from '../../../i18n/format.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Bdi } from '../../../ui/Bdi.tsx';
import { MomentMark } from './MomentMark.tsx';
import classes from './Moments.module.css';
import type { Moment } from './moments.ts';
import { restoringTexts } from './texts.ts';

/** One of several backups, newest first. */
export function MomentTable({
  moments,
  chosen,
  onChoose,
}: {
  readonly moments: readonly Moment[];
  readonly chosen: string | null;
  readonly onChoose: (moment: Moment) => void;
}) {
  const say = useTexts(restoringTexts);
  const formats = useFormats();
  const group = useId();
  const computers = useCall('computerList', {});
  const nameOf = (computer: string) => computers.data?.find(({ id }) => id === computer)?.name ?? '';
  return (
    <section className={classes.list} aria-label={say('moments')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('moment')}</Table.Th>
            <Table.Th>{say('state')}</Table.Th>
            <Table.Th ta="right">{say('documents')}</Table.Th>
            <Table.Th ta="right">{say('size')}</Table.Th>
            <Table.Th>{say('computer')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {moments.map((moment) => (
            <Table.Tr key={moment.id} onClick={() => moment.state !== 'bad' && onChoose(moment)}>
              <Table.Td>
                <Radio
                  name={group}
                  label={formats.timeInTable(moment.at)}
                  aria-label={say('momentOf', {
                    time: formats.timeInText(moment.at),
                    state: say(moment.state),
                  })}
                  checked={moment.id === chosen}
                  disabled={moment.state === 'bad'}
                  onChange={() => onChoose(moment)}
                />
              </Table.Td>
              <Table.Td>
                <MomentMark state={moment.state} />
              </Table.Td>
              <Table.Td ta="right">{formats.number(moment.documents)}</Table.Td>
              <Table.Td ta="right">{formats.size(moment.bytes)}</Table.Td>
              <Table.Td>
                <Bdi>{nameOf(moment.computer)}</Bdi>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
