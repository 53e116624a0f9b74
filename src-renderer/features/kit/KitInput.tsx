import { Code, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Vault } from '../../app/entry-place.ts';
import { useCall } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { colour } from '../../ui/colours.ts';
import { kitTexts } from './texts.ts';

/** A kit as it is given to a call: null when its file is going to be asked for. */
export interface GivenKit {
  readonly typed: string | null;
}

/** The lines of a kit as its file has them. */
const kitLines = (vault: string, root: string, key: string): string =>
  [`# vault: ${vault.trim()}`, `# root: ${root.trim()}`, key.replace(/\s/g, '')].join('\n');

/** What is typed over is compared letter by letter. */
const asOnPaper = { input: { fontFamily: 'var(--mantine-font-family-monospace)' } };

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
  const [typedVault, setTypedVault] = useState('');
  const [root, setRoot] = useState('');
  const [key, setKey] = useState('');
  const vaultNumber = status.data?.id ?? typedVault;
  useEffect(() => {
    const complete = [vaultNumber, root, key].every((text) => text.trim() !== '');
    if (how === 'file') onChange({ typed: null });
    else onChange(complete ? { typed: kitLines(vaultNumber, root, key) } : null);
  }, [how, vaultNumber, root, key, onChange]);
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
        <Stack gap={16}>
          {status.data ? (
            <div>
              <Text mb={4}>{say('paperOf')}</Text>
              <Code block translate="no" fz={14} bg={colour('sunken')} c={colour('text')}>
                {status.data.id}
              </Code>
            </div>
          ) : null}
          {status.error && !status.data ? (
            <TextInput
              label={say('vault')}
              description={say('typedVaultHint')}
              value={typedVault}
              onChange={({ currentTarget: { value } }) => setTypedVault(value)}
              autoComplete="off"
              spellCheck={false}
              styles={asOnPaper}
            />
          ) : null}
          <TextInput
            label={say('root')}
            description={say('typedRootHint')}
            value={root}
            onChange={({ currentTarget: { value } }) => setRoot(value)}
            autoComplete="off"
            spellCheck={false}
            styles={asOnPaper}
          />
          <Textarea
            label={say('typedKey')}
            description={say('typedKeyHint')}
            value={key}
            onChange={({ currentTarget: { value } }) => setKey(value)}
            autosize
            minRows={3}
            autoComplete="off"
            spellCheck={false}
            styles={asOnPaper}
          />
        </Stack>
      )}
    </Stack>
  );
}
