import { Checkbox } from '@mantine/core';
import { useAct, useCall } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Problem } from '../../ui/Problem.tsx';
import { settingsTexts } from './texts.ts';

/** Whether pictures of the screen, and a screen that is shared, leave the window out; said to be out of reach where the system cannot. */
export function HideFromCapture() {
  const say = useTexts(settingsTexts);
  const start = useCall('startState', {});
  const hide = useAct('hideFromCapture');
  if (start.data === undefined) return null;
  const { hidden, canHide } = start.data.capture;
  return (
    <>
      <Checkbox
        label={say('hideFromCapture')}
        description={say(canHide ? 'hideFromCaptureHint' : 'hideFromCaptureNot')}
        checked={hidden}
        disabled={!canHide || hide.isPending}
        onChange={(event) => hide.mutate({ hidden: event.currentTarget.checked })}
      />
      <Problem error={hide.error} />
    </>
  );
}
