import { Text } from '@mantine/core';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Countdown } from '../../ui/Countdown.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { signInTexts } from './texts.ts';

/** Too many attempts: the time on the clock from which on it can be tried again. @param until ms UTC. */
export function Lockout({ until, onEnd }: { readonly until: number; readonly onEnd: () => void }) {
  const say = useTexts(signInTexts);
  const formats = useFormats();
  return (
    <Notice kind="danger" role="alert" title={say('lockoutTitle')}>
      <Text>
        {say('lockoutUntil', { time: formats.clock(until) })} <Countdown until={until} onEnd={onEnd} />
      </Text>
    </Notice>
  );
}
