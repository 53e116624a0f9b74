import { Radio, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { colour } from '../../ui/colours.ts';
import styles from './MomentTable.module.css';
import type { Moment } from './moments.ts';
import { restoreTexts } from './texts.ts';

/** Moments to choose one from; of several computers with which made it. One that is not complete cannot be chosen. */
export function MomentTable({
  moments,
  chosen,
  onChosen,
  isVerified = false,
}: {
  readonly moments: readonly Moment[];
  readonly chosen: string | null;
  readonly onChosen: (id: string) => void;
  /** Everything there was read, and is as it was written. */
  readonly isVerified?: boolean;
}) {
  const say = useTexts(restoreTexts);
  const formats = useFormats();
  const hasSeveral = new Set(moments.map(({ computer }) => computer)).size > 1;
  return (
    <div className={styles.scroller}>
      <Table aria-label={say('moments')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <VisuallyHidden>{say('choose')}</VisuallyHidden>
            </Table.Th>
            <Table.Th>{say('madeAt')}</Table.Th>
            <Table.Th>{say('vaultState')}</Table.Th>
            <Table.Th ta="right">{say('documents')}</Table.Th>
            <Table.Th ta="right">{say('size')}</Table.Th>
            {hasSeveral ? <Table.Th>{say('computer')}</Table.Th> : null}
            <Table.Th>{say('state')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {moments.map(({ id, at, state, documents, bytes, computer, isWhole }) => (
            <Table.Tr key={id} {...(isWhole ? { onClick: () => onChosen(id) } : {})}>
              <Table.Td>
                <Radio
                  name="moment"
                  value={id}
                  checked={chosen === id}
                  disabled={!isWhole}
                  aria-label={say('momentOf', { time: formats.timeInText(at) })}
                  onChange={() => onChosen(id)}
                />
              </Table.Td>
              <Table.Td>{formats.timeInTable(at)}</Table.Td>
              <Table.Td>{say(state)}</Table.Td>
              <Table.Td ta="right">{formats.number(documents)}</Table.Td>
              <Table.Td ta="right">{formats.size(bytes)}</Table.Td>
              {hasSeveral ? <Table.Td translate="no">{computer.slice(0, 8)}</Table.Td> : null}
              <Table.Td>
                <State state={!isWhole ? 'notWhole' : isVerified ? 'good' : 'whole'} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

const signs = {
  good: [IconCircleCheck, 'ok'],
  // Only that its database is there is known yet: that is not good, and not bad.
  whole: [IconCircleDashed, 'unknown'],
  notWhole: [IconAlertTriangle, 'danger'],
} as const;

function State({ state }: { readonly state: keyof typeof signs }) {
  const say = useTexts(restoreTexts);
  const [Icon, paint] = signs[state];
  return (
    <span className={styles.state} style={{ color: colour(paint) }}>
      <Icon size={16} stroke={1.5} aria-hidden />
      <Text component="span" inherit>
        {say(state)}
      </Text>
    </span>
  );
}
