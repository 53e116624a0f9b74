import { Button, Checkbox, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../app/session.ts';
import type { CallError } from '../../client/client.ts';
import { useCall } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { KeyGroups } from '../../ui/KeyGroups.tsx';
import { Paper } from '../../ui/Paper.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { CopyButton } from './CopyButton.tsx';
import { Section } from './Section.tsx';
import { settingsTexts } from './texts.ts';

/** Eight codes, shown once, which must be said to be kept before one goes on. */
export function RecoveryCodes({
  codes,
  verb,
  busy = false,
  error = null,
  onKept,
}: {
  readonly codes: readonly string[];
  readonly verb: string;
  readonly busy?: boolean;
  readonly error?: CallError | null;
  readonly onKept: () => void;
}) {
  const say = useTexts(settingsTexts);
  const { user, office } = useSession();
  const start = useCall('startState', {});
  const [kept, setKept] = useState(false);
  return (
    <Section title={say('codesTitle')} what={say('codesWhat')}>
      <Paper>
        <p>{say('codesOf', { name: user.name, office })}</p>
        <KeyGroups groups={codes} />
      </Paper>
      <div style={{ width: 420, maxWidth: '100%' }}>
        <KeyGroups groups={codes} />
      </div>
      <Group gap={8}>
        {start.data?.canPrint ? (
          <Button size="xs" variant="default" onClick={() => window.print()}>
            {say('printCodes')}
          </Button>
        ) : null}
        <CopyButton text={codes.join('\n')} />
      </Group>
      <Checkbox
        label={<Text component="span">{say('codesKept')}</Text>}
        checked={kept}
        onChange={(event) => setKept(event.currentTarget.checked)}
      />
      <Problem error={error} />
      <Button disabled={!kept} loading={busy} onClick={onKept}>
        {verb}
      </Button>
    </Section>
  );
}
