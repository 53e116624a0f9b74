import { Anchor, Button, Group, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { kitText } from './kit-text.ts';
import { PictureOfCode } from './PictureOfCode.tsx';
import { emptyKit, kitTyped, TypedKit } from './TypedKit.tsx';
import { kitTexts } from './texts.ts';

type ReadKey = WindowOutput<'recoveryKeyTyped'>;

/** What opens a backup, as calls take it: the key itself stays in the program. */
export interface GivenKey extends ReadKey {
  readonly kind: 'recovery-key' | 'ticket';
}

const ways = [
  ['file', 'byFile', 'byFileWhat'],
  ['typed', 'byTyping', 'byTypingWhat'],
  ['picture', 'byPicture', 'byPictureWhat'],
  ['ticket', 'byTicket', 'byTicketWhat'],
] as const;
type Way = (typeof ways)[number][0];

/**
 * Asks for the recovery key: its file, typed or by a scanner from the paper, or a picture of its code; or for a restore ticket.
 * @param knownVault the vault that it has to be of, where that is known.
 * @param given what was given last; null: nothing yet.
 */
export function KeyEntry({
  knownVault,
  takesTicket = false,
  given,
  onGiven,
}: {
  readonly knownVault: string | null;
  readonly takesTicket?: boolean;
  readonly given: GivenKey | null;
  readonly onGiven: (given: GivenKey | null) => void;
}) {
  const say = useTexts(kitTexts);
  const [way, setWay] = useState<Way>('file');
  const [lines, setLines] = useState(emptyKit);
  const [onlyKey, setOnlyKey] = useState(false);
  const typed = useAct('recoveryKeyTyped');
  const file = useAct('recoveryKeyChoose');
  const ticket = useAct('restoreTicketChoose');
  const took = (kind: GivenKey['kind']) => (read: ReadKey | null) => {
    if (read === null) return;
    setLines(emptyKit);
    onGiven({ ...read, kind });
  };
  const complete = kitText(kitTyped(lines, knownVault));
  const give = (text: string) => typed.mutate({ typed: text }, { onSuccess: took('recovery-key') });
  const scanned = (text: string) => {
    const read = { ...emptyKit, key: text };
    const whole = kitText(kitTyped(read, knownVault));
    setOnlyKey(whole === null);
    if (whole !== null) return give(whole);
    // A paper of before has the key alone in its code: the rest is typed from the same paper.
    setLines(read);
    setWay('typed');
  };
  if (given !== null) return <Given given={given} onOther={() => onGiven(null)} />;
  return (
    <Stack gap={16}>
      <Radio.Group
        label={say(takesTicket ? 'keyOrTicket' : 'inputHow')}
        value={way}
        onChange={(chosen) => {
          setWay(ways.find(([one]) => one === chosen)?.[0] ?? 'file');
          for (const act of [typed, file, ticket]) act.reset();
        }}
      >
        <Stack gap={8} mt={8}>
          {ways
            .filter(([one]) => takesTicket || one !== 'ticket')
            .map(([one, text, what]) => (
              <Radio key={one} value={one} label={say(text)} description={way === one ? say(what) : null} />
            ))}
        </Stack>
      </Radio.Group>
      {way === 'file' ? (
        <Choose label={say('chooseLocker')} act={() => file.mutate({}, { onSuccess: took('recovery-key') })} />
      ) : null}
      {way === 'ticket' ? (
        <Choose label={say('chooseTicket')} act={() => ticket.mutate({}, { onSuccess: took('ticket') })} />
      ) : null}
      {way === 'picture' ? <PictureOfCode busy={typed.isPending} onText={scanned} /> : null}
      {way === 'typed' ? (
        <>
          {onlyKey ? <Notice kind="info">{say('onlyKeyRead')}</Notice> : null}
          <TypedKit lines={lines} knownVault={knownVault} startsAtRoot={onlyKey} onChange={setLines} />
          <Group>
            <Button
              variant="default"
              disabled={complete === null}
              loading={typed.isPending}
              onClick={() => complete !== null && give(complete)}
            >
              {say('readKey')}
            </Button>
          </Group>
        </>
      ) : null}
      <Problem error={typed.error ?? file.error ?? ticket.error} />
    </Stack>
  );
}

function Choose({ label, act }: { readonly label: string; readonly act: () => void }) {
  return (
    <Group>
      <Button variant="default" onClick={act}>
        {label}
      </Button>
    </Group>
  );
}

/** What was read, with what is on the paper too: nothing of the key itself. */
function Given({ given, onOther }: { readonly given: GivenKey; readonly onOther: () => void }) {
  const say = useTexts(kitTexts);
  const words = given.rootFingerprint.replaceAll('-', ' ');
  return (
    <Stack gap={8} role="status">
      <Notice kind="ok" title={say(given.kind === 'ticket' ? 'ticketRead' : 'keyRead')}>
        {given.name === null ? null : <Text>{say('fromFile', { name: given.name })}</Text>}
        <Text>{say(given.kind === 'ticket' ? 'ticketWords' : 'keyWords', { words })}</Text>
      </Notice>
      <div>
        <Anchor component="button" type="button" onClick={onOther}>
          {say(given.kind === 'ticket' ? 'otherTicket' : 'otherKey')}
        </Anchor>
      </div>
    </Stack>
  );
}
