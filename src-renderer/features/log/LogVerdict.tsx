import { Button, List, Text } from '@mantine/core';
import { useState } from 'react';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Notice } from '../../ui/Notice.tsx';
import { logTexts } from './texts.ts';

const shownAtFirst = 3;

/** What a verification of the log found: sound, or where it breaks and what before that still is. */
export function LogVerdict({ verdict, at }: { readonly verdict: WindowOutput<'auditVerify'>; readonly at: number }) {
  const say = useTexts(logTexts);
  const formats = useFormats();
  const [all, setAll] = useState(false);
  const { findings, entries } = verdict;
  if (findings.length === 0) {
    return (
      <div role="status">
        <Notice kind="ok">
          {say('checkGood', { count: entries, number: formats.number(entries), at: formats.clock(at) })}
        </Notice>
      </div>
    );
  }
  // The banner of the whole window says what to do about a vault that came back older; here is told what is damaged.
  const damage = findings.filter(({ problem }) => problem !== 'vault-rolled-back');
  if (damage.length === 0) {
    return (
      <div role="alert">
        <Notice kind="danger">{say('vault-rolled-back')}</Notice>
      </div>
    );
  }
  const first = Math.min(...damage.flatMap(({ position }) => position ?? []));
  const shown = all ? damage : damage.slice(0, shownAtFirst);
  return (
    <div role="alert" style={{ maxHeight: 240, overflowY: 'auto' }}>
      <Notice kind="danger">
        <Text fw={600}>{say('checkBad', { count: damage.length })}</Text>
        <List>
          {shown.map(({ position, problem, part }) => (
            <List.Item key={`${part} ${problem}`}>
              {position === null
                ? say('findingCheckpoint', { problem: say(problem) })
                : say('findingAt', { position: formats.number(position), problem: say(problem) })}
            </List.Item>
          ))}
        </List>
        {shown.length < damage.length ? (
          <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
            {say('showAll')}
          </Button>
        ) : null}
        <Text>
          {Number.isFinite(first) && first > 1
            ? say('checkSound', { last: formats.number(first - 1) })
            : say('checkNoneSound')}
        </Text>
        <Text>{say('checkTodo')}</Text>
      </Notice>
    </div>
  );
}
