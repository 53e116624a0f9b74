import { Button, Table, Text } from '@mantine/core';
import type { WindowOutput } from '../../../../src-main/contract/window/calls.ts';
import { useFormats } from '../../../i18n/format.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { colour } from '../../../ui/colours.ts';
import { Fact } from '../../../ui/Fact.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import scrolled from '../../../ui/Scrolled.module.css';
import cardClasses from '../TargetCard.module.css';
import { pruningTexts } from './texts.ts';
import { useAmount } from './use-amount.ts';

type Plan = NonNullable<WindowOutput<'backupPrune'>['targets'][number]['pruned']>;

const minuteMs = 60_000;

/** What pruning would do, and what keeps it from that. @param onAcknowledge for who may say that a fault is to stand in the way no more. */
export function Preview({ plan, onAcknowledge }: { readonly plan: Plan; readonly onAcknowledge: (() => void) | null }) {
  const say = useTexts(pruningTexts);
  const formats = useFormats();
  const amount = useAmount();
  const { faults, clocks, snapshots, listed, waiting, removed } = plan;
  if (snapshots.length === 0 && faults.length === 0) return <Text c="dimmed">{say('empty')}</Text>;
  const going = snapshots.filter(({ because }) => because === null || because === 'stood-on').length;
  const isHeld = faults.length > 0 || !clocks.agree;
  const apart = Math.round(Math.abs(clocks.computer - clocks.target) / minuteMs);
  return (
    <>
      {faults.length > 0 ? <Faults faults={faults} onAcknowledge={onAcknowledge} /> : null}
      {clocks.agree ? null : <Notice kind="warning">{say('clocks', { count: apart })}</Notice>}
      {isHeld ? null : (
        <dl className={cardClasses.facts}>
          <Fact label={say('stays')}>{formats.number(snapshots.length - going)}</Fact>
          <Fact label={say('goes')}>{formats.number(going)}</Fact>
          <Fact label={say('listNow')}>{amount(listed)}</Fact>
          <Fact label={say('waits')}>
            {waiting.until === null
              ? amount(waiting)
              : say('waitsUntil', { amount: amount(waiting), time: formats.timeInText(waiting.until) })}
          </Fact>
          <Fact label={say('removeNow')}>{amount(removed)}</Fact>
        </dl>
      )}
      {snapshots.length > 0 ? <Verdicts snapshots={snapshots} /> : null}
    </>
  );
}

function Verdicts({ snapshots }: Pick<Plan, 'snapshots'>) {
  const say = useTexts(pruningTexts);
  const formats = useFormats();
  return (
    <div className={scrolled.scrolled}>
      <Table aria-label={say('table')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th ta="right">{say('number')}</Table.Th>
            <Table.Th>{say('madeAt')}</Table.Th>
            <Table.Th>{say('verdict')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {snapshots.toReversed().map(({ number, at, because }) => (
            <Table.Tr key={`${number} ${at}`}>
              <Table.Td ta="right">{formats.number(number)}</Table.Td>
              <Table.Td>{formats.timeInTable(at)}</Table.Td>
              <Table.Td c={because === null || because === 'stood-on' ? colour('warning') : colour('text')}>
                {say(`kept-${because ?? 'no'}`)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** What is not as this computer left it, and what to do about it. */
function Faults({
  faults,
  onAcknowledge,
}: Pick<Plan, 'faults'> & {
  readonly onAcknowledge: (() => void) | null;
}) {
  const say = useTexts(pruningTexts);
  const formats = useFormats();
  return (
    <Notice kind="danger" title={say('faults')}>
      <ul style={{ margin: '4px 0', paddingInlineStart: 20 }}>
        {faults.map(({ kind, first, last }) => {
          const numbers = first === last ? formats.number(first) : `${formats.number(first)}–${formats.number(last)}`;
          return <li key={`${kind} ${first}`}>{say(`fault-${kind}`, { numbers })}</li>;
        })}
      </ul>
      <Text c={colour('text')}>{say(onAcknowledge ? 'faultsOfficer' : 'faultsOthers')}</Text>
      {onAcknowledge ? (
        <Button size="xs" variant="default" mt={8} onClick={onAcknowledge}>
          {say('acknowledge')}
        </Button>
      ) : null}
    </Notice>
  );
}
