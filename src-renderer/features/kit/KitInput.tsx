import { Radio, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Vault } from '../../app/entry-place.ts';
import { useCall } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { kitText } from './kit-text.ts';
import { emptyKit, kitTyped, TypedKit } from './TypedKit.tsx';
import { kitTexts } from './texts.ts';

/** A kit as it is given to a call: null when its file is going to be asked for. */
export interface GivenKit {
  readonly typed: string | null;
}

/**
 * The recovery kit, by its file or typed over from the paper. The number of the vault is asked only where the chosen vault does
 * not tell it: the check key tells the vault, and a file has its own number. @param onChange null while it is not complete.
 */
export function KitInput({
  vault,
  onChange,
}: {
  readonly vault: Vault;
  readonly onChange: (given: GivenKit | null) => void;
}) {
  const say = useTexts(kitTexts);
  const status = useCall('vaultStatus', { handle: vault.handle });
  const [how, setHow] = useState('file');
  const [lines, setLines] = useState(emptyKit);
  const knownVault = status.data?.id ?? (status.error ? null : undefined);
  useEffect(() => {
    const typed = kitText(kitTyped(lines, knownVault ?? null));
    if (how === 'file') onChange({ typed: null });
    else onChange(typed === null ? null : { typed });
  }, [how, lines, knownVault, onChange]);
  return (
    <Stack gap={16}>
      <Radio.Group label={say('inputHow')} value={how} onChange={setHow}>
        <Stack gap={8} mt={8}>
          <Radio value="file" label={say('byFile')} />
          <Radio value="typed" label={say('byTyping')} />
        </Stack>
      </Radio.Group>
      {how === 'file' ? (
        <Text c="dimmed">{say('chooseFile')}</Text>
      ) : (
        <TypedKit lines={lines} knownVault={knownVault} onChange={setLines} />
      )}
    </Stack>
  );
}
