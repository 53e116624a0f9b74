import { Button, Text } from '@mantine/core';
import type { GoEntry, Vault } from '../../app/entry-place.ts';
import { useCall } from '../../client/query.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Notice } from '../../ui/Notice.tsx';
import { restoredTexts } from './texts.ts';

/** Of a vault that was restored and not finished yet: to which moment, why nobody gets in, and the way on for the Privacy Officer. */
export function RestoredState({ vault, go }: { readonly vault: Vault; readonly go: GoEntry }) {
  const say = useTexts(restoredTexts);
  const formats = useFormats();
  const status = useCall('vaultStatus', { handle: vault.handle });
  if (!status.data?.warnings.some(({ warning }) => warning === 'vault-restored')) return null;
  const { restored } = status.data;
  return (
    <Notice
      kind="warning"
      title={restored ? say('state', { time: formats.timeInText(restored.backupAt) }) : say('stateUnknown')}
    >
      <Text>{say('stateWho')}</Text>
      {restored?.setAside ? <Text>{say('stateAside')}</Text> : null}
      <Button size="xs" mt={8} onClick={() => go({ at: 'finish-restore', vault })}>
        {say('open')}
      </Button>
    </Notice>
  );
}
