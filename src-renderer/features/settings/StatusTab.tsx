import { Stack, Table, Text } from '@mantine/core';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { useCall } from '../../client/query.ts';
import { type Formats, useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { CheckVault } from './CheckVault.tsx';
import { Section } from './Section.tsx';
import { settingsTexts } from './texts.ts';

type Status = WindowOutput<'statusDetailed'>;

/** How the vault is, as far as the one who asks may know it, and the check of all of it. */
export function StatusTab() {
  const say = useTexts(settingsTexts);
  const status = useCall('statusDetailed', {});
  return (
    <>
      <Section title={say('facts')}>
        <Problem error={status.error} />
        {status.data ? (
          <>
            <Standing status={status.data} />
            <Facts status={status.data} />
          </>
        ) : null}
      </Section>
      <CheckVault />
      <Refused />
    </>
  );
}

const pendingTexts = { 'rotate-database-key': 'pendingDatabase', 'rotate-office-secret': 'pendingOffice' } as const;

function Standing({ status }: { readonly status: Status }) {
  const say = useTexts(settingsTexts);
  const waiting = status.toReseal.reduce((sum, { rows }) => sum + rows, 0);
  const isSound = !status.readOnly && status.broken.length === 0;
  return (
    <Stack gap={8} w="100%">
      {isSound ? <Notice kind="ok">{say('stateOk')}</Notice> : null}
      {status.readOnly ? <Notice kind="danger">{say('stateReadOnly')}</Notice> : null}
      {status.broken.length > 0 ? (
        <Notice kind="danger">{say('stateBroken', { count: status.broken.length })}</Notice>
      ) : null}
      {status.pending.map((work) => (
        <Notice key={work} kind="info">
          {say(pendingTexts[work])} {say('pendingLater')}
        </Notice>
      ))}
      {waiting > 0 ? <Notice kind="info">{say('stateReseal', { count: waiting })}</Notice> : null}
    </Stack>
  );
}

type SayStatus = ReturnType<typeof useTexts<typeof settingsTexts.nl>>;

const sum = (people: Status['people'], kind: 'active' | 'provisional' | 'disabled'): number =>
  people.reduce((all, one) => all + one[kind], 0);

function factsOf(status: Status, say: SayStatus, formats: Formats): readonly (readonly [string, string])[] {
  const { people, counts, log, copies } = status;
  const position = formats.number(log.position);
  const lastCopy = Math.max(0, ...copies.map(({ expiresAt }) => expiresAt));
  return [
    [say('factVault'), status.id],
    [
      say('factPeople'),
      say('peopleValue', {
        active: sum(people, 'active'),
        provisional: sum(people, 'provisional'),
        disabled: sum(people, 'disabled'),
      }),
    ],
    [say('factComputers'), formats.number(status.computers)],
    [
      say('factOpen'),
      say('openValue', { open: formats.number(counts.open), all: formats.number(counts.compartments) }),
    ],
    [
      say('factContents'),
      say('contentsValue', { records: formats.number(counts.records), versions: formats.number(counts.versions) }),
    ],
    [
      say('factLog'),
      log.checkpoint === null
        ? say('logValue', { count: log.position, position })
        : say('logSigned', { count: log.position, position, checkpoint: formats.number(log.checkpoint) }),
    ],
    [
      say('factCopies'),
      copies.length === 0
        ? say('none')
        : say('copiesValue', { copies: formats.number(copies.length), until: formats.timeInText(lastCopy) }),
    ],
  ];
}

function Facts({ status }: { readonly status: Status }) {
  const say = useTexts(settingsTexts);
  const formats = useFormats();
  return (
    <Table>
      <Table.Tbody>
        {factsOf(status, say, formats).map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" fw={400} w={280}>
              {name}
            </Table.Th>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Refused() {
  const say = useTexts(settingsTexts);
  const refused = useCall('refusedCalls', {});
  if (!refused.data) return null;
  const { shape, channel, frame } = refused.data;
  return (
    <Section title={say('refused')}>
      {shape + channel + frame === 0 ? (
        <Text>{say('refusedNone')}</Text>
      ) : (
        <Notice kind="warning">{say('refusedSome', { shape, channel, frame })}</Notice>
      )}
    </Section>
  );
}
