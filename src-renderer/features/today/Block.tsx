import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { colour } from '../../ui/colours.ts';
import { todayTexts } from './texts.ts';

/** One thing to do or to know. It goes when it is done, never by putting it away. */
export interface Row {
  readonly key: string;
  readonly text: ReactNode;
  readonly detail?: ReactNode;
  /** How it stands. */
  readonly mark?: ReactNode;
  /** Under the text. */
  readonly acts?: ReactNode;
  /** To the right of the text: one short act, or a sign. */
  readonly beside?: ReactNode;
  /** Makes the text itself what is pressed. */
  readonly onOpen?: () => void;
}

/** Rows of one kind; those that do not fit are behind `onMore`. */
export interface BlockOfRows {
  readonly key: string;
  readonly title: string;
  readonly rows: readonly Row[];
  readonly onMore?: () => void;
}

const mostRows = 7;

/** A block of Today: at most seven rows, nothing when there are none. */
export function Block({ title, rows, onMore }: BlockOfRows) {
  const say = useTexts(todayTexts);
  const heading = useId();
  if (rows.length === 0) return null;
  const more = rows.length - mostRows;
  return (
    <section
      aria-labelledby={heading}
      style={{ background: colour('surface'), border: `1px solid ${colour('divider')}`, borderRadius: 4 }}
    >
      <Title
        order={2}
        id={heading}
        fz={14}
        lh="20px"
        px={16}
        py={8}
        style={{ borderBottom: `1px solid ${colour('divider')}` }}
      >
        {title}
      </Title>
      <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {rows.slice(0, mostRows).map((row, index) => (
          <li
            key={row.key}
            style={{ padding: '8px 16px', borderTop: index === 0 ? 'none' : `1px solid ${colour('divider')}` }}
          >
            <RowView {...row} />
          </li>
        ))}
      </ul>
      {more > 0 && onMore ? (
        <Anchor component="button" type="button" px={16} pb={8} onClick={onMore}>
          {say('more', { count: more })}
        </Anchor>
      ) : null}
    </section>
  );
}

function RowView({ text, detail, mark, acts, beside, onOpen }: Row) {
  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap" gap={12} align="flex-start">
        <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
          {onOpen ? (
            <Anchor component="button" type="button" ta="left" onClick={onOpen} style={{ overflowWrap: 'anywhere' }}>
              {text}
            </Anchor>
          ) : (
            <Text>{text}</Text>
          )}
          {detail ? (
            <Text size="xs" c="dimmed" component="div">
              {detail}
            </Text>
          ) : null}
          {mark}
        </div>
        {beside ? <div style={{ flex: 'none' }}>{beside}</div> : null}
      </Group>
      {acts ? <Group gap={8}>{acts}</Group> : null}
    </Stack>
  );
}
