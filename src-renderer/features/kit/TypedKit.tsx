import { Code, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { colour } from '../../ui/colours.ts';
import { type KitLines, linesIn } from './kit-text.ts';
import { kitTexts } from './texts.ts';

/** What is typed over is compared letter by letter. */
const asOnPaper = { input: { fontFamily: 'var(--mantine-font-family-monospace)' } };

/** What is in the fields. */
export const emptyKit: KitLines = { vault: '', root: '', key: '' };

/** The kit that fields hold: what a scanner typed into the field of the key counts before what stands beside it. */
export function kitTyped({ vault, root, key }: KitLines, knownVault: string | null): KitLines {
  const scanned = linesIn(key);
  return { vault: scanned.vault || knownVault || vault, root: scanned.root || root, key: scanned.key };
}

/**
 * The recovery kit typed over from its paper, or typed by a scanner that is a keyboard to this computer. The number of the vault is
 * asked only where nothing tells it. @param knownVault null: it is not known; undefined: it is not known yet.
 * @param startsAtRoot the key is there already.
 */
export function TypedKit({
  lines,
  knownVault,
  startsAtRoot = false,
  onChange,
}: {
  readonly lines: KitLines;
  readonly knownVault: string | null | undefined;
  readonly startsAtRoot?: boolean;
  readonly onChange: (lines: KitLines) => void;
}) {
  const say = useTexts(kitTexts);
  const root = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (startsAtRoot) root.current?.focus();
  }, [startsAtRoot]);
  const scanned = linesIn(lines.key);
  const bound = (name: keyof KitLines) => ({
    value: lines[name],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      onChange({ ...lines, [name]: event.currentTarget.value }),
    autoComplete: 'off',
    spellCheck: false,
    styles: asOnPaper,
  });
  return (
    <Stack gap={16}>
      {knownVault && scanned.vault === '' ? (
        <div>
          <Text mb={4}>{say('paperOf')}</Text>
          <Code block translate="no" fz={14} bg={colour('sunken')} c={colour('text')}>
            {knownVault}
          </Code>
        </div>
      ) : null}
      <Textarea
        label={say('typedKey')}
        description={say('typedKeyHint')}
        autosize
        minRows={3}
        maxRows={8}
        {...bound('key')}
      />
      {knownVault === null && scanned.vault === '' ? (
        <TextInput label={say('vault')} description={say('typedVaultHint')} {...bound('vault')} />
      ) : null}
      {scanned.root === '' ? (
        <TextInput ref={root} label={say('root')} description={say('typedRootHint')} {...bound('root')} />
      ) : (
        <Text role="status">{say('scannedWhole')}</Text>
      )}
    </Stack>
  );
}
