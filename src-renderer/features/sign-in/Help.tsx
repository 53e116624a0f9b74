import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { GoEntry, Vault } from '../../app/entry-place.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { signInTexts } from './texts.ts';

/** What to do when signing in does not work, for whom. In a demonstration nobody asks for a place or recovers anything. */
export function Help({
  vault,
  demo,
  disabled,
  go,
}: {
  readonly vault: Vault;
  readonly demo: boolean;
  readonly disabled: boolean;
  readonly go: GoEntry;
}) {
  const say = useTexts(signInTexts);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Anchor
        component="button"
        disabled={disabled}
        {...(disabled ? { c: 'dimmed' } : {})}
        onClick={() => setOpen(true)}
      >
        {say('help')}
      </Anchor>
      <Dialog opened={open} onClose={() => setOpen(false)} title={say('help')}>
        <Stack gap={16}>
          <Text>{say('helpPassword')}</Text>
          <Text>{say('helpCode')}</Text>
          {demo ? null : (
            <>
              <Stack gap={8} align="flex-start">
                <Text>{say('helpComputer')}</Text>
                <Button variant="default" onClick={() => go({ at: 'join', vault })}>
                  {say('join')}
                </Button>
              </Stack>
              <Stack gap={8} align="flex-start">
                <Text>{say('helpOfficer')}</Text>
                <Group gap={8}>
                  <Button variant="default" onClick={() => go({ at: 'recover', vault })}>
                    {say('recover')}
                  </Button>
                  <Button variant="default" onClick={() => go({ at: 'kit-check', vault })}>
                    {say('checkKit')}
                  </Button>
                </Group>
              </Stack>
            </>
          )}
        </Stack>
      </Dialog>
    </>
  );
}
