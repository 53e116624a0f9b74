import { Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Vault } from '../../app/entry-place.ts';
import { useCall } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { kitTexts } from './texts.ts';

/** A kit as it is given to a call: null when its file is going to be asked for. */
export interface GivenKit {
  readonly typed: string | null;
}

/** The lines of a kit as its file has them. */
const kitLines = (vault: string, root: string, key: string): string =>
  [`# vault: ${vault.trim()}`, `# root: ${root.trim()}`, key.replace(/\s/g, '')].join('\n');

/** The recovery kit, by its file or typed over from the paper. @param onChange null while it is not complete. */
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
  const [typedVault, setTypedVault] = useState<string | null>(null);
  const [root, setRoot] = useState('');
  const [key, setKey] = useState('');
  const vaultNumber = typedVault ?? status.data?.id ?? '';
  const tell = (next: { how?: string; vault?: string; root?: string; key?: string }) => {
    const now = { how, vault: vaultNumber, root, key, ...next };
    const complete = [now.vault, now.root, now.key].every((text) => text.trim() !== '');
    if (now.how === 'file') onChange({ typed: null });
    else onChange(complete ? { typed: kitLines(now.vault, now.root, now.key) } : null);
  };
  return (
    <Stack gap={16}>
      <Radio.Group
        label={say('inputHow')}
        value={how}
        onChange={(next) => {
          setHow(next);
          tell({ how: next });
        }}
      >
        <Stack gap={8} mt={8}>
          <Radio value="file" label={say('byFile')} />
          <Radio value="typed" label={say('byTyping')} />
        </Stack>
      </Radio.Group>
      {how === 'file' ? (
        <Text c="dimmed">{say('chooseFile')}</Text>
      ) : (
        <Stack gap={16}>
          <TextInput
            label={say('vault')}
            description={say('typedVaultHint')}
            value={vaultNumber}
            onChange={({ currentTarget: { value } }) => {
              setTypedVault(value);
              tell({ vault: value });
            }}
            autoComplete="off"
            spellCheck={false}
          />
          <TextInput
            label={say('root')}
            description={say('typedRootHint')}
            value={root}
            onChange={({ currentTarget: { value } }) => {
              setRoot(value);
              tell({ root: value });
            }}
            autoComplete="off"
            spellCheck={false}
          />
          <Textarea
            label={say('typedKey')}
            description={say('typedKeyHint')}
            value={key}
            onChange={({ currentTarget: { value } }) => {
              setKey(value);
              tell({ key: value });
            }}
            autosize
            minRows={3}
            autoComplete="off"
            spellCheck={false}
          />
        </Stack>
      )}
    </Stack>
  );
}
