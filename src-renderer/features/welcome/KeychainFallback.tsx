import { Checkbox } from '@mantine/core';
import type { CallError } from '../../client/client.ts';
import { useTexts } from '../../i18n/texts.ts';
import { colour } from '../../ui/colours.ts';
import { Notice } from '../../ui/Notice.tsx';
import { welcomeTexts } from './texts.ts';

/** The keys of this computer in a file, offered only where there is no keychain, and only with what it means. */
export function KeychainFallback({
  error,
  keychain,
  onChange,
}: {
  readonly error: CallError | null;
  readonly keychain: 'os' | 'file';
  readonly onChange: (keychain: 'os' | 'file') => void;
}) {
  const say = useTexts(welcomeTexts);
  if (error?.code !== 'keychain-missing' && keychain === 'os') return null;
  return (
    <Notice kind="warning" title={say('keyFileTitle')}>
      <Checkbox
        mt={4}
        styles={{ label: { color: colour('text') } }}
        label={say('keyFile')}
        description={say('keyFileWhy')}
        checked={keychain === 'file'}
        onChange={(event) => onChange(event.currentTarget.checked ? 'file' : 'os')}
      />
    </Notice>
  );
}
