import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type RefObject, useCallback, useRef, useState } from 'react';
import { type CallError, callErrorOf } from '../../client/client.ts';
import { useTexts } from '../../i18n/texts.ts';
import { undoTexts } from './texts.ts';

const undoMs = 10_000;
const offered = new Set<string>();

/** Takes away every offer to undo: what was done after it cannot be undone with it. */
export function endUndoing(): void {
  for (const id of offered) notifications.hide(id);
  offered.clear();
}

export interface Undo {
  /** Says what was done, and for ten seconds takes it back if that is wished. */
  readonly offer: (text: string, undo: () => Promise<unknown>) => void;
  /** Takes back what was done last, while it still can be. */
  readonly last: RefObject<(() => void) | null>;
  /** Why the last undoing did not work. */
  readonly error: CallError | null;
}

/** What was just done can be taken back: from a toast, and by Ctrl+Z where the screen says so (`last`). */
export function useUndo(): Undo {
  const say = useTexts(undoTexts);
  const last = useRef<(() => void) | null>(null);
  const [error, setError] = useState<CallError | null>(null);
  const offer = useCallback(
    (text: string, undo: () => Promise<unknown>) => {
      const id = crypto.randomUUID();
      const run = () => {
        last.current = null;
        notifications.hide(id);
        undo().then(
          () => setError(null),
          (failure) => setError(callErrorOf(failure)),
        );
      };
      last.current = run;
      offered.add(id);
      notifications.show({
        id,
        autoClose: undoMs,
        withCloseButton: false,
        onClose: () => {
          offered.delete(id);
          if (last.current === run) last.current = null;
        },
        message: (
          <Group justify="space-between" wrap="nowrap" gap={12}>
            <Text style={{ minWidth: 0, overflowWrap: 'anywhere' }}>{text}</Text>
            <Button variant="subtle" size="compact-sm" flex="none" onClick={run}>
              {say('undo')}
            </Button>
          </Group>
        ),
      });
    },
    [say],
  );
  return { offer, last, error };
}
