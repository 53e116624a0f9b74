import { Button, Stack, Text } from '@mantine/core';
import type { GoEntry, Vault } from '../../app/entry-place.ts';
import { useCall } from '../../client/query.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Notice } from '../../ui/Notice.tsx';
import { signInTexts } from './texts.ts';

/** What can be said of the vault before anybody signs in: where it is, which computer has it open, where this computer's keys lie. */
export function VaultState({
  vault,
  demo,
  inUseTold,
  disabled,
  go,
}: {
  readonly vault: Vault;
  /** Its keys may lie anywhere: it is about to be erased. */
  readonly demo: boolean;
  /** The attempt to sign in was refused for it, and says so in its own place. */
  readonly inUseTold: boolean;
  readonly disabled: boolean;
  readonly go: GoEntry;
}) {
  const say = useTexts(signInTexts);
  const formats = useFormats();
  const status = useCall('vaultStatus', { handle: vault.handle }, { refetchOnMount: 'always' });
  const again = (
    <Button size="xs" variant="default" mt={8} onClick={() => void status.refetch()}>
      {say('again')}
    </Button>
  );
  if (status.error?.code === 'vault-not-found' || (!vault.present && !status.data)) {
    return (
      <Notice kind="warning" role="alert">
        <Text>{say('absent')}</Text>
        {again}
      </Notice>
    );
  }
  if (!status.data) return null;
  const { holder, warnings } = status.data;
  const inUse = status.data.inUse && !inUseTold;
  const detailOf = (kind: (typeof warnings)[number]['warning']) => warnings.find(({ warning }) => warning === kind);
  const keysInFile = detailOf('keychain-file') && !demo;
  const synced = detailOf('synced-folder');
  // Nobody can let a computer in to a restored vault before that is finished, which gives this one its place.
  const noPlace = detailOf('no-place-on-this-computer') && !detailOf('vault-restored');
  const keys = keysInFile || noPlace || detailOf('keychain-silent');
  if (!inUse && !keys && !synced) return null;
  return (
    <Stack gap={8}>
      {inUse ? (
        <Notice kind="warning">
          <Text>
            {holder
              ? say('inUse', { computer: holder.computer, since: formats.timeInText(holder.since) })
              : say('inUseElsewhere')}
          </Text>
          {again}
        </Notice>
      ) : null}
      {noPlace ? (
        <Notice kind="warning" title={say('noPlaceTitle')}>
          <Text>{say('noPlace')}</Text>
          <Button size="xs" variant="default" mt={8} disabled={disabled} onClick={() => go({ at: 'join', vault })}>
            {say('join')}
          </Button>
        </Notice>
      ) : null}
      {detailOf('keychain-silent') ? (
        <Notice kind="warning">
          <Text>{say('keychainSilent')}</Text>
          {again}
        </Notice>
      ) : null}
      {keysInFile ? <Notice kind="warning">{say('keychainFile')}</Notice> : null}
      {synced ? <Notice kind="warning">{say('syncedFolder', { detail: synced.detail ?? '' })}</Notice> : null}
    </Stack>
  );
}
