import { Anchor, Radio, Table } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconHelpCircle, type TablerIcon } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Bdi } from '../../ui/Bdi.tsx';
import { type Colour, colour } from '../../ui/colours.ts';
import scrolled from '../../ui/Scrolled.module.css';
import { type Moment, usualMoments } from './moments.ts';
import { restoreTexts } from './texts.ts';

/** Moments to choose one from, the usual ones first; of several computers with which made it. One that is bad cannot be chosen. */
export function MomentTable({
  moments,
  chosen,
  onChosen,
  nameOf = (computer) => computer.slice(0, 8),
}: {
  readonly moments: readonly Moment[];
  readonly chosen: string | null;
  readonly onChosen: (moment: Moment) => void;
  /** What a computer is called, where somebody is signed in who may know. */
  readonly nameOf?: (computer: string) => string;
}) {
  const say = useTexts(restoreTexts);
  const formats = useFormats();
  const group = useId();
  const usual = usualMoments(moments);
  const [all, setAll] = useState(chosen !== null && usual.every(({ id }) => id !== chosen));
  const hasSeveral = new Set(moments.map(({ computer }) => computer)).size > 1;
  return (
    <>
      <div className={scrolled.scrolled}>
        <Table aria-label={say('moments')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say('moment')}</Table.Th>
              <Table.Th>{say('state')}</Table.Th>
              <Table.Th>{say('vaultState')}</Table.Th>
              <Table.Th ta="right">{say('documents')}</Table.Th>
              <Table.Th ta="right">{say('size')}</Table.Th>
              {hasSeveral ? <Table.Th>{say('computer')}</Table.Th> : null}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {(all ? moments : usual).map((moment) => {
              const { id, at, state, documents, bytes, computer, standing } = moment;
              const choose =
                standing === 'bad' ? {} : { onClick: () => onChosen(moment), style: { cursor: 'pointer' } };
              return (
                <Table.Tr key={id} {...choose}>
                  <Table.Td>
                    <Radio
                      name={group}
                      value={id}
                      label={formats.timeInTable(at)}
                      aria-label={say('momentOf', { time: formats.timeInText(at), state: say(standing) })}
                      checked={id === chosen}
                      disabled={standing === 'bad'}
                      onChange={() => onChosen(moment)}
                    />
                  </Table.Td>
                  <Table.Td>
                    <Standing of={standing} />
                  </Table.Td>
                  <Table.Td>{say(state)}</Table.Td>
                  <Table.Td ta="right">{formats.number(documents)}</Table.Td>
                  <Table.Td ta="right">{formats.size(bytes)}</Table.Td>
                  {hasSeveral ? (
                    <Table.Td>
                      <Bdi>{nameOf(computer)}</Bdi>
                    </Table.Td>
                  ) : null}
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </div>
      {moments.length > usual.length ? (
        <div>
          <Anchor component="button" type="button" onClick={() => setAll(!all)}>
            {all ? say('showFewer') : say('showAll', { all: formats.number(moments.length) })}
          </Anchor>
        </div>
      ) : null}
    </>
  );
}

const looks: Readonly<Record<Moment['standing'], readonly [TablerIcon, Colour]>> = {
  good: [IconCircleCheck, 'ok'],
  unverified: [IconHelpCircle, 'unknown'],
  bad: [IconAlertTriangle, 'danger'],
};

/** In a word and a shape. */
function Standing({ of }: { readonly of: Moment['standing'] }) {
  const say = useTexts(restoreTexts);
  const [Icon, front] = looks[of];
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', verticalAlign: 'top', gap: 4, color: colour(front) }}>
      <Icon size={16} stroke={1.5} aria-hidden style={{ flex: 'none' }} />
      {say(of)}
    </span>
  );
}
